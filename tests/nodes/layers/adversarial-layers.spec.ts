import { describe, expect, test } from 'vitest';
import { computeNode } from '../build-node.ts';
import { waves } from '../numbers.ts';

const ones = (shape: readonly number[], value: number) => ({
  shape,
  dtype: 'float32' as const,
  data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value),
});

/** The largest singular value of a matrix [rows, columns], by many steps of power iteration in float64. */
function largestSingularValue(data: ArrayLike<number>, rows: number, columns: number): number {
  let v = Array.from({ length: columns }, (_, i) => Math.cos(i * i + 1));
  let value = 0;
  for (let turn = 0; turn < 5000; turn++) {
    const u = Array.from({ length: rows }, (_, r) =>
      v.reduce((sum, x, c) => sum + x * data[r * columns + c]!, 0),
    );
    const w = Array.from({ length: columns }, (_, c) =>
      u.reduce((sum, x, r) => sum + x * data[r * columns + c]!, 0),
    );
    const length = Math.hypot(...w);
    value = Math.sqrt(length);
    v = w.map((x) => x / length);
  }
  return value;
}

describe('spectral normalization', () => {
  const cases = [
    ['dense', { units: 4 }, [2, 6], [6, 4]],
    ['conv2d', { filters: 4, kernel: [3] }, [1, 5, 5, 2], [3, 3, 2, 4]],
    ['conv2d-transpose', { filters: 4, kernel: [3] }, [1, 5, 5, 2], [3, 3, 4, 2]],
  ] as const;

  test.each(cases)(
    'of %s divides by the largest singular value, once its vector is found',
    async (kind, dials, input, shape) => {
      const kernel = waves(shape);
      const x = waves(input);
      const given = {
        kind,
        dials: { ...dials, kernel: [3], spectral: true } as Record<string, number[] | boolean | number>,
      };
      if (kind === 'dense') delete given.dials.kernel;
      let singularVector = ones([1, 4], 0.5);
      let made: Float32Array = new Float32Array();
      const bias = ones([4], 0);
      for (let call = 0; call < 300; call++) {
        const { outputs, variables } = await computeNode(
          { ...given, mode: 'training' },
          { input: x },
          { kernel, bias, singularVector },
        );
        singularVector = variables.singularVector as typeof singularVector;
        made = outputs.output!.data as Float32Array;
      }
      const plain = await computeNode(
        { ...given, dials: { ...given.dials, spectral: false } },
        { input: x },
        { kernel, bias },
      );
      // As rows of outputs: of a transposed kernel they stand on the third axis.
      const matrix = kind === 'conv2d-transpose' ? outputsLast(kernel.data, 3, 3, 4, 2) : kernel.data;
      const value = largestSingularValue(matrix, kernel.data.length / 4, 4);
      plain.outputs.output!.data.forEach((y: number, i: number) => expect(made[i]).toBeCloseTo(y / value, 4));
    },
  );

  test('moves its vector in training alone, and learns through the kernel', async () => {
    const input = waves([3, 6]);
    const variables = { kernel: waves([6, 4]), bias: ones([4], 0), singularVector: ones([1, 4], 0.5) };
    const given = { kind: 'dense', dials: { units: 4, spectral: true } };
    const inference = await computeNode({ ...given, mode: 'inference' }, { input }, variables);
    expect(inference.variables).not.toHaveProperty(
      'singularVector',
      expect.not.objectContaining({ data: variables.singularVector.data }),
    );
    const cotangent = waves([3, 4]);
    const { gradients } = await computeNode({ ...given, mode: 'training' }, { input }, variables, cotangent);
    // With the vectors held fixed the layer does not change when the kernel grows as a whole: ⟨∇W, W⟩ = 0.
    const along = Array.from(gradients.kernel!.data).reduce(
      (sum, g, i) => sum + g * variables.kernel.data[i]!,
      0,
    );
    const size = Math.hypot(...gradients.kernel!.data);
    expect(size).toBeGreaterThan(0.01);
    expect(Math.abs(along)).toBeLessThan(1e-4 * size);
  });
});

function outputsLast(
  data: ArrayLike<number>,
  height: number,
  width: number,
  out: number,
  channels: number,
): number[] {
  const turned: number[] = [];
  for (let place = 0; place < height * width; place++)
    for (let c = 0; c < channels; c++)
      for (let o = 0; o < out; o++) turned.push(data[(place * out + o) * channels + c]!);
  return turned;
}

describe('minibatch deviation', () => {
  const input = { shape: [4, 2], dtype: 'float32' as const, data: Float32Array.of(0, 1, 2, 1, 4, 1, 10, 1) };

  test('adds the mean deviation over the batch as one more channel', async () => {
    const { outputs } = await computeNode({ kind: 'minibatch-deviation' }, { input });
    expect(outputs.output!.shape).toEqual([4, 3]);
    // The first number has the variance 14, the second none.
    const told = [0, 1, 2, 3].map((row) => outputs.output!.data[3 * row + 2]!);
    for (const value of told) expect(value).toBeCloseTo(Math.sqrt(14) / 2, 3);
  });

  test('by groups tells each example of its own group', async () => {
    const { outputs } = await computeNode({ kind: 'minibatch-deviation', dials: { group: 2 } }, { input });
    const told = [0, 1, 2, 3].map((row) => outputs.output!.data[3 * row + 2]!);
    [1, 1, 3, 3].forEach((deviation, row) => expect(told[row]).toBeCloseTo(deviation / 2, 3));
  });

  test('of an image is a plane of one value', async () => {
    const image = waves([2, 3, 3, 2]);
    const { outputs } = await computeNode({ kind: 'minibatch-deviation' }, { input: image });
    expect(outputs.output!.shape).toEqual([2, 3, 3, 3]);
    const plane = Array.from(outputs.output!.data).filter((_, i) => i % 3 === 2);
    expect(new Set(plane).size).toBe(1);
    expect(plane[0]).toBeGreaterThan(0);
  });
});
