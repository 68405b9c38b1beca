import type { Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { BATCH, type Dimension } from '../alphabet/shape.ts';
import { catalogue } from '../catalogue.ts';
import type { LookingNode, OptimizerNode } from '../contract.ts';
import { initialValue } from '../initializer.ts';
import { Trace } from '../program/trace.ts';
import { randomKey } from './context.ts';
import { resolveDials, textDial } from './dials.ts';
import type { GraphDocument } from './document.ts';
import { finishEntry, type Entry } from './entry.ts';
import { hash32 } from './hash.ts';
import type { Compiled, DataSource, Look, Phase } from './compiled.ts';
import { phaseProblems, worksIn, type Planned } from './phase-problems.ts';
import { addProbes, type Pin } from './probe.ts';
import { Blocked, type GraphProblem } from './problems.ts';
import type { PortValues } from './scope.ts';
import { reportedNumbers } from './reported-numbers.ts';
import { Slice } from './slice.ts';
import { Variables, type Variable } from './variables.ts';
import { checkWiring } from './wiring.ts';

export interface CompileOptions {
  /** Wires whose values are wanted beside each step that computes them. */
  readonly pins?: readonly Pin[];
  /** Examples in one run of a view or metric, and in one call of an output. */
  readonly lookBatch?: number;
}

/** How many examples views and metrics run through at once. */
const LOOK_BATCH = 250;

/** From the document to programs and problems. Pure: nothing is run, nothing outside is read. */
export function compile(document: GraphDocument, options: CompileOptions = {}): Compiled {
  const compiler = new Compiler(document, options);
  return compiler.compile();
}

class Compiler {
  readonly #document: GraphDocument;
  readonly #options: CompileOptions;
  readonly #variables = new Variables();
  readonly #problems: GraphProblem[] = [];
  readonly #entries = new Map<string, Entry>();
  #averages: ReadonlySet<string> = new Set();

  constructor(document: GraphDocument, options: CompileOptions) {
    this.#document = document;
    this.#options = options;
  }

  compile(): Compiled {
    const document = this.#document;
    this.#problems.push(...checkWiring(document));
    const phases = this.#phases();
    const looks = this.#looks();
    const outputs = this.#outputs();
    this.#entries.set('initialize', this.#initialize());
    return {
      document,
      problems: this.#problems,
      entries: this.#entries,
      variables: this.#variables.all,
      phases,
      looks,
      outputs,
      data: this.#data(),
    };
  }

  /** Each optimizer's update as a program of its own, in the order of their phase. */
  #phases(): Phase[] {
    const document = this.#document;
    const planned = this.#nodes('optimizer').flatMap(([node, kind]): Planned[] => {
      const definition = catalogue.get(kind) as OptimizerNode;
      const dials = this.#dials(node, definition);
      return dials ? [{ node, plan: definition.plan(dials), blocks: this.#blocksOf(node) }] : [];
    });
    // Which weights have an average is known when every update was written once; calls that ask for one need to know.
    if (asksForAverages(document)) {
      for (const optimizer of planned) this.#update(optimizer, false);
      this.#averages = this.#namesOfAverages();
    }
    const working = planned.filter((optimizer) => this.#update(optimizer));
    this.#averages = this.#namesOfAverages();
    this.#problems.push(...phaseProblems(document, working));
    return document.phases.map(({ name, steps }) => ({
      name,
      steps,
      optimizers: working
        .filter((optimizer) => worksIn(document, name, optimizer))
        .sort((a, b) => a.plan.order - b.plan.order)
        .map(({ node, blocks, plan: { every, repeat, draw } }) => ({
          node,
          entry: `optimize/${node}`,
          every,
          repeat,
          draw,
          blocks,
        })),
    }));
  }

  /** Writes one update of an optimizer. @returns whether nothing stood in its way */
  #update({ node, blocks }: Planned, tell = true): boolean {
    if (tell) this.#mustBeThawed(node, blocks);
    const slice = this.#slice('training', this.#document.batch, new Set(blocks));
    const made = this.#attempt(slice, () => slice.node(node), tell);
    if (!made) return false;
    const entry = `optimize/${node}`;
    const reported = reportedNumbers(slice, node, made);
    const probed = addProbes(slice, this.#options.pins ?? []);
    this.#entries.set(entry, finishEntry(entry, slice, { ...reported, ...probed }));
    return true;
  }

  #namesOfAverages(): ReadonlySet<string> {
    return new Set(
      [...this.#variables.all.values()].filter(({ role }) => role === 'average').map(({ name }) => name),
    );
  }

  /** The blocks wired to an optimizer, by id, without building anything. */
  #blocksOf(node: string): string[] {
    const slice = this.#slice('training', BATCH, new Set());
    const made = this.#attempt(
      slice,
      () =>
        this.#document.board.wires
          .filter(({ to }) => to.node === node && to.port === 'blocks')
          .map(({ from }) => slice.node(from.node)[from.port]),
      false,
    );
    return (made ?? []).flatMap((value) => (value && 'inputs' in value ? [value.id] : []));
  }

  #mustBeThawed(node: string, blocks: readonly string[]): void {
    for (const id of blocks)
      if (this.#document.blocks[id]?.frozen)
        this.#problems.push({
          severity: 'error',
          place: { path: '', node, port: 'blocks' },
          text: {
            en: `The block '${id}' is frozen and cannot be trained. Thaw it, or take its wire away from this optimizer.`,
            ko: `블록 '${id}'은(는) 고정되어 학습할 수 없습니다. 고정을 풀거나 이 옵티마이저와의 연결을 끊으세요.`,
          },
        });
  }

  #looks(): Look[] {
    return [...this.#nodes('view'), ...this.#nodes('metric')].flatMap(([node, kind]) => {
      const definition = catalogue.get(kind) as LookingNode;
      const dials = this.#dials(node, definition);
      if (!dials) return [];
      const examples = definition.examples(dials);
      const slice = this.#slice('inference', Math.min(examples, this.#lookBatch));
      const made = this.#attempt(slice, () => slice.node(node));
      if (!made) return [];
      const entry = `look/${node}`;
      this.#entries.set(entry, finishEntry(entry, slice, tensorsOf(made)));
      return [{ node, entry, definition, dials, examples }];
    });
  }

  #outputs(): Map<string, string> {
    const outputs = new Map<string, string>();
    for (const [node] of this.#nodes('output')) {
      const slice = this.#slice('inference', this.#lookBatch);
      const name = textDial(this.#document.board.nodes[node]!, 'name', 'output');
      const value = this.#attempt(slice, () => {
        slice.node(node);
        return slice.arriving(node, 'value');
      });
      if (!value || !('trace' in value)) continue;
      const entry = `output/${name}`;
      if (this.#entries.has(entry))
        this.#problems.push({
          severity: 'error',
          place: { path: '', node },
          text: {
            en: `Two outputs of the board are called '${name}'. Give one of them another name.`,
            ko: `보드에 이름이 '${name}'인 출력이 둘 있습니다. 하나의 이름을 바꾸세요.`,
          },
        });
      this.#entries.set(entry, finishEntry(entry, slice, { [name]: value }));
      outputs.set(name, entry);
    }
    return outputs;
  }

  /** Fills every variable with its first value, keyed by its name. */
  #initialize(): Entry {
    const slice = this.#slice('inference', 1);
    const { trace } = slice.settings;
    const random = randomKey(slice);
    const values = new Map<string, Tensor>();
    const fill = ({ name, type, start }: Variable): Tensor => {
      const known = values.get(name);
      if (known) return known;
      const value =
        start.kind === 'copy'
          ? fill(this.#variables.get(start.of)!)
          : initialValue(trace.ops, start, type.shape, random, hash32(`start/${name}`));
      values.set(name, value);
      trace.update(name, value);
      return value;
    };
    for (const variable of this.#variables.all.values()) fill(variable);
    const done = trace.ops.constant({ value: values.size, shape: [], dtype: 'float32' });
    return finishEntry('initialize', slice, { variables: done });
  }

  #data(): DataSource[] {
    return this.#nodes('data').flatMap(([node, kind]) => {
      const definition = catalogue.get(kind)!;
      const dials = this.#dials(node, definition);
      const source = dials && 'dataset' in definition ? definition.dataset?.(dials) : undefined;
      return source ? [{ node, source }] : [];
    });
  }

  #slice(mode: 'training' | 'inference', batch: Dimension, trained: ReadonlySet<string> = new Set()): Slice {
    return new Slice({
      document: this.#document,
      trace: new Trace(),
      variables: this.#variables,
      mode,
      batch,
      trained,
      averages: this.#averages,
      averaged: mode === 'inference',
      noise: 'keyed',
    });
  }

  /** Runs `work`; what stands in its way joins the problems. */
  #attempt<T>(slice: Slice, work: () => T, tell = true): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      return null;
    } finally {
      if (tell) for (const problem of slice.problems) this.#tell(problem);
    }
  }

  #tell(problem: GraphProblem): void {
    const same = (other: GraphProblem) => JSON.stringify(other) === JSON.stringify(problem);
    if (!this.#problems.some(same)) this.#problems.push(problem);
  }

  #dials(node: string, definition: { readonly dials: Parameters<typeof resolveDials>[0] }) {
    try {
      return resolveDials(definition.dials, this.#document.board.nodes[node]!.dials);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#tell({ severity: 'error', place: { path: '', node }, text: error.text });
      return null;
    }
  }

  /** Nodes of the board with that role that are switched on: id and kind. */
  #nodes(role: string): [string, string][] {
    return Object.entries(this.#document.board.nodes)
      .filter(([, node]) => catalogue.get(node.kind)?.role === role && !node.off)
      .map(([id, node]) => [id, node.kind]);
  }

  get #lookBatch(): number {
    return this.#options.lookBatch ?? LOOK_BATCH;
  }
}

/** Whether a call on the board or in a design asks for averaged weights. */
const asksForAverages = ({ board, designs }: GraphDocument): boolean =>
  [board, ...Object.values(designs)].some(({ nodes }) =>
    Object.values(nodes).some(({ dials }) => dials.weights === 'averaged'),
  );

const tensorsOf = (values: PortValues): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Tensor] => !!entry[1] && 'trace' in entry[1]),
  );
