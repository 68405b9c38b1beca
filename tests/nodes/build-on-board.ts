import { dialOf } from '../../main/engine/feeds.ts';
import type { Elements, Target, Values } from '../../main/targets/target.ts';
import type { Tensor } from '../../nodes/alphabet/operation.ts';
import { knownSize, type Dimension, type Shape, type TensorType } from '../../nodes/alphabet/shape.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Block, Meaning } from '../../nodes/port.ts';
import type { Finding } from '../../nodes/finding.ts';
import type { LookingNode, NodeDefinition } from '../../nodes/contract.ts';
import { makeContext } from '../../nodes/graph/context.ts';
import { resolveDials } from '../../nodes/graph/dials.ts';
import type { DialValue, GraphDocument } from '../../nodes/graph/document.ts';
import { blockOf } from '../../nodes/graph/ports.ts';
import { Slice } from '../../nodes/graph/slice.ts';
import { Variables } from '../../nodes/graph/variables.ts';
import { pullBack } from '../../nodes/program/differentiate.ts';
import type { Program } from '../../nodes/program/program.ts';
import { simplify } from '../../nodes/program/simplify.ts';
import type { Schedule } from '../../nodes/schedule.ts';
import { Trace } from '../../nodes/program/trace.ts';
import { document, type Drawing } from '../documents.ts';
import { runOnce } from './build-node.ts';

/** What arrives at a port: a type, and what its numbers mean. */
export type Arriving = TensorType & { readonly meaning?: Meaning };
/** By port; by name of the wire at a port that takes several; a text names a block; a schedule is a value itself. */
export type Wired<T> = Readonly<Record<string, T | Readonly<Record<string, T>> | string | Schedule>>;
export type Dials = Readonly<Record<string, DialValue>>;

export interface Around {
  readonly batch?: Dimension;
  readonly mode?: 'training' | 'inference';
  /** Where the blocks are. */
  readonly drawing?: Partial<Drawing>;
  /** What a data node is fed, by port. */
  readonly data?: Readonly<Record<string, Elements>>;
  readonly seed?: number;
  /** Plain JavaScript unless told. */
  readonly target?: Target;
}

