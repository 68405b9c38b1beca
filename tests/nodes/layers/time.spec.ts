import { describe, expect, test } from 'vitest';
import { buildNode, computeNode, sentences } from '../build-node.ts';
import { float } from '../numbers.ts';

describe('time embedding', () => {
  test('is sines, then cosines, of 1000 t at wavelengths that grow up to 10,000', async () => {
    const { outputs } = await computeNode(
      { kind: 'time-embedding', dials: { size: 4 } },
      { time: float([2], [0, 0.25]) },
    );
    const angles = [250, 250 * 10_000 ** -0.5];
    const known = [0, 0, 1, 1, ...angles.map(Math.sin), ...angles.map(Math.cos)];
    known.forEach((x, i) => expect(outputs.output!.data[i]).toBeCloseTo(x, 4));
  });

  test.each([
    [
      { time: float([2, 1], [0, 1]) },
      {},
      /one time for each example, float32 \[B\]; it was given float32 \[2, 1\]/,
    ],
    [{ time: float([2], [0, 1]) }, { size: 5 }, /as many sines as cosines, so its size is even; it is 5/],
  ])('refuses what is no time, and a size that is odd', (inputs, dials, sentence) => {
    expect(sentences(buildNode({ kind: 'time-embedding', dials, inputs })).join(' ')).toMatch(sentence);
  });
});

describe('Fourier features', () => {
  test('are x, then sin kx and cos kx for each k', async () => {
    const { outputs } = await computeNode(
      { kind: 'fourier-features', dials: { frequencies: [1, 3] } },
      { input: float([1, 2], [0.5, -1]) },
    );
    const known = [
      0.5,
      -1,
      ...[1, 3].flatMap((k) => [Math.sin(k / 2), Math.sin(-k)]),
      ...[1, 3].flatMap((k) => [Math.cos(k / 2), Math.cos(-k)]),
    ];
    expect(outputs.output!.shape).toEqual([1, 10]);
    known.forEach((x, i) => expect(outputs.output!.data[i]).toBeCloseTo(x, 5));
  });

  test('need a frequency', () => {
    const built = buildNode({
      kind: 'fourier-features',
      dials: { frequencies: [] },
      inputs: { input: float([1, 2], [0, 0]) },
    });
    expect(sentences(built).join(' ')).toMatch(/has no frequency/);
  });
});
