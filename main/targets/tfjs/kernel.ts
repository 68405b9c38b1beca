import type { Tensor } from '@tensorflow/tfjs';

import type { Attributes } from '../../../nodes/alphabet/operation.ts';
import type { DType } from '../../../nodes/alphabet/shape.ts';
import type { TensorFlowJs } from './library.ts';

/** The type of a result; programs that run know every dimension. */
export interface KnownType {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** The alphabet says how many inputs an operation has, so its kernel takes that many without asking. */
export type Inputs = readonly [a: Tensor, b: Tensor, c: Tensor, ...others: Tensor[]];

/**
 * How TensorFlow.js computes one operation of the alphabet. What it makes on the way is freed by whoever calls it.
 * @param types what the outputs are
 */
export type Kernel<A extends Attributes = Attributes> = (
  tf: TensorFlowJs,
  inputs: Inputs,
  attributes: A,
  types: readonly [KnownType, ...KnownType[]],
) => Tensor | readonly Tensor[];

/** Kernels by kind of operation. */
export type KernelTable = Readonly<Record<string, Kernel>>;

/** Keeps the attribute type of one operation out of the table. */
export const kernel = <A extends Attributes>(run: Kernel<A>): Kernel => run as unknown as Kernel;

/** Runs one of TensorFlow.js' own kernels by name, for what its functions would refuse or slow down. */
export function runKernel(
  tf: TensorFlowJs,
  name: string,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: Readonly<Record<string, unknown>>,
): Tensor {
  return tf.engine().runKernel(name, { ...inputs }, attributes as never) as Tensor;
}
