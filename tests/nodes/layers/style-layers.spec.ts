import { describe, expect, test } from 'vitest';
import { buildNode, computeNode, sentences } from '../build-node.ts';
import { waves, zeros } from '../numbers.ts';

const float = (shape: readonly number[], data: readonly number[]) => ({
  shape,
  dtype: 'float32' as const,
  data: Float32Array.from(data),
});
const ones = (shape: readonly number[], value = 1) =>
  float(shape, Array<number>(shape.reduce((a, b) => a * b, 1)).fill(value));

describe('the noise layer', () => {
  test('adds one plane of noise, each channel as strongly as it learned', async () => {
    const input = zeros([1, 30, 30, 3]);
    const strength = float([3], [0, 1, -2]);
    const { outputs } = await computeNode(
      { kind: 'noise-layer' },
      { input: { ...input, dtype: 'float32', data: Float32Array.from(input.data) } },
      { strength },
    );
    const { data } = outputs.output!;
    let squares = 0;
    for (let place = 0; place < 900; place++) {
      expect(data[3 * place]).toBe(0);
      expect(data[3 * place + 2]).toBeCloseTo(-2 * data[3 * place + 1]!, 5);
      squares += data[3 * place + 1]! ** 2 / 900;
    }
    expect(Math.abs(squares - 1)).toBeLessThan(0.2);
  });

  test('gives each feature of a vector noise of its own, and starts as the identity', async () => {
    const input = ones([2, 4]);
    const { outputs } = await computeNode({ kind: 'noise-layer' }, { input }, { strength: ones([4]) });
    expect(new Set(outputs.output!.data).size).toBe(8);
    expect(buildNode({ kind: 'noise-layer', inputs: { input } }).variables.get('strength')!.start).toEqual({
      kind: 'constant',
      value: 0,
    });
  });
});

describe('adaptive normalization', () => {
  const input = waves([2, 3, 3, 4]);
  const condition = float([2, 2], [1, 0, 0, 1]);
  /** γ and β of each example, straight from the kernel: one row a condition. */
  const kernel = waves([2, 8]);
  const bias = ones([8], 0);

  test.each(['instance', 'group', 'none'])('%s: scale and shift come from the condition', async (kind) => {
    const dials = { kind, groups: 2, epsilon: 1e-5 };
    const { outputs } = await computeNode(
      { kind: 'adaptive-normalization', dials },
      { input, condition },
      { kernel, bias },
    );
    const channels = (c: number) =>
      kind === 'instance' ? [c] : [0, 1].map((k) => 2 * Math.floor(c / 2) + k);
    for (const example of [0, 1])
      for (const channel of [0, 1, 2, 3]) {
        const at = (place: number, c: number) => input.data[(example * 9 + place) * 4 + c]!;
        const all = Array.from({ length: 9 }, (_, place) =>
          channels(channel).map((c) => at(place, c)),
        ).flat();
        const mean = kind === 'none' ? 0 : all.reduce((a, b) => a + b, 0) / all.length;
        const variance = all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length;
        const deviation = kind === 'none' ? 1 : Math.sqrt(variance + 1e-5);
        const [gamma, beta] = [kernel.data[example * 8 + channel]!, kernel.data[example * 8 + 4 + channel]!];
        for (let place = 0; place < 9; place++)
          expect(outputs.output!.data[(example * 9 + place) * 4 + channel]).toBeCloseTo(
            ((1 + gamma) * (at(place, channel) - mean)) / deviation + beta,
            3,
          );
      }
  });

  test('says what does not fit', () => {
    const told = (dials: Record<string, string | number>, shape: number[], side: number[]) =>
      sentences(
        buildNode({
          kind: 'adaptive-normalization',
          dials,
          inputs: { input: { shape, dtype: 'float32' }, condition: { shape: side, dtype: 'float32' } },
        }),
      ).join();
    expect(told({}, [2, 3, 3, 4], [2, 3, 3])).toMatch(/one vector for each example/);
    expect(told({}, [2, 3, 3, 4], [5, 3])).toMatch(/it is \[5, 3\] beside \[2, 3, 3, 4\]/);
    expect(told({}, [2, 4], [2, 3])).toMatch(/no places/);
    expect(told({ kind: 'group', groups: 3 }, [2, 4], [2, 3])).toMatch(
      /The 4 channels cannot be divided into 3 groups/,
    );
  });
});

describe('the modulated convolution', () => {
  const input = waves([2, 4, 4, 3]);
  const style = float([2, 2], [1, 0, 0.5, -1]);
  const weights = {
    styleKernel: waves([2, 3]),
    styleBias: ones([3]),
    kernel: waves([3, 3, 3, 5]),
    bias: ones([5], 0),
  };
  const scaleOf = (example: number) =>
    [0, 1, 2].map(
      (c) =>
        1 +
        [0, 1].reduce(
          (sum, k) => sum + style.data[example * 2 + k]! * weights.styleKernel.data[k * 3 + c]!,
          0,
        ),
    );

  test.each([true, false])(
    'is the convolution by a kernel of its own for each example (demodulated: %s)',
    async (demodulate) => {
      const dials = { filters: 5, kernel: [3], demodulate };
      const { outputs } = await computeNode({ kind: 'modulated-conv2d', dials }, { input, style }, weights);
      for (const example of [0, 1]) {
        const s = scaleOf(example);
        const own = Float32Array.from(weights.kernel.data, (w, i) => w * s[Math.floor(i / 5) % 3]!);
        if (demodulate)
          for (let o = 0; o < 5; o++) {
            let power = 0;
            for (let i = o; i < own.length; i += 5) power += own[i]! ** 2;
            for (let i = o; i < own.length; i += 5) own[i]! /= Math.sqrt(power + 1e-8);
          }
        const alone = {
          ...input,
          shape: [1, 4, 4, 3],
          data: input.data.slice(example * 48, (example + 1) * 48),
        };
        const plain = await computeNode(
          { kind: 'conv2d', dials: { filters: 5, kernel: [3] } },
          { input: alone },
          { kernel: { ...weights.kernel, data: own }, bias: weights.bias },
        );
        plain.outputs.output!.data.forEach((y: number, i: number) =>
          expect(outputs.output!.data[example * 80 + i]).toBeCloseTo(y, 4),
        );
      }
    },
  );

  test('multiplies what is demodulated by its gain, and leaves the bias alone', async () => {
    const biased = { ...weights, bias: ones([5], 0.25) };
    const made = async (gain: number) => {
      const dials = { filters: 5, kernel: [3], gain };
      const { outputs } = await computeNode({ kind: 'modulated-conv2d', dials }, { input, style }, biased);
      return outputs.output!.data;
    };
    const [plain, gained] = [await made(1), await made(3)];
    expect(plain.some((y) => Math.abs(y - 0.25) > 0.1)).toBe(true);
    plain.forEach((y: number, i: number) => expect(gained[i]).toBeCloseTo(3 * (y - 0.25) + 0.25, 4));
  });

  test('enlarges first, and wants a vector as its style', () => {
    const type = (shape: number[]) => ({ shape, dtype: 'float32' as const });
    const build = (side: number[], dials = {}) =>
      buildNode({
        kind: 'modulated-conv2d',
        dials,
        inputs: { input: type([2, 4, 4, 3]), style: type(side) },
      });
    expect(build([2, 6], { up: 2, filters: 7 }).outputs!.output!.shape).toEqual([2, 8, 8, 7]);
    expect(sentences(build([2, 1, 6])).join()).toMatch(
      /one vector for each example, \[B, features\]; it is \[2, 1, 6\]/,
    );
  });
});
