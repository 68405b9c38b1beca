import { BATCH, knownSize } from '../alphabet/shape.ts';
import { catalogue } from '../catalogue.ts';
import type { Cost } from '../program/cost.ts';
import { Trace } from '../program/trace.ts';
import { textDial } from './dials.ts';
import type { GraphDocument } from './document.ts';
import { Memory, NotedVariables, Recollection, wireType } from './memory.ts';
import { Blocked, Unwritten, type GraphProblem } from './problems.ts';
import { Slice } from './slice.ts';
import type { Variable } from './variables.ts';
import { WatchedDocument } from './watched-document.ts';
import type { WireType } from './wire-type.ts';
import { checkWiring } from './wiring.ts';

export type { WireType } from './wire-type.ts';

/** The shapes of a document with B left open, as they are shown while somebody edits. */
export interface Description {
  /** By `node.port` of the output that a wire of the board begins at. */
  readonly wires: ReadonlyMap<string, WireType>;
  /**
   * The same inside designs, by `calls/node.port`: the calls that lead there from the board, outermost first. Of a node
   * that is built several times (`x N`), as it was first.
   */
  readonly inside: ReadonlyMap<string, WireType>;
  /** What one forward pass of a batch costs, by node and by `calls/node`. */
  readonly costs: ReadonlyMap<string, Cost>;
  /** The types at the inputs of a block's first call, by block and input. */
  readonly calls: ReadonlyMap<string, Readonly<Record<string, WireType>>>;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Numbers of trained weights by block. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly problems: readonly GraphProblem[];
}

/**
 * Evaluates every node of the board with a symbolic batch. Fast enough to run at every edit.
 * @param memory of descriptions of the same document before: what no edit changed is not evaluated again
 */
export function describe(document: GraphDocument, memory = new Memory()): Description {
  try {
    return evaluate(document, memory);
  } catch (error) {
    if (!(error instanceof Unwritten)) throw error;
    return evaluate(document, new Memory());
  }
}

function evaluate(document: GraphDocument, memory: Memory): Description {
  const variables = new NotedVariables();
  const watched = new WatchedDocument(document);
  const recollection = new Recollection(memory, watched, variables, () => slice);
  const trace = new Trace();
  const slice = new Slice({
    document: watched.document,
    trace,
    variables,
    mode: 'training',
    batch: BATCH,
    trained: new Set(),
    averages: new Set(),
    averaged: false,
    noise: 'keyed',
    recall: (asked, write) => recollection.recall(asked, write),
  });
  const wires = new Map<string, WireType>();
  const calls = new Map<string, Record<string, WireType>>();
  for (const [id, node] of Object.entries(document.board.nodes)) {
    const definition = catalogue.get(node.kind);
    if (!definition || definition.role === 'optimizer') continue;
    try {
      for (const [port, value] of Object.entries(slice.node(id)))
        if (value && 'trace' in value) wires.set(`${id}.${port}`, wireType(slice, value));
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
    }
    const block = textDial(node, 'block', '');
    if (definition.role === 'call' && block in document.blocks && !calls.has(block)) {
      const inputs = document.board.wires.filter(({ to }) => to.node === id);
      const given = inputs.flatMap(({ from, to }) => {
        const type = wires.get(`${from.node}.${from.port}`) ?? typeThere(slice, from);
        return type ? [[to.port, type] as const] : [];
      });
      if (given.length > 0) calls.set(block, Object.fromEntries(given));
    }
  }
  memory.keep(document.board.nodes);
  const parameters: Record<string, number> = {};
  for (const { role, block, type } of variables.all.values())
    if (role === 'weight') parameters[block] = (parameters[block] ?? 0) + knownSize(type.shape);
  return {
    wires,
    inside: recollection.inside,
    costs: recollection.costs,
    calls,
    variables: variables.all,
    parameters,
    problems: [...checkWiring(document), ...slice.problems],
  };
}

function typeThere(slice: Slice, from: { node: string; port: string }): WireType | null {
  try {
    const value = slice.node(from.node)[from.port];
    return value && 'trace' in value ? wireType(slice, value) : null;
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
    return null;
  }
}
