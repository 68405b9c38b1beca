import { arrayOf } from '../../../../main/targets/feeds.ts';
import type { Elements } from '../../../../main/targets/target.ts';
import { uniform } from '../../../../main/targets/tfjs/philox.ts';
import { alphabet } from '../../../../nodes/alphabet/alphabet.ts';
import type { Attributes } from '../../../../nodes/alphabet/operation.ts';
import type { DType } from '../../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { Trace } from '../../../../nodes/program/trace.ts';

/** A tensor to be fed: its shape and what its elements are like. */
export interface Given {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly elements: Elements;
}

/** One use of one operation. */
export interface Case {
  readonly kind: string;
  readonly given: readonly Given[];
  readonly attributes: Attributes;
}

let stream = 0;

/** Numbers that differ from tensor to tensor and are the same in every run. */
function given(shape: readonly number[], dtype: DType, from: number, to: number): Given {
  const count = shape.reduce((a, b) => a * b, 1);
  const numbers = uniform(count, { seed: 1, stream: stream++, draw: 0 }).map(
    (unit) => from + (to - from) * unit,
  );
  return {
    shape,
    dtype,
    elements: arrayOf[dtype].from(dtype === 'float32' ? numbers : numbers.map(Math.floor)),
  };
}

export const float = (...shape: number[]) => given(shape, 'float32', -2, 2);
export const positive = (...shape: number[]) => given(shape, 'float32', 0.1, 3);
export const int = (...shape: number[]) => given(shape, 'int32', -4, 5);
export const bool = (...shape: number[]) => given(shape, 'bool', 0, 2);
export const index = (count: number, ...shape: number[]) => given(shape, 'int32', 0, count);
/** Few different numbers, so that there are ties. */
export const tied = (...shape: number[]): Given => {
  const { elements, ...rest } = given(shape, 'int32', -1, 2);
  return { ...rest, dtype: 'float32', elements: Float32Array.from(elements) };
};
export const random = (seed: number, draw: number): Given => ({
  shape: [2],
  dtype: 'int32',
  elements: Int32Array.of(seed, draw),
});

export const use = (kind: string, inputs: readonly Given[], attributes: Attributes = {}): Case => ({
  kind,
  given: inputs,
  attributes,
});

/** The program that a case is: one operation over its feeds, with all its outputs by name. */
export function programOf({ kind, given: inputs, attributes }: Case): {
  program: Program;
  feeds: Record<string, Elements>;
} {
  const trace = new Trace();
  const tensors = inputs.map(({ shape, dtype }, i) =>
    trace.feed(`x${i}`, { shape, dtype }, { kind: 'input', name: `x${i}` }),
  );
  const outputs = trace.apply(kind, tensors, attributes);
  const names = alphabet.get(kind)!.outputs ?? ['result'];
  return {
    program: trace.program(Object.fromEntries(names.map((name, i) => [name, outputs[i]!]))),
    feeds: Object.fromEntries(inputs.map(({ elements }, i) => [`x${i}`, elements])),
  };
}
