import type { Operations, Tensor } from './alphabet/operation.ts';
import { sameDimension } from './alphabet/shape.ts';

/**
 * Opens axes behind `value` where its axes are the first ones of `like`, so that a number for each example, [B], broadcasts
 * against [B, 28, 28, 1]. What does not begin like `like` is left as it is.
 */
export function alongBatch(ops: Operations, value: Tensor, like: Tensor): Tensor {
  const missing = like.shape.length - value.shape.length;
  const begins = value.shape.every(
    (dimension, axis) => dimension === 1 || sameDimension(dimension, like.shape[axis] ?? 1),
  );
  if (missing <= 0 || value.shape.length === 0 || !begins) return value;
  return ops.reshape(value, { shape: [...value.shape, ...Array<number>(missing).fill(1)] });
}
