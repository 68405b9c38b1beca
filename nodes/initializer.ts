import type { Operations, Tensor } from './alphabet/operation.ts';
import { knownShape, type Shape } from './alphabet/shape.ts';

/** How a new weight is filled. */
export type Initializer =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'uniform'; readonly limit: number }
  /** Uniform with limit √(6 / (fan in + fan out)): Glorot & Bengio 2010, eq. 16. */
  | { readonly kind: 'glorot uniform' }
  /** Normal with deviation √(2 / fan in): He et al. 2015, eq. 10. */
  | { readonly kind: 'he normal' };

/**
 * Fan in and fan out of a kernel: the last two axes are inputs and outputs, those before them the window
 * (`[in, out]`, `[height, width, in, out]`), as in Keras.
 */
export function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  const window = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  const [fanIn = 1, fanOut = 1] = shape.length > 1 ? shape.slice(-2) : [shape[0], shape[0]];
  return { fanIn: fanIn * window, fanOut: fanOut * window };
}

/** The first value of a weight as a tensor of the trace. `random` is the int32 pair (seed, draw). */
export function initialValue(
  ops: Operations,
  initializer: Initializer,
  shape: Shape,
  random: Tensor,
  stream: number,
): Tensor {
  const { fanIn, fanOut } = fans(knownShape(shape));
  const uniform = (limit: number) =>
    ops.multiply(ops.subtract(ops.uniformNoise(random, { shape, stream }), 0.5), 2 * limit);
  const normal = (deviation: number) => ops.multiply(ops.normalNoise(random, { shape, stream }), deviation);
  switch (initializer.kind) {
    case 'constant':
      return ops.constant({ value: initializer.value, shape, dtype: 'float32' });
    case 'normal':
      return normal(initializer.deviation);
    case 'uniform':
      return uniform(initializer.limit);
    case 'glorot uniform':
      return uniform(Math.sqrt(6 / (fanIn + fanOut)));
    case 'he normal':
      return normal(Math.sqrt(2 / fanIn));
  }
}
