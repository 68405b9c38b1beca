import { describe, expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { contractOf, described, differentiableKinds, kinds, someCases, type Case } from './case.ts';
import {
  call,
  compute,
  cpu,
  difference,
  floatsOf,
  programOf,
  vectorJacobianProduct,
  type Build,
} from './evaluate.ts';
import { agrees, cotangentsFor, slopes, type Slope } from './gradient-check.ts';

const CASES = 12;

/** Calls that have something to differentiate: some cases are of whole numbers only. The first ones are the smallest. */
const smoothCases = (kind: string, count: number): readonly Case[] => {
  const smooth = someCases(kind, 8 * count).filter(({ inputs, attributes }) => {
    const { types, outputs } = programOf(call(kind, attributes), inputs);
    return floatsOf(inputs).length > 0 && floatsOf(Object.values(outputs).map((id) => types[id]!)).length > 0;
  });
  return Array.from({ length: count }, (_, i) => smooth[Math.floor((i * smooth.length) / count)]!);
};

/** The float32 inputs whose gradient would pass in every case if it were wrong by that factor: nothing was tested there. */
const untested = (all: readonly Slope[], inputs: number, factor: number): readonly number[] =>
  Array.from({ length: inputs }, (_, input) => input).filter((input) =>
    all.every((slope) => slope.input !== input || agrees(slope, factor)),
  );

const disagreements = (found: readonly Slope[], kind: string, example: Case): readonly string[] =>
  found
    .filter((slope) => !agrees(slope))
    .map((slope) => `${described(kind, example)}: ${JSON.stringify(slope)}`);

/** Inputs that no gradient ever reaches: the second derivative of relu is zero. */
const withoutGradient: Readonly<Record<string, readonly number[]>> = { reluGradient: [1] };

describe.each(differentiableKinds)('%s', (kind) => {
  const { linear = false, differentiable } = contractOf(kind);
  const cases = smoothCases(kind, CASES);
  const some = cases.filter((_, i) => i % 2 === 1);

  test('has the gradient that differences of its values show, and a wrong sign or size would be seen', async () => {
    expect(new Set(cases).size).toBe(CASES);
    const all: (readonly Slope[])[] = [];
    for (const { inputs, attributes } of cases)
      all.push(await slopes(call(kind, attributes), inputs, linear));
    expect(all.flatMap((found, i) => disagreements(found, kind, cases[i]!))).toEqual([]);
    const inputs = Math.max(...cases.map((example) => floatsOf(example.inputs).length));
    for (const factor of [-1, 0, 1.1])
      expect(untested(all.flat(), inputs, factor)).toEqual(withoutGradient[kind] ?? []);
  });

  test('has the second gradient that differences of its gradient show', async () => {
    for (const example of some) {
      const [gradient, given] = gradientAsFunction(kind, example);
      const found = slopes(gradient, given, linear);
      if (differentiable === 1) await expect(found).rejects.toThrow(Problem);
      else expect(disagreements(await found, kind, example)).toEqual([]);
    }
  });

  test('has the same gradient when it is asked for one input or one output alone', async () => {
    const wrong: string[] = [];
    for (const example of some) {
      const [gradient, given] = gradientAsFunction(kind, example);
      const whole = await compute(cpu, gradient, given);
      const apart = [
        ...(await oneInputAtATime(kind, example, given)).map((part, k) => difference(part, whole[k]!)),
        ...(await sumOverOutputs(kind, example, given)).map((part, k) => difference(part, whole[k]!)),
      ];
      if (Math.max(...apart) > 1e-5) wrong.push(`${described(kind, example)}: ${apart.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** The gradients with respect to each float32 input while the others stand still. */
function oneInputAtATime(
  kind: string,
  { inputs, attributes }: Case,
  given: readonly Values[],
): Promise<Values[]> {
  const places = inputs.flatMap((input, i) => (input.dtype === 'float32' ? [i] : []));
  const alone =
    (place: number): Build =>
    (trace, [moving, ...others]) => {
      const fixed = others.slice(0, inputs.length);
      const function_: Build = (_, [x]) => trace.apply(kind, fixed.with(place, x!), attributes);
      return vectorJacobianProduct(function_, 1)(trace, [moving!, ...others.slice(inputs.length)]);
    };
  return Promise.all(
    places.map(async (place) => (await compute(cpu, alone(place), [inputs[place]!, ...given]))[0]!),
  );
}

/** The sum of the gradients that each float32 output has alone. */
async function sumOverOutputs(
  kind: string,
  { inputs, attributes }: Case,
  given: readonly Values[],
): Promise<Values[]> {
  const parts = await Promise.all(
    given.slice(inputs.length).map((cotangent, only) => {
      const output: Build = (trace, xs) => [floatsOf(trace.apply(kind, xs, attributes))[only]!];
      return compute(cpu, vectorJacobianProduct(output, inputs.length), [...inputs, cotangent]);
    }),
  );
  return parts[0]!.map((first, k) => ({
    ...first,
    data: Float32Array.from(first.data, (_, i) =>
      parts.reduce((total, part) => total + part[k]!.data[i]!, 0),
    ),
  }));
}

/** The gradient of one call as a function, and what it is given. */
function gradientAsFunction(kind: string, { inputs, attributes }: Case): [Build, Case['inputs']] {
  const { types, outputs } = programOf(call(kind, attributes), inputs);
  const results = floatsOf(Object.values(outputs).map((id) => types[id]!));
  const cotangents = cotangentsFor(results as readonly { shape: readonly number[] }[]);
  return [vectorJacobianProduct(call(kind, attributes), inputs.length), [...inputs, ...cotangents]];
}

test.each(kinds.filter((kind) => contractOf(kind).differentiable === 0))(
  '%s says that it has no gradient',
  (kind) => {
    const [example] = smoothCases(kind, 1);
    const [build, given] = gradientAsFunction(kind, example!);
    expect(() => programOf(build, given)).toThrow(Problem);
  },
);
