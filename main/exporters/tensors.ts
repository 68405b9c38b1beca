import type * as tfjs from '@tensorflow/tfjs';
import type { Values } from '../targets/target.ts';

/** Values as tensors of a TensorFlow.js library. */
export const toTensors = (
  tf: typeof tfjs,
  values: Readonly<Record<string, Values>>,
): Record<string, tfjs.Tensor> =>
  Object.fromEntries(
    Object.entries(values).map(([name, { shape, dtype, data }]) => [
      name,
      tf.tensor(data, [...shape], dtype),
    ]),
  );

/** Reads tensors and frees them. */
export async function fromTensors(
  tf: typeof tfjs,
  tensors: Readonly<Record<string, tfjs.Tensor>>,
): Promise<Record<string, Values>> {
  const values: Record<string, Values> = {};
  for (const [name, tensor] of Object.entries(tensors))
    values[name] = {
      shape: tensor.shape,
      dtype: tensor.dtype as Values['dtype'],
      data: (await tensor.data()) as Values['data'],
    };
  tf.dispose(tensors);
  return values;
}
