import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../../main/projects/root.ts';
import { arrayOf } from '../../../main/targets/feeds.ts';
import type { Values } from '../../../main/targets/target.ts';
import { operationOf } from '../../../nodes/alphabet/alphabet.ts';
import type { Attributes } from '../../../nodes/alphabet/operation.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import type { DType, Shape } from '../../../nodes/alphabet/shape.ts';
import { pullBack } from '../../../nodes/program/differentiate.ts';
import { compute, cpu, floatsOf, type Build } from './evaluate.ts';

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

/** The gradients of one call, by its cotangents. */
const gradientOf =
  ({ kind, attributes, inputs, cotangents }: Oracle): Build =>
  (trace, given) => {
    const xs = given.slice(0, inputs.length);
    const outputs = trace.apply(kind, xs, attributes).filter((_, i) => cotangents[i]);
    return pullBack(trace, outputs, given.slice(inputs.length), floatsOf(xs), 0).map((gradient, k) =>
      orZeros(trace.ops, gradient, floatsOf(xs)[k]!),
    );
  };

const orZeros = (
  ops: Parameters<Build>[0]['ops'],
  gradient: ReturnType<typeof pullBack>[number],
  { shape }: { readonly shape: Shape },
) => gradient ?? ops.constant({ value: 0, shape, dtype: 'float32' });

/** The gradients of the gradients, by directions for each. */
const secondOf =
  (oracle: Oracle, cotangents: number): Build =>
  (trace, given) => {
    const count = oracle.inputs.length + cotangents;
    const moving = given.slice(0, count);
    const gradients = gradientOf(oracle)(trace, moving);
    const wanted = floatsOf(moving);
    return pullBack(trace, gradients, given.slice(count), wanted, 0).map((gradient, k) =>
      orZeros(trace.ops, gradient, wanted[k]!),
    );
  };

describe.each(oracles.filter((oracle) => !isRefused(oracle)))('$kind: $name', (oracle) => {
  const inputs = oracle.inputs.map(values);
  const cotangents = oracle.cotangents.flatMap((cotangent) => (cotangent ? [values(cotangent)] : []));
  const errors = (actual: readonly Values[], expected: readonly Numbers[]) => {
    expect(actual.length).toBe(expected.length);
    return Math.max(...expected.map((numbers, i) => error(actual[i]!, numbers)));
  };

  test('gives the numbers of TensorFlow and PyTorch', async () => {
    const outputs = await compute(
      cpu,
      (trace, xs) => trace.apply(oracle.kind, xs, oracle.attributes),
      inputs,
    );
    expect(outputs.map(({ dtype }) => dtype)).toEqual(oracle.outputs.map(({ dtype }) => dtype));
    expect(errors(outputs, oracle.outputs)).toBeLessThan(1e-5);
  });

  const gradients = oracle.gradients.filter((gradient) => gradient !== null);
  if (gradients.length > 0)
    test('has their gradients', async () => {
      expect(
        errors(await compute(cpu, gradientOf(oracle), [...inputs, ...cotangents]), gradients),
      ).toBeLessThan(1e-5);
    });

  const { second } = oracle;
  if (second)
    test('has their second gradients', async () => {
      const given = [...inputs, ...cotangents, ...second.directions.map(values)];
      expect(
        errors(await compute(cpu, secondOf(oracle, cotangents.length), given), second.gradients),
      ).toBeLessThan(1e-5);
    });
});

test('what the alphabet refuses, it refuses with a sentence', () => {
  for (const { kind, attributes, inputs } of oracles.filter(isRefused))
    expect(() => operationOf(kind).infer(inputs.map(values), attributes)).toThrow(Problem);
});
