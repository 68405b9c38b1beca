import type { Operations, Tensor } from './alphabet/operation.ts';
import { knownShape } from './alphabet/shape.ts';
import type { BuildContext } from './build-context.ts';
import type { Dial } from './dial.ts';

/** Of layers with a kernel: keeps the most that it can stretch its input at 1. */
export const spectralDial = {
  type: 'flag',
  default: false,
  title: { en: 'Spectral normalization', ko: '스펙트럼 정규화' },
  help: {
    en: 'Divides the kernel by its largest singular value, so that a discriminator cannot become too steep.',
    ko: '커널을 가장 큰 특잇값으로 나눠 판별기가 지나치게 가팔라지지 않게 합니다.',
  },
} as const satisfies Dial;

/** Keeps a kernel of zeros from being divided by zero. */
const EPSILON = 1e-12;

/**
 * The kernel divided by an estimate of its largest singular value as a matrix [all others, outputs] (Miyato et al. 2018,
 * algorithm 1): one step of power iteration a call, from a vector that is kept as state; the gradient goes through the kernel
 * and not through the iteration.
 * @param outputs the axis of the kernel that its outputs stand on
 */
export function spectrallyNormalized(
  ops: Operations,
  context: BuildContext,
  kernel: Tensor,
  outputs: number,
): Tensor {
  const shape = knownShape(kernel.shape);
  const count = shape[outputs]!;
  const others = shape.map((_, axis) => axis).filter((axis) => axis !== outputs);
  const turned =
    outputs === shape.length - 1 ? kernel : ops.transpose(kernel, { permutation: [...others, outputs] });
  const matrix = ops.reshape(turned, { shape: [-1, count] }); // [others, outputs]
  const unit = (x: Tensor) => ops.divide(x, ops.add(ops.sqrt(ops.reduceSum(ops.square(x))), EPSILON));
  const fixed = ops.stopGradient(matrix);
  const left = context.state('singularVector', [1, count], 1 / Math.sqrt(count)); // [1, outputs]
  const right = unit(ops.matMul(left, fixed, { transposeB: true })); // [1, others]
  const next = unit(ops.matMul(right, fixed)); // [1, outputs]
  if (context.mode === 'training') context.setState('singularVector', next);
  const value = ops.reduceSum(
    ops.multiply(ops.matMul(ops.stopGradient(right), matrix), ops.stopGradient(next)),
  );
  return ops.divide(kernel, ops.maximum(value, EPSILON));
}
