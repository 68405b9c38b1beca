import type { Operations, Tensor } from './alphabet/operation.ts';
import { isKnown, resolveAxes } from './alphabet/shape.ts';

/**
 * The mean over axes (all of them unless told), also where B is left open: the number of elements is then counted in the
 * program.
 */
export function meanOver(
  ops: Operations,
  x: Tensor,
  attributes: { readonly axes?: readonly number[]; readonly keepDimensions?: boolean } = {},
): Tensor {
  const shape = resolveAxes(attributes.axes, x.shape.length).map((axis) => x.shape[axis]!);
  if (shape.every(isKnown)) return ops.reduceMean(x, attributes);
  const count = ops.reduceSum(ops.constant({ value: 1, shape, dtype: 'float32' }));
  return ops.divide(ops.reduceSum(x, attributes), count);
}
