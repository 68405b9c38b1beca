import type { Tensor } from '../../../../nodes/alphabet/operation.ts';
import type { DType, Shape } from '../../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import type { Values } from '../../../../main/targets/target.ts';

/** A program written by hand. */
export function programOf(write: (trace: Trace) => Readonly<Record<string, Tensor>>): Program {
  const trace = new Trace();
  return trace.program(write(trace));
}

export const feed = (trace: Trace, name: string, shape: Shape, dtype: DType = 'float32'): Tensor =>
  trace.feed(name, { shape, dtype }, { kind: 'input', name });

export const variable = (trace: Trace, name: string, shape: Shape): Tensor =>
  trace.variable(name, { shape, dtype: 'float32' });

/** A vector, unless another shape is given. */
export const values = (data: Float32Array, ...shape: number[]): Values => ({
  shape: shape.length > 0 ? shape : [data.length],
  dtype: 'float32',
  data,
});
