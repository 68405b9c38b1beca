import type { Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import type { Dimension } from '../alphabet/shape.ts';
import { catalogue } from '../catalogue.ts';
import type { LookingNode, OptimizerNode } from '../contract.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { Trace } from '../program/trace.ts';
import { blocksInto, CheckedRoots, RootCheck } from './checked-roots.ts';
import { resolveDials, textDial } from './dials.ts';
import type { GraphDocument } from './document.ts';
import { finishEntry, type Entry } from './entry.ts';
import { initialEntry } from './initial-entry.ts';
import { nameOr } from './names.ts';
import type { Compiled, DataSource, Look, Phase } from './compiled.ts';
import { phaseProblems, worksIn, type Planned } from './phase-problems.ts';
import { addProbes, type Pin } from './probe.ts';
import { Blocked, type GraphProblem } from './problems.ts';
import type { PortValues } from './scope.ts';
import { reportedNumbers } from './reported-numbers.ts';
import { Slice } from './slice.ts';
import { Variables } from './variables.ts';
import { WatchedDocument } from './watched-document.ts';
import { checkWiring } from './wiring.ts';

export interface CompileOptions {
  /** Wires whose values are wanted beside each step that computes them. */
  readonly pins?: readonly Pin[];
  /** Examples in one run of a view or metric, and in one call of an output. */
  readonly lookBatch?: number;
  /** What the tokens of data nodes stand for, by node, where their data was opened. */
  readonly vocabularies?: ReadonlyMap<string, Vocabulary>;
}

/** How many examples views and metrics run through at once. */
const LOOK_BATCH = 250;

/** From the document to programs and problems. Pure: nothing is run, nothing outside is read. */
export function compile(document: GraphDocument, options: CompileOptions = {}): Compiled {
  return toEnd(new Compiler(document, options).compile());
}

/**
 * The problems that compiling meets, without the programs. It stops between two roots of the board, so that whoever asks can
 * do something else meanwhile or stop asking.
 * @param roots of checks of the same document before: what no edit reached is not written again
 */
export function* check(
  document: GraphDocument,
  roots = new CheckedRoots(),
): Generator<void, readonly GraphProblem[]> {
  const watched = new WatchedDocument(document);
  // Which weights have an average is known of the board as a whole.
  const known = asksForAverages(document) ? new CheckedRoots() : roots;
  const compiled = yield* new Compiler(watched.document, {}, new RootCheck(known, watched)).compile();
  return compiled.problems;
}

function toEnd<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

class Compiler {
  readonly #document: GraphDocument;
  readonly #options: CompileOptions;
  /** Where problems alone are wanted. */
  readonly #check: RootCheck | null;
  #variables = new Variables();
  #problems: GraphProblem[] = [];
  readonly #entries = new Map<string, Entry>();
  #averages: ReadonlySet<string> = new Set();

  constructor(document: GraphDocument, options: CompileOptions, check: RootCheck | null = null) {
    this.#document = document;
    this.#options = options;
    this.#check = check;
  }

  /** Stops after each root of the board. */
  *compile(): Generator<void, Compiled> {
    const document = this.#document;
    this.#problems.push(...checkWiring(document));
    const phases = yield* this.#phases();
    const looks = yield* this.#looks();
    const outputs = yield* this.#outputs();
    if (!this.#check)
      this.#entries.set('initialize', initialEntry(this.#slice('inference', 1), this.#variables));
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

  /** Writes a root, or remembers what stood in its way. @returns whether nothing did */
  #root(node: string, write: () => boolean): boolean {
    if (!this.#check) return write();
    const { problems, works } = this.#check.check(node, () => {
      const [before, variables] = [this.#problems, this.#variables];
      this.#problems = [];
      // That calls of one block disagree is told with the shapes; here each root stands alone.
      if (!asksForAverages(this.#document)) this.#variables = new Variables();
      try {
        const works = write();
        return { works, problems: this.#problems };
      } finally {
        [this.#problems, this.#variables] = [before, variables];
      }
    });
    for (const problem of problems) this.#tell(problem);
    return works;
  }

  #finish(name: string, slice: Slice, outputs: () => Readonly<Record<string, Tensor>>): void {
    if (!this.#check) this.#entries.set(name, finishEntry(name, slice, outputs()));
  }

  /** Each optimizer's update as a program of its own, in the order of their phase. */
  *#phases(): Generator<void, Phase[]> {
    const document = this.#document;
    const planned = this.#nodes('optimizer').flatMap(([node, kind]): Planned[] => {
      const definition = catalogue.get(kind) as OptimizerNode;
      const dials = this.#dials(node, definition);
      return dials
        ? [{ node, plan: definition.plan(dials), blocks: blocksInto(document, node, 'blocks') }]
        : [];
    });
    // Which weights have an average is known when every update was written once; calls that ask for one need to know.
    if (asksForAverages(document)) {
      for (const optimizer of planned) this.#update(optimizer, false);
      this.#averages = this.#namesOfAverages();
    }
    const working: Planned[] = [];
    for (const optimizer of planned) {
      if (this.#root(optimizer.node, () => this.#update(optimizer))) working.push(optimizer);
      yield;
    }
    this.#averages = this.#namesOfAverages();
    this.#problems.push(...phaseProblems(document, planned, working));
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
    this.#finish(entry, slice, () => ({
      ...reportedNumbers(slice, node, made),
      ...addProbes(slice, this.#options.pins ?? []),
    }));
    return true;
  }

  #namesOfAverages(): ReadonlySet<string> {
    return new Set(
      [...this.#variables.all.values()].filter(({ role }) => role === 'average').map(({ name }) => name),
    );
  }

  #mustBeThawed(node: string, blocks: readonly string[]): void {
    for (const id of blocks)
      if (this.#document.blocks[id]?.frozen)
        this.#problems.push({
          severity: 'error',
          place: { path: '', node, port: 'blocks' },
          text: {
            en: `The block '${nameOr(this.#document.blocks[id], id).en}' is frozen and cannot be trained. Thaw it, or take its wire away from this optimizer.`,
            ko: `블록 '${nameOr(this.#document.blocks[id], id).ko}'은(는) 고정되어 학습할 수 없습니다. 고정을 풀거나 이 옵티마이저와의 연결을 끊으세요.`,
          },
        });
  }

  *#looks(): Generator<void, Look[]> {
    const looks: Look[] = [];
    for (const [node, kind] of [...this.#nodes('view'), ...this.#nodes('metric')]) {
      this.#root(node, () => {
        const look = this.#look(node, catalogue.get(kind) as LookingNode);
        if (look) looks.push(look);
        return look !== null;
      });
      yield;
    }
    return looks;
  }

  #look(node: string, definition: LookingNode): Look | null {
    const dials = this.#dials(node, definition);
    if (!dials) return null;
    const examples = definition.examples(dials);
    const slice = this.#slice('inference', Math.min(examples, this.#lookBatch));
    const made = this.#attempt(slice, () => slice.node(node));
    if (!made) return null;
    const entry = `look/${node}`;
    this.#finish(entry, slice, () => tensorsOf(made));
    return { node, entry, definition, dials, examples };
  }

  *#outputs(): Generator<void, Map<string, string>> {
    const outputs = new Map<string, string>();
    for (const [node] of this.#nodes('output')) {
      const name = textDial(this.#document.board.nodes[node]!, 'name', 'output');
      const entry = `output/${name}`;
      const works = this.#root(node, () => this.#output(node, name, entry));
      yield;
      if (!works) continue;
      if (outputs.has(name))
        this.#problems.push({
          severity: 'error',
          place: { path: '', node },
          text: {
            en: `Two outputs of the board are called '${name}'. Give one of them another name.`,
            ko: `보드에 이름이 '${name}'인 출력이 둘 있습니다. 하나의 이름을 바꾸세요.`,
          },
        });
      outputs.set(name, entry);
    }
    return outputs;
  }

  #output(node: string, name: string, entry: string): boolean {
    const slice = this.#slice('inference', this.#lookBatch);
    const value = this.#attempt(slice, () => {
      slice.node(node);
      return slice.arriving(node, 'value');
    });
    if (!value || !('trace' in value)) return false;
    this.#finish(entry, slice, () => ({ [name]: value }));
    return true;
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
      ...(this.#options.vocabularies ? { vocabularies: this.#options.vocabularies } : {}),
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
