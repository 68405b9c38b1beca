import type { Tensor } from '@tensorflow/tfjs';

import type { DType } from '../../../nodes/alphabet/shape.ts';
import type { Elements, Values } from '../target.ts';
import type { TensorFlowJs } from './library.ts';

/** Brings values to the current backend. The elements are copied: some backends would go on looking at the caller's array. */
export const toTensor = (tf: TensorFlowJs, { shape, dtype, data }: Values): Tensor =>
  tf.tensor(data.slice(), [...shape], dtype);

/** Brings a tensor back, copied for the same reason. */
export async function toValues(tensor: Tensor): Promise<Values> {
  const data = (await tensor.data()) as Elements;
  const dtype = tensor.dtype as DType;
  // Plain JavaScript casts by looking at the same array under another type.
  return { shape: [...tensor.shape], dtype, data: new ARRAYS[dtype](data) };
}

const ARRAYS = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;
