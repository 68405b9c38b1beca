import { expect, test } from 'vitest';
import { described, someCases } from './case.ts';
import { call, compute, cpu } from './evaluate.ts';

/** Kingma & Ba 2015, section 2, with ε̂ as at the end of that section, in float64. */
function byTheBook(
  [w, m, v, g, rate, step]: readonly number[],
  beta1: number,
  beta2: number,
  epsilon: number,
) {
  const t = step! + 1;
  const mean = beta1 * m! + (1 - beta1) * g!;
  const square = beta2 * v! + (1 - beta2) * g! * g!;
  const alpha = (rate! * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
  return [w! - (alpha * mean) / (Math.sqrt(square) + epsilon), mean, square];
}

test('adam is what the paper says', async () => {
  const wrong: string[] = [];
  for (const example of someCases('adam', 40)) {
    const { beta1, beta2, epsilon } = example.attributes as Record<string, number>;
    const found = await compute(cpu, call('adam', example.attributes), example.inputs);
    const elements = example.inputs[0]!.data.length;
    for (let i = 0; i < elements; i++) {
      const given = example.inputs.map(({ data }) => data[data.length === 1 ? 0 : i]!);
      const expected = byTheBook(given, beta1!, beta2!, epsilon!);
      if (
        expected.some(
          (value, k) => !(Math.abs(found[k]!.data[i]! - value) <= 1e-6 * Math.max(1, Math.abs(value))),
        )
      )
        wrong.push(described('adam', example));
    }
  }
  expect(wrong).toEqual([]);
});
