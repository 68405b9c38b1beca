import type { Values } from '../../main/targets/target.ts';

/** Tensors for tests, by shape and numbers in row-major order. */
export const float = (shape: readonly number[], data: readonly number[]): Values => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(data),
});

export const int = (shape: readonly number[], data: readonly number[]): Values => ({
  shape,
  dtype: 'int32',
  data: Int32Array.from(data),
});

/** Whole zeros. */
export const zeros = (shape: readonly number[]): Values =>
  int(
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0),
  );

/** 1, 2, 3, ... in that shape. */
export const counting = (...shape: readonly number[]): Values =>
  float(
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i + 1),
  );

/** Waves between −1 and 1 that never repeat; `phase` tells two tensors apart. */
export const waves = (shape: readonly number[], phase = 0): Values =>
  float(
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(1.7 * i + phase)),
  );

export const mean = (values: Values): number =>
  [...values.data].reduce((a, b) => a + b, 0) / values.data.length;
