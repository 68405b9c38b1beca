import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../../main/projects/root.ts';
import { arrayOf } from '../../../main/targets/feeds.ts';
import type { Values } from '../../../main/targets/target.ts';
import { operationOf } from '../../../nodes/alphabet/alphabet.ts';
import type { Attributes, Tensor } from '../../../nodes/alphabet/operation.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import type { DType } from '../../../nodes/alphabet/shape.ts';
import { pullBack } from '../../../nodes/program/differentiate.ts';
import type { Trace } from '../../../nodes/program/trace.ts';
import { call, compute, cpu, floatsOf, type Build } from './evaluate.ts';

/** What TensorFlow and PyTorch said: written by tests/oracles/second-gradients.py, which explains the fields. */
interface Oracle {
  readonly name: string;
  readonly kind: string;
  readonly attributes: Attributes;
  readonly inputs: readonly Numbers[];
  readonly outputs: readonly Numbers[];
  readonly cotangents: readonly (Numbers | null)[];
  readonly gradients: readonly (Numbers | null)[];
  readonly second: { readonly directions: readonly Numbers[]; readonly gradients: readonly Numbers[] } | null;
}

interface Numbers {
  readonly shape: readonly number[];
  readonly dtype?: DType;
  readonly data: readonly number[];
}

const file = path.join(projectRoot(), 'tests', 'oracles', 'fixtures', 'operations.json');
const oracles = (JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Oracle[] }).cases;

/** Calls that PyTorch knows and the alphabet refuses: pools pad by a word only, and no window strides and dilates at once. */
const isRefused = ({ kind, attributes }: Oracle): boolean => {
  const isAbove1 = (name: string) => Math.max(...((attributes[name] ?? [1]) as number[])) > 1;
  return (
    (kind.includes('Pool') && Array.isArray(attributes['padding'])) ||
    (isAbove1('strides') && isAbove1('dilations'))
  );
};

const values = ({ shape, dtype = 'float32', data }: Numbers): Values => ({
  shape,
  dtype,
  data: arrayOf[dtype].from(data),
});

/** The most that numbers differ from the expected ones, measured against the largest of those or 1. */
function error(actual: Values, expected: Numbers): number {
  if (JSON.stringify(actual.shape) !== JSON.stringify(expected.shape)) return Infinity;
  const scale = Math.max(1, ...expected.data.map(Math.abs));
  return Math.max(0, ...expected.data.map((right, i) => Math.abs(actual.data[i]! - right) / scale));
}

const zerosLike = ({ ops }: Trace, { shape }: Tensor) => ops.constant({ value: 0, shape, dtype: 'float32' });

/** The gradients of one call, from its inputs and cotangents. */
const gradientOf =
  ({ kind, attributes, inputs, cotangents }: Oracle): Build =>
  (trace, xs) => {
    const outputs = trace.apply(kind, xs.slice(0, inputs.length), attributes).filter((_, i) => cotangents[i]);
    const wanted = floatsOf(xs.slice(0, inputs.length));
    const gradients = pullBack(trace, outputs, xs.slice(inputs.length), wanted, 0);
    return gradients.map((gradient, k) => gradient ?? zerosLike(trace, wanted[k]!));
  };

/** The gradients of those, with respect to the first `count` of what it is given; the others are directions. */
const secondOf =
  (oracle: Oracle, count: number): Build =>
  (trace, xs) => {
    const wanted = floatsOf(xs.slice(0, count));
    const gradients = gradientOf(oracle)(trace, xs.slice(0, count));
    const second = pullBack(trace, gradients, xs.slice(count), wanted, 0);
    return second.map((gradient, k) => gradient ?? zerosLike(trace, wanted[k]!));
  };

const accepted = oracles.filter((oracle) => !isRefused(oracle));
const withGradients = accepted.filter(({ gradients }) => gradients.some((gradient) => gradient !== null));
const withSecond = withGradients.filter(({ second }) => second !== null);

const given = ({ inputs, cotangents }: Oracle) =>
  [...inputs, ...cotangents.filter((numbers) => numbers !== null)].map(values);

function expectNumbers(actual: readonly Values[], expected: readonly Numbers[]) {
  expect(Math.max(...expected.map((numbers, i) => error(actual[i]!, numbers)))).toBeLessThan(1e-5);
}

describe('gives the numbers of TensorFlow and PyTorch', () => {
  test.each(accepted)('$kind: $name', async ({ kind, attributes, inputs, outputs }) => {
    const found = await compute(cpu, call(kind, attributes), inputs.map(values));
    expect(found.map(({ dtype }) => dtype)).toEqual(outputs.map(({ dtype }) => dtype));
    expectNumbers(found, outputs);
  });
});

describe('has their gradients', () => {
  test.each(withGradients)('$kind: $name', async (oracle) => {
    const found = await compute(cpu, gradientOf(oracle), given(oracle));
    const expected = oracle.gradients.filter((numbers) => numbers !== null);
    expect(found.length).toBe(expected.length);
    expectNumbers(found, expected);
  });
});

describe('has their second gradients', () => {
  test.each(withSecond)('$kind: $name', async (oracle) => {
    const { directions, gradients } = oracle.second!;
    const first = given(oracle);
    const found = await compute(cpu, secondOf(oracle, first.length), [...first, ...directions.map(values)]);
    expect(found.length).toBe(gradients.length);
    expectNumbers(found, gradients);
  });
});

test('what the alphabet refuses, it refuses with a sentence', () => {
  for (const { kind, attributes, inputs } of oracles.filter(isRefused))
    expect(() => operationOf(kind).infer(inputs.map(values), attributes)).toThrow(Problem);
});
