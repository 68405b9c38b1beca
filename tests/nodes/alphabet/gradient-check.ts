import type { Values } from '../../../main/targets/target.ts';
import { uniform } from '../../../main/targets/tfjs/philox.ts';
import { cpu, feedsOf, floatsOf, inOrder, programOf, vectorJacobianProduct, type Build } from './evaluate.ts';

/** One slope, by the gradient and by differences of values. */
export interface Slope {
  /** Which of the float32 inputs was moved. */
  readonly input: number;
  /** ⟨gradient, direction⟩ */
  readonly analytic: number;
  /** (f(x + h·direction) − f(x − h·direction)) / 2h for f = ⟨outputs, cotangents⟩. */
  readonly numeric: number;
  /** By how much they may differ: rounding, and what is left of the series. */
  readonly uncertainty: number;
}

/** The two agree; with another factor: whether a gradient that is wrong by it would pass as well. */
export const agrees = ({ analytic, numeric, uncertainty }: Slope, factor = 1): boolean =>
  Math.abs(factor * analytic - numeric) <= uncertainty;

/** Numbers −1, −¾, ... 1: sums of a few of them and the inputs are exact in float32. */
const quarters = (shape: readonly number[], stream: number): Values => {
  const count = shape.reduce((a, b) => a * b, 1);
  const data = uniform(count, { seed: 11, stream, draw: count }).map((u) => (Math.floor(u * 9) - 4) / 4);
  return { shape, dtype: 'float32', data };
};

/** Gradients for the float32 outputs of a function. */
export const cotangentsFor = (outputs: readonly { readonly shape: readonly number[] }[]): readonly Values[] =>
  outputs.map(({ shape }, i) => quarters(shape, i));

const EPSILON = 2 ** -23;
const DIRECTIONS = 2;

/**
 * Compares gradients with central differences along random directions in each input, on the plain JavaScript backend, which
 * computes in float64 and keeps float32.
 * @param linear linear in each input: a step of ½ has no error but rounding. Otherwise two steps are extrapolated to zero
 * (Richardson), which leaves an error of fourth order
 */
export async function slopes(
  build: Build,
  inputs: readonly Values[],
  linear: boolean,
): Promise<readonly Slope[]> {
  const value = programOf(build, inputs);
  const outputs = Object.values(value.outputs).map((id) => value.types[id]!);
  const cotangents = cotangentsFor(floatsOf(outputs) as readonly { shape: readonly number[] }[]);
  const gradient = programOf(vectorJacobianProduct(build, inputs.length), [...inputs, ...cotangents]);
  const runner = await cpu.open({ value, gradient });
  const found: Slope[] = [];
  try {
    const gradients = inOrder(await runner.run('gradient', feedsOf([...inputs, ...cotangents])));
    const evaluate = async (moved: readonly Values[]) =>
      floatsOf(inOrder(await runner.run('value', feedsOf(moved))));
    /** The central difference with step h, and how large the numbers were that it came from. */
    const central = async (input: Values, direction: Values, h: number) => {
      const at = (sign: number) =>
        inputs.map((x) =>
          x === input
            ? { ...x, data: (x.data as Float32Array).map((v, i) => v + sign * h * direction.data[i]!) }
            : x,
        );
      const [after, before] = [await evaluate(at(1)), await evaluate(at(-1))];
      const sums = { slope: 0, rise: 0, size: 0 };
      after.forEach(({ data }, k) =>
        data.forEach((y, i) => {
          const weight = cotangents[k]!.data[i]!;
          const other = before[k]!.data[i]!;
          sums.slope += (weight * (y - other)) / (2 * h);
          sums.rise += Math.abs(weight * (y - other)) / (2 * h);
          sums.size += (Math.abs(weight) * (Math.abs(y) + Math.abs(other))) / (2 * h);
        }),
      );
      return sums;
    };
    for (const [k, input] of floatsOf(inputs).entries())
      for (let n = 0; n < DIRECTIONS; n++) {
        const direction = quarters(input.shape as readonly number[], 100 + 10 * k + n);
        const products = (gradients[k]!.data as Float32Array).map((g, i) => g * direction.data[i]!);
        const analytic = products.reduce((a, b) => a + b, 0);
        const rise = products.reduce((a, b) => a + Math.abs(b), 0);
        const far = await central(input, direction, linear ? 1 / 2 : 1 / 16);
        const near = linear ? far : await central(input, direction, 1 / 32);
        const numeric = linear ? far.slope : (4 * near.slope - far.slope) / 3;
        const relative = linear ? 1e-5 : 1e-3;
        const uncertainty = relative * (1e-2 + rise + near.rise) + 8 * EPSILON * near.size;
        found.push({ input: k, analytic, numeric, uncertainty });
      }
    return found;
  } finally {
    runner.dispose();
  }
}
