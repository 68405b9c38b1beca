import type { Tensor } from '../alphabet/operation.ts';
import type { Text } from '../alphabet/problem.ts';
import { formatShape, knownSize } from '../alphabet/shape.ts';
import { catalogue } from '../catalogue.ts';
import type { Program } from '../program/program.ts';
import type { Compiled, PlannedOptimizer } from './compiled.ts';
import type { NodeDefinition } from '../contract.ts';
import { textDial, textOrDefault } from './dials.ts';
import type { GraphDocument, GraphNode } from './document.ts';
import { formulaOf } from './formula.ts';
import { graphOfCalls } from './graph-of-calls.ts';
import { givenName, nameOr } from './names.ts';
import { portsOf } from './ports.ts';
import type { BuiltNode } from './scope.ts';

/** One line of the compiled step, as one reads it aloud. */
export interface Line {
  /** Call path and node that it comes from; `null` for what the engine does around nodes. */
  readonly place: { readonly path: string; readonly node: string } | null;
  /** How deep inside calls it stands. */
  readonly depth: number;
  /** `z = Reparameterize(μ, log σ²)`, in TeX; what is called has its name in each language. */
  readonly assignment: Text;
  /** What the node computes, in TeX, with its own symbols. */
  readonly formula?: string;
  readonly words: Text;
  /** Values that the line gives, to look up in the traced program. */
  readonly values: readonly { readonly symbol: string; readonly id: number; readonly shape: string }[];
}

export interface ExplainedOptimizer {
  readonly optimizer: string;
  readonly phase: string;
  readonly lines: readonly Line[];
}

/** What happens in one training step, in words and formulas: a list for each optimizer, in the order they work. */
export function explain(compiled: Compiled): readonly ExplainedOptimizer[] {
  return compiled.phases.flatMap((phase) =>
    phase.optimizers.map((optimizer) => ({
      optimizer: optimizer.node,
      phase: phase.name,
      lines: linesOf(compiled, optimizer),
    })),
  );
}

export interface ExplainedOutput {
  /** What sampling calls it. */
  readonly output: string;
  readonly heading: Text;
  readonly lines: readonly Line[];
}

/** How each output of the board comes about: what a trained model is asked for. Inside of blocks it is as in training. */
export function explainOutputs(compiled: Compiled): readonly ExplainedOutput[] {
  return [...compiled.outputs].map(([output, entry]) => {
    const built = whatRuns(compiled, entry, null).filter(({ path }) => path === '');
    const symbols = new Symbols(compiled, built);
    const { en, ko } = nameOr(cardOf(compiled.document, output), output);
    const heading = { en: `How '${en}' comes about`, ko: `'${ko}'을(를) 만드는 차례` };
    return { output, heading, lines: built.map((node) => lineOf(compiled, symbols, node, 0)) };
  });
}

/** The card of an output. */
const cardOf = ({ board }: GraphDocument, output: string): GraphNode | undefined =>
  Object.values(board.nodes).find(
    (node) => catalogue.get(node.kind)?.role === 'output' && textDial(node, 'name', 'output') === output,
  );

/** The nodes that an entry is made of, in the order in which they are written, and one that is told in any case. */
function whatRuns(compiled: Compiled, entry: string, always: string | null): BuiltNode[] {
  const { traced, built: written } = compiled.entries.get(entry)!;
  // What the update is not made of never runs: the generator's step looks at no real data.
  const needed = neededBy(traced);
  return written.flatMap((node) => {
    const outputs = Object.entries(node.outputs).filter(
      ([, value]) => !value || !('trace' in value) || needed.has(value.id),
    );
    // A schedule computes nothing by itself; it is what other lines are computed with.
    const runs = outputs.some(([, value]) => value && ('trace' in value || 'process' in value));
    // Ports of one data node belong to the same examples and are drawn together.
    const told = catalogue.get(node.kind)?.role === 'data' ? node.outputs : Object.fromEntries(outputs);
    return runs || node.node === always ? [{ ...node, outputs: told }] : [];
  });
}

