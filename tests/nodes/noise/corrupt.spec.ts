import { describe, expect, test } from 'vitest';
import { buildOnBoard, computeOnBoard, float, typed } from '../build-on-board.ts';

const [batch, side] = [50, 20];
const size = batch * side * side;
const clean = float([batch, side, side, 1], Array<number>(size).fill(0.25), {
  kind: 'image',
  range: [0, 1],
  data: 'grey',
});
const corrupted = async (kind: string, amount: number) => {
  const { outputs, meanings } = await computeOnBoard('corrupt', { clean }, { kind, amount });
  return { x: outputs.corrupted!.data, mask: outputs.mask!.data, meaning: meanings.corrupted! };
};
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

describe('corrupt', () => {
  test('adds Gaussian noise of that deviation, which leaves the range', async () => {
    const { x, mask, meaning } = await corrupted('Gaussian', 0.5);
    expect(Math.abs(mean(x) - 0.25)).toBeLessThan(0.02);
    const deviation = Math.sqrt(mean(Array.from(x, (value) => (value - 0.25) ** 2)));
    expect(Math.abs(deviation - 0.5)).toBeLessThan(0.01);
    expect(mean(mask)).toBe(1);
    expect(meaning).toEqual({ kind: 'image', data: 'continuous' });
  });

  test('loses a share of points, half to black and half to white', async () => {
    const { x, mask, meaning } = await corrupted('saltAndPepper', 0.3);
    expect(Math.abs(mean(mask) - 0.3)).toBeLessThan(0.01);
    const share = (value: number) => Array.from(x).filter((one) => one === value).length / size;
    expect(Math.abs(share(0) - 0.15)).toBeLessThan(0.01);
    expect(Math.abs(share(1) - 0.15)).toBeLessThan(0.01);
    expect(Array.from(x, (value) => Number(value !== 0.25))).toEqual(Array.from(mask));
    expect(meaning).toMatchObject({ range: [0, 1] });
  });

  test('erases one patch an example, of that share of the area, in other places', async () => {
    const { x, mask } = await corrupted('erasePatch', 0.25);
    expect(Math.abs(mean(mask) - 0.25)).toBeLessThan(0.02);
    const firsts = new Set<number>();
    for (let example = 0; example < batch; example++) {
      const own = Array.from(mask.subarray(example * side * side, (example + 1) * side * side));
      const rows = own.flatMap((one, i) => (one === 1 ? [Math.floor(i / side)] : []));
      const columns = own.flatMap((one, i) => (one === 1 ? [i % side] : []));
      const [height, width] = [rows, columns].map((at) => Math.max(...at) - Math.min(...at) + 1);
      expect(height! * width!).toBe(rows.length);
      expect([10, 11]).toContain(height);
      firsts.add(Math.min(...rows) * side + Math.min(...columns));
    }
    expect(firsts.size).toBeGreaterThan(20);
    expect(Array.from(x)).toEqual(Array.from(mask, (erased) => (erased === 1 ? 0 : 0.25)));
  });

  test('leaves everything as it is at amount 0', async () => {
    for (const kind of ['Gaussian', 'saltAndPepper', 'erasePatch'])
      expect((await corrupted(kind, 0)).x.every((value) => value === 0.25)).toBe(true);
  });

  test('says what cannot be', () => {
    expect(() =>
      buildOnBoard('corrupt', { clean: typed([2, 3]) }, { kind: 'erasePatch', amount: 0.1 }),
    ).toThrow('A patch is erased from pictures');
    expect(() =>
      buildOnBoard('corrupt', { clean: typed([2, 3]) }, { kind: 'saltAndPepper', amount: 2 }),
    ).toThrow('The amount is a share here, from 0 to 1; it is 2.');
  });
});
