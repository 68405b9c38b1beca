import { bindBatch, knownSize, type Shape, type TensorType } from '../alphabet/shape.ts';
import type { Instruction, Origin } from './program.ts';

/** What a part of a program costs when it runs once. */
export interface Cost {
  /** Floating-point operations; a multiplication with its addition counts as two. */
  readonly flops: number;
  /** Bytes of the values that it makes. */
  readonly bytes: number;
}

/** They move numbers or make them up, and compute nothing. */
const MOVES = new Set([
  'broadcastTo',
  'cast',
  'concat',
  'constant',
  'gather',
  'oneHot',
  'pad',
  'reshape',
  'reverse',
  'slice',
  'stopGradient',
  'tile',
  'transpose',
  'upsampleNearest',
]);

/** They share memory with what they were given. */
const SHARES = new Set(['reshape', 'stopGradient']);

const BYTES = { float32: 4, int32: 4, bool: 1 } as const;

/**
 * Floating-point operations of one instruction: exact for convolutions and matrix products, one for each element that is
 * read or written (whichever are more) for all others.
 * @param batch B
 */
export function flopsOf(instruction: Instruction, types: readonly TensorType[], batch: number): number {
  const size = (id: number) => sizeWith(types[id]!.shape, batch);
  const shape = (id: number) => bindBatch(types[id]!.shape, batch);
  const [first, second] = instruction.inputs as readonly [number, number];
  const [result] = instruction.outputs as readonly [number];
  if (MOVES.has(instruction.kind)) return 0;
  switch (instruction.kind) {
    case 'matMul': {
      const [rows, columns] = shape(first).slice(-2) as [number, number];
      return 2 * size(result) * (instruction.attributes.transposeA ? rows : columns);
    }
    case 'conv2d':
      return 2 * size(result) * patch(shape(second));
    case 'conv2dInputGradient':
      return 2 * size(first) * patch(shape(second));
    case 'conv2dFilterGradient':
      return 2 * size(second) * patch(shape(result));
    case 'depthwiseConv2d':
      return 2 * size(result) * area(shape(second));
    case 'depthwiseConv2dInputGradient':
      return 2 * size(first) * area(shape(second));
    case 'depthwiseConv2dFilterGradient':
      return 2 * size(second) * area(shape(result));
    default:
      return Math.max(0, ...[...instruction.inputs, ...instruction.outputs].map(size));
  }
}

/** Numbers of an image that one number of a convolution's result reads: the kernel is [height, width, in, out]. */
const patch = ([height, width, channels]: readonly number[]) => height! * width! * channels!;

/** The same of a depthwise convolution, which reads one channel. */
const area = ([height, width]: readonly number[]) => height! * width!;

const sizeWith = (shape: Shape, batch: number): number => knownSize(bindBatch(shape, batch));

/**
 * The cost of each node that wrote into a program: by `path/node` of its origin, and for a call with all that is inside.
 * What was written while differentiating is not counted.
 * @param batch B
 */
export function costsByNode(
  instructions: readonly Instruction[],
  types: readonly TensorType[],
  batch: number,
): ReadonlyMap<string, Cost> {
  const costs = new Map<string, { flops: number; bytes: number }>();
  for (const instruction of instructions) {
    const { origin } = instruction;
    if (!origin || origin.backward) continue;
    const flops = flopsOf(instruction, types, batch);
    const bytes = SHARES.has(instruction.kind)
      ? 0
      : instruction.outputs.reduce(
          (sum, id) => sum + BYTES[types[id]!.dtype] * sizeWith(types[id]!.shape, batch),
          0,
        );
    for (const key of enclosing(origin)) {
      const cost = costs.get(key) ?? { flops: 0, bytes: 0 };
      cost.flops += flops;
      cost.bytes += bytes;
      costs.set(key, cost);
    }
  }
  return costs;
}

/** The node itself and every call around it: `a/b/c`, `a/b`, `a`. Stacked members (`a[1]`) count for their card. */
function enclosing({ path, node }: Origin): string[] {
  const parts = [...path.split('/').filter(Boolean), node].map((part) =>
    part.replace(/(\[\d+\]|#\d+)+$/, ''),
  );
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