function linesOf(compiled: Compiled, optimizer: PlannedOptimizer): Line[] {
  const built = whatRuns(compiled, optimizer.entry, optimizer.node);
  const symbols = new Symbols(compiled, built);
  // Outer lines come before the lines inside the calls that they make, as in a program listing.
  const board = built.filter(({ path }) => path === '');
  const lines = board.flatMap((node) => [
    lineOf(compiled, symbols, node, 0),
    // What penalties and samplers do inside the block that they were given is told by their own formula.
    ...(catalogue.get(node.kind)?.role === 'call' ? built : [])
      .filter(({ path }) => path === node.node || path.startsWith(`${node.node}/`))
      .filter(({ kind }) => !['input', 'output'].includes(catalogue.get(kind)?.role ?? ''))
      .map((inner) => lineOf(compiled, symbols, inner, inner.path.split('/').length)),
  ]);
  return lines
    .filter(({ place }) => place?.node !== optimizer.node || place.path !== '')
    .concat(updateLine(compiled, optimizer, symbols));
}

/** The values that the outputs and updates of a program are computed from, themselves included. */
function neededBy({ instructions, outputs, updates }: Program): ReadonlySet<number> {
  const needed = new Set([...Object.values(outputs), ...Object.values(updates)]);
  for (const instruction of instructions.toReversed())
    if (instruction.outputs.some((id) => needed.has(id)))
      for (const input of instruction.inputs) needed.add(input);
  return needed;
}

function lineOf(compiled: Compiled, symbols: Symbols, node: BuiltNode, depth: number): Line {
  const definition = catalogue.get(node.kind)!;
  const drawn = graphOf(compiled, node)?.nodes[node.node];
  const block =
    node.kind === 'call' && node.outputs.block && 'name' in node.outputs.block ? node.outputs.block : null;
  const called =
    block && (givenName(compiled.document.blocks[block.id]) ?? { en: block.name, ko: block.name });
  const title = called ?? givenName(drawn) ?? definition.title;
  const tensors = Object.entries(node.outputs).filter(
    (entry): entry is [string, Tensor] => !!entry[1] && 'trace' in entry[1],
  );
  const values = tensors.map(([port, tensor]) => ({
    symbol: symbols.give(node, port),
    id: tensor.id,
    shape: formatShape(tensor.shape),
  }));
  const inputs = node.inputs.map(({ from }) => symbols.take(node.path, from.node, from.port));
  // A schedule has no numbers to look up, but it is what the line gives.
  const schedules = Object.entries(node.outputs).flatMap(([port, value]) =>
    value && 'process' in value ? [symbols.give(node, port)] : [],
  );
  const left = [...values.map(({ symbol }) => symbol), ...schedules].join(',\\ ');
  const batch = compiled.document.batch;
  const data = definition.role === 'data';
  const formula = formulaOf(definition, drawn?.dials, new Set(node.inputs.map(({ port }) => port)));
  const assignment = (name: string) => {
    const call = `\\text{${name}}(${inputs.join(',\\ ')})`;
    return left ? `${left} ${data ? '\\sim' : '='} ${data ? `\\text{${name}}` : call}` : call;
  };
  if (definition.role === 'input') {
    const name = nameOr(drawn, textDial(drawn!, 'name', node.node));
    const words = { en: `given: ${name.en}`, ko: `주어지는 값: ${name.ko}` };
    return {
      place: { path: node.path, node: node.node },
      depth,
      assignment: { en: left, ko: left },
      words,
      values,
    };
  }
  return {
    place: { path: node.path, node: node.node },
    depth,
    assignment: { en: assignment(title.en), ko: assignment(title.ko) },
    ...(formula !== undefined && !called ? { formula } : {}),
    words: data
      ? { en: `draw ${batch} examples`, ko: `예제 ${batch}개를 뽑습니다` }
      : called
        ? { en: `call ${called.en}`, ko: `${called.ko} 호출` }
        : { en: definition.title.en, ko: definition.title.ko },
    values,
  };
}