export interface OnBoard {
  readonly definition: NodeDefinition;
  readonly dials: Readonly<Record<string, DialValue>>;
  readonly document: GraphDocument;
  /** By port, or `port/name`. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: Readonly<Record<string, Tensor>>;
  readonly slice: Slice;
}

const isOne = <T extends Arriving>(value: T | Readonly<Record<string, T>>): value is T =>
  Array.isArray((value as Arriving).shape);
const isSchedule = <T extends Arriving>(
  value: T | Readonly<Record<string, T>> | Schedule,
): value is Schedule => 'process' in value;

/**
 * One node on a board of its own, with these inputs.
 * @throws Problem where the node refuses them
 */
export function buildOnBoard(
  kind: string,
  inputs: Wired<Arriving>,
  dials: Dials = {},
  around: Around = {},
): OnBoard {
  const definition = catalogue.get(kind)!;
  const drawn = document({ board: { nodes: { node: { kind } }, wires: [] }, ...around.drawing });
  drawn.board.nodes.node!.dials = { ...dials };
  const resolved = resolveDials(definition.dials, dials);
  definition.check?.(resolved);
  const slice = new Slice({
    document: drawn,
    trace: new Trace(),
    variables: new Variables(),
    mode: around.mode ?? 'training',
    batch: around.batch ?? 2,
    trained: new Set(),
    averages: new Set(),
    averaged: false,
    noise: 'keyed',
  });
  const tensors: Record<string, Tensor> = {};
  const arrive = (name: string, { shape, dtype, meaning }: Arriving) => {
    const tensor = slice.settings.trace.feed(name, { shape, dtype }, { kind: 'input', name });
    tensors[name] = tensor;
    return meaning ? slice.means(tensor, meaning) : tensor;
  };
  const wired = Object.fromEntries(
    Object.entries(inputs).map(([port, value]): [string, unknown] => {
      if (typeof value === 'string') return [port, blockOf(drawn, value) satisfies Block | null];
      if (isSchedule(value)) return [port, value];
      if (isOne(value)) return [port, arrive(port, value)];
      return [
        port,
        Object.entries(value).map(([name, one]) => ({ name, value: arrive(`${port}/${name}`, one) })),
      ];
    }),
  );
  const context = makeContext(slice, slice.board, 'node', resolved);
  const { ops } = slice.settings.trace;
  const outputs = definition.build(ops, wired as never, resolved, context) as Record<string, Tensor>;
  for (const [port, tensor] of Object.entries(outputs)) {
    const meaning = definition.outputs[port]?.meaning;
    if (meaning && slice.meaningOf(tensor).kind === 'any') slice.means(tensor, meaning);
  }
  return { definition, dials: resolved, document: drawn, inputs: tensors, outputs, slice };
}

export interface Computed {
  readonly outputs: Readonly<Record<string, Values>>;
  readonly meanings: Readonly<Record<string, Meaning>>;
  /** Of Σ output · cotangent, by input. */
  readonly gradients: Readonly<Record<string, Values>>;
  readonly board: OnBoard;
}

/** What a node on a board computes. @param cotangents by output; gradients are of the sum over them */
export async function computeOnBoard(
  kind: string,
  inputs: Wired<Values & Arriving>,
  dials: Dials = {},
  around: Around & { readonly cotangents?: Readonly<Record<string, Values>> } = {},
): Promise<Computed> {
  const board = buildOnBoard(kind, inputs, dials, around);
  const { trace } = board.slice.settings;
  const feeds: Record<string, Elements> = {};
  for (const [port, value] of Object.entries(inputs))
    if (typeof value === 'string' || isSchedule(value)) continue;
    else if (isOne(value)) feeds[port] = value.data;
    else for (const [name, one] of Object.entries(value)) feeds[`${port}/${name}`] = one.data;
  // A schedule or a block at an output is known without computing.
  const tensors = Object.entries(board.outputs).filter(([, value]) => 'dtype' in value);
  const outputs: Record<string, Tensor> = Object.fromEntries(tensors);
  const cotangents = Object.entries(around.cotangents ?? {});
  if (cotangents.length > 0) {
    const seeds = cotangents.map(([port, value]) => {
      feeds[`cotangent/${port}`] = value.data;
      return trace.feed(`cotangent/${port}`, value, { kind: 'input', name: port });
    });
    const sources = Object.entries(board.inputs).filter(([, { dtype }]) => dtype === 'float32');
    const reached = cotangents.map(([port]) => board.outputs[port]!);
    pullBack(
      trace,
      reached,
      seeds,
      sources.map(([, tensor]) => tensor),
      0,
    ).forEach((gradient, i) => {
      if (gradient) outputs[`gradient/${sources[i]![0]}`] = gradient;
    });
  }
  const program = simplify(trace.program(outputs));
  for (const { name, source, value } of program.feeds)
    if (source.kind === 'random') feeds[name] = Int32Array.of(around.seed ?? 1, 0);
    else if (source.kind === 'dial')
      feeds[name] = Float32Array.of(dialOf(board.document, source.node, source.dial));
    else if (source.kind === 'numbers')
      feeds[name] = Float32Array.from(
        { length: knownSize(program.types[value]!.shape) },
        (_, i) => (board.dials[source.dial] as readonly number[])[i] ?? 0,
      );
    else if (source.kind === 'data') feeds[name] = around.data![source.port]!;
  const { outputs: values } = await runOnce(program, feeds, zeros(program), around.target);
  const chosen = (prefix: string) =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    );
  return {
    outputs: Object.fromEntries(tensors.map(([port]) => [port, values[port]!])),
    meanings: Object.fromEntries(tensors.map(([port, tensor]) => [port, board.slice.meaningOf(tensor)])),
    gradients: chosen('gradient/'),
    board,
  };
}

/** Zeros for all weights of blocks. */
const zeros = ({ variables, types }: Program): ReadonlyMap<string, Values> =>
  new Map(
    variables.map(({ name, value }) => {
      const { shape, dtype } = types[value]!;
      return [name, { shape: shape.map(Number), dtype, data: new Float32Array(knownSize(shape)) }];
    }),
  );

/** What a view or a metric finds in these inputs. */
export async function lookOnBoard(
  kind: string,
  inputs: Wired<Values & Arriving>,
  dials: Dials = {},
  around: Around = {},
): Promise<Finding> {
  const { outputs, board } = await computeOnBoard(kind, inputs, dials, { mode: 'inference', ...around });
  return (board.definition as LookingNode).finish(outputs, board.dials);
}

/** Numbers under a shape. */
export const float = (
  shape: readonly number[],
  data: ArrayLike<number>,
  meaning?: Meaning,
): Values & Arriving => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(data),
  ...(meaning ? { meaning } : {}),
});

/** Whole numbers under a shape. */
export const int = (
  shape: readonly number[],
  data: ArrayLike<number>,
  meaning?: Meaning,
): Values & Arriving => ({
  shape,
  dtype: 'int32',
  data: Int32Array.from(data),
  ...(meaning ? { meaning } : {}),
});

/** A float32 type. */
export const typed = (shape: Shape, meaning?: Meaning): Arriving => ({
  shape,
  dtype: 'float32',
  ...(meaning ? { meaning } : {}),
});

/** The largest difference, measured against the largest expected number or 1. */
export function apart(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  const scale = Math.max(1, ...Array.from(expected, Math.abs));
  return Math.max(0, ...Array.from(expected, (value, i) => Math.abs(actual[i]! - value) / scale));
}
