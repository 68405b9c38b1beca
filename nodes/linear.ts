import type { Operations, Tensor } from './alphabet/operation.ts';
import { sizeOf } from './alphabet/shape.ts';
import type { BuildContext } from './build-context.ts';

/** x [..., in] · kernel [in, out] over the last axis, for any number of axes. */
export function linear(ops: Operations, x: Tensor, kernel: Tensor): Tensor {
  if (x.shape.length === 2) return ops.matMul(x, kernel);
  // One large product instead of a small one for each example.
  const rows = ops.reshape(x, { shape: [sizeOf(x.shape.slice(0, -1)), x.shape.at(-1)!] });
  return ops.reshape(ops.matMul(rows, kernel), { shape: [...x.shape.slice(0, -1), kernel.shape[1]!] });
}

/** x + a learned bias for each feature of the last axis, where one is wanted. */
export const addBias = (
  ops: Operations,
  x: Tensor,
  wanted: boolean,
  context: BuildContext,
  name = 'bias',
): Tensor =>
  wanted ? ops.add(x, context.weight(name, x.shape.slice(-1), { kind: 'constant', value: 0 })) : x;