function updateLine(compiled: Compiled, optimizer: PlannedOptimizer, symbols: Symbols): Line {
  const node = compiled.document.board.nodes[optimizer.node]!;
  const definition = catalogue.get(node.kind)!;
  const loss = compiled.document.board.wires.find(
    ({ to }) => to.node === optimizer.node && to.port === 'loss',
  );
  const symbol = loss ? symbols.take('', loss.from.node, loss.from.port) : 'L';
  const moved = optimizer.blocks.map((id) => {
    const count = [...compiled.variables.values()]
      .filter(({ role, block }) => role === 'weight' && block === id)
      .reduce((sum, { type }) => sum + knownSize(type.shape), 0);
    return { name: nameOr(compiled.document.blocks[id], id), count };
  });
  const formula = formulaOf(definition, node.dials);
  const method = methodOf(node, definition);
  const assignment = (language: keyof Text) => {
    const theta = moved.map(({ name }) => `\\theta_{\\text{${name[language]}}}`).join(',\\ ');
    return `${theta} \\leftarrow \\text{${method[language]}}(\\nabla_{\\theta} ${symbol})`;
  };
  const list = (language: keyof Text) =>
    moved.map(({ name, count }) => `${name[language]} (${count.toLocaleString('en')})`).join(', ');
  return {
    place: { path: '', node: optimizer.node },
    depth: 0,
    assignment: { en: assignment('en'), ko: assignment('ko') },
    ...(formula === undefined ? {} : { formula }),
    words: {
      en: `move the weights of ${list('en')} down the gradient of the loss, and no others`,
      ko: `${list('ko')}의 가중치만 손실의 그래디언트 반대 방향으로 옮깁니다`,
    },
    values: [],
  };
}

/** How an optimizer moves weights; its card may be called after what it trains. */
function methodOf(node: GraphNode, { dials, title }: NodeDefinition): Text {
  const method = textOrDefault(node, dials, 'method');
  return method ? { en: method, ko: method } : title;
}

const graphOf = ({ document }: Compiled, { path }: Pick<BuiltNode, 'path'>) => graphOfCalls(document, path);

/** `L_i` with the index `kl` is `L_{kl, i}`. */
function withIndex(symbol: string, index: string): string {
  const [, base, inner] = /^(.*)_(?:\{(.*)\}|(.))$/.exec(symbol)?.filter((part) => part !== undefined) ?? [];
  return base === undefined ? `${symbol}_{${index}}` : `${base}_{${index}, ${inner}}`;
}

/** Gives each wire a symbol of its own: where several nodes give the same, theirs wear an index. */
class Symbols {
  readonly #given = new Map<string, string>();
  /** Nodes that give the same symbol in one graph. */
  readonly #twins = new Map<string, string[]>();
  readonly #compiled: Compiled;

  constructor(compiled: Compiled, built: readonly BuiltNode[]) {
    this.#compiled = compiled;
    for (const node of built)
      for (const port of Object.keys(node.outputs)) {
        const key = `${node.path}|${this.#drawn(node, port)}`;
        this.#twins.set(key, [...new Set([...(this.#twins.get(key) ?? []), node.node])]);
      }
  }

  give(node: BuiltNode, port: string): string {
    const symbol = this.#drawn(node, port);
    const twins = this.#twins.get(`${node.path}|${symbol}`) ?? [];
    const index = twins.indexOf(node.node);
    const own =
      twins.length < 2
        ? symbol
        : withIndex(symbol, node.path === '' ? `\\text{${node.node}}` : String(index + 1));
    this.#given.set(`${node.path}|${node.node}.${port}`, own);
    return own;
  }

  #drawn(node: BuiltNode, port: string): string {
    const graph = graphOf(this.#compiled, node);
    return (graph && portsOf(this.#compiled.document, graph, node.node).outputs[port]?.symbol) ?? port;
  }

  take(path: string, node: string, port: string): string {
    const known = this.#given.get(`${path}|${node}.${port}`);
    if (known) return known;
    // A block, or a door of a design: its own symbol.
    const graph = graphOf(this.#compiled, { path });
    const drawn = graph?.nodes[node];
    if (drawn?.kind === 'input') return textDial(drawn, 'symbol', textDial(drawn, 'name', node));
    return (graph && portsOf(this.#compiled.document, graph, node).outputs[port]?.symbol) ?? node;
  }
}
