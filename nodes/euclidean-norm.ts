import type { Operations, Tensor } from './alphabet/operation.ts';

/** Its square root, 1e-18, is nothing beside any number that a model computes. */
const SMALLEST_SQUARE = 1e-36;

/** √Σx² over axes. At x = 0 the gradient is 0, where that of the bare root would be NaN. */
export const euclideanNorm = (
  ops: Operations,
  x: Tensor,
  attributes: { readonly axes: readonly number[]; readonly keepDimensions?: boolean },
): Tensor => ops.sqrt(ops.maximum(ops.reduceSum(ops.square(x), attributes), SMALLEST_SQUARE));
