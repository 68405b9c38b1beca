import type { Tensor } from '../alphabet/operation.ts';
import { BATCH, knownSize, type TensorType } from '../alphabet/shape.ts';
import type { Meaning } from '../port.ts';
import { costsByNode, type Cost } from '../program/cost.ts';
import { Trace } from '../program/trace.ts';
import { catalogue } from '../catalogue.ts';
import { textDial } from './dials.ts';
import type { GraphDocument } from './document.ts';
import { Blocked, type GraphProblem } from './problems.ts';
import { Slice } from './slice.ts';
import { Variables, type Variable } from './variables.ts';
import { checkWiring } from './wiring.ts';

/** What a wire carries. */
export interface WireType extends TensorType {
  readonly meaning: Meaning;
}

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

/** Evaluates every node of the board with a symbolic batch. Fast enough to run at every edit. */
export function describe(document: GraphDocument): Description {
  const variables = new Variables();
  const trace = new Trace();
  const slice = new Slice({
    document,
    trace,
    variables,
    mode: 'training',
    batch: BATCH,
    trained: new Set(),
    averages: new Set(),
    averaged: false,
    noise: 'keyed',
  });
  const wires = new Map<string, WireType>();
  const calls = new Map<string, Record<string, WireType>>();
  const typeOf = (tensor: Tensor): WireType => ({
    shape: tensor.shape,
    dtype: tensor.dtype,
    meaning: slice.meaningOf(tensor),
  });
  for (const [id, node] of Object.entries(document.board.nodes)) {
    const definition = catalogue.get(node.kind);
    if (!definition || definition.role === 'optimizer') continue;
    try {
      for (const [port, value] of Object.entries(slice.node(id)))
        if (value && 'trace' in value) wires.set(`${id}.${port}`, typeOf(value));
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
    }
    const block = textDial(node, 'block', '');
    if (definition.role === 'call' && block in document.blocks && !calls.has(block)) {
      const inputs = document.board.wires.filter(({ to }) => to.node === id);
      const given = inputs.flatMap(({ from, to }) => {
        const type = wires.get(`${from.node}.${from.port}`) ?? typeThere(slice, from, typeOf);
        return type ? [[to.port, type] as const] : [];
      });
      if (given.length > 0) calls.set(block, Object.fromEntries(given));
    }
  }
  const parameters: Record<string, number> = {};
  for (const { role, block, type } of variables.all.values())
    if (role === 'weight') parameters[block] = (parameters[block] ?? 0) + knownSize(type.shape);
  const inside = new Map<string, WireType>();
  for (const { path, node, outputs } of slice.built) {
    if (path === '') continue;
    const calls = path.replaceAll(/\[\d+\]|#\d+/g, '');
    for (const [port, value] of Object.entries(outputs)) {
      const key = `${calls}/${node}.${port}`;
      if (value && 'trace' in value && !inside.has(key)) inside.set(key, typeOf(value));
    }
  }
  return {
    wires,
    inside,
    costs: costsByNode(trace.instructions, trace.types, document.batch),
    calls,
    variables: variables.all,
    parameters,
    problems: [...checkWiring(document), ...slice.problems],
  };
}

function typeThere(
  slice: Slice,
  from: { node: string; port: string },
  typeOf: (tensor: Tensor) => WireType,
): WireType | null {
  try {
    const value = slice.node(from.node)[from.port];
    return value && 'trace' in value ? typeOf(value) : null;
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
    return null;
  }
}
