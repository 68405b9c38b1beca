import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../nodes/finding.ts';
import { apart, buildOnBoard, float, int, lookOnBoard, typed } from '../build-on-board.ts';

const show = async (...given: Parameters<typeof lookOnBoard>) => (await lookOnBoard(...given)).picture!;

describe('latent map', () => {
  test('shows two dimensions as they are, with their classes and circles of N(0, I)', async () => {
    const mean = float([2, 2], [1, 2, 3, 4]);
    const label = int([2], [7, 3]);
    expect(await show('latent-map', { mean, label })).toEqual({
      form: 'points',
      points: { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
      labels: expect.objectContaining({ shape: [2], data: Int32Array.of(7, 3) }) as unknown,
      radii: [1, 2, 3],
    });
  });

  test('lays one dimension on a line', async () => {
    const picture = await show('latent-map', { mean: float([3, 1], [1, 2, 3]) });
    expect(picture).toMatchObject({ points: { shape: [3, 2], data: Float32Array.of(1, 0, 2, 0, 3, 0) } });
    expect(picture).not.toHaveProperty('labels');
  });

  test('shows more along their first two principal axes, says so, and keeps the origin', async () => {
    // Most spread along dimension 2, then 0; the mean stands far from the origin along 2.
    const rows = [-1, 1].flatMap((side) => [
      [0, 0, 10 + 3 * side, 0.1],
      [side, 0, 10, -0.1],
    ]);
    const picture = (await show('latent-map', { mean: float([4, 4], rows.flat()) })) as Picture & {
      form: 'points';
    };
    const [first, second] = [0, 1].map((axis) => rows.map((_, row) => picture.points.data[2 * row + axis]!));
    expect(
      apart(
        first!,
        rows.map((row) => row[2]!),
      ),
    ).toBeLessThan(1e-5);
    expect(
      apart(
        second!,
        rows.map((row) => row[0]!),
      ),
    ).toBeLessThan(1e-5);
    // Variances 4.5 and 0.5 beside 0.01.
    expect(picture.note!.en).toBe(
      'The first two principal axes of 4 dimensions; they hold 100 % of the variance.',
    );
  });

  test('in space shows three dimensions as they are, and two with a third of 0', async () => {
    const three = float([2, 3], [1, 2, 3, 4, 5, 6]);
    expect(await show('latent-map', { mean: three }, { dimensions: '3' })).toEqual({
      form: 'points',
      points: { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
      radii: [1, 2, 3],
    });
    const two = float([2, 2], [1, 2, 3, 4]);
    expect(await show('latent-map', { mean: two }, { dimensions: '3' })).toMatchObject({
      points: { shape: [2, 3], data: Float32Array.of(1, 2, 0, 3, 4, 0) },
    });
  });

  test('in space shows more along three principal axes', async () => {
    // Variances 9, 4, 1 and 0.25, each along a dimension of its own.
    const rows = [3, 2, 1, 0.5].flatMap((deviation, axis) =>
      [-1, 1].map((side) => [0, 1, 2, 3].map((i) => (i === axis ? 2 * side * deviation : 0))),
    );
    const picture = (await show(
      'latent-map',
      { mean: float([8, 4], rows.flat()) },
      { dimensions: '3' },
    )) as Picture & { form: 'points' };
    expect(
      apart(
        picture.points.data,
        rows.flatMap((row) => row.slice(0, 3)),
      ),
    ).toBeLessThan(1e-5);
    expect(picture.note!.en).toBe(
      'The first three principal axes of 4 dimensions; they hold 98 % of the variance.',
    );
  });

  test('takes latent maps of any shape, and no single number', async () => {
    const picture = await show('latent-map', { mean: float([2, 1, 1, 2], [1, 2, 3, 4]) });
    expect(picture).toMatchObject({ points: { shape: [2, 2] } });
    expect(() => buildOnBoard('latent-map', { mean: typed([]) })).toThrow(/'mean' needs a batch/);
  });
});

describe('histogram', () => {
  test('counts, with the last edge in the last bin', async () => {
    const picture = await show(
      'histogram',
      { values: float([5], [0, 1, 2, 3, 4]) },
      { bins: 2, lines: [0.5] },
    );
    expect(picture).toEqual({
      form: 'histogram',
      edges: [0, 2, 4],
      counts: [2, 3],
      mean: 2,
      deviation: Math.SQRT2,
      lines: [0.5],
    });
  });

  test('of whole numbers, of one value, and of what is not finite', async () => {
    expect(await show('histogram', { values: int([2, 2], [3, 3, 3, 3]) }, { bins: 3 })).toMatchObject({
      edges: [2.5, expect.closeTo(17 / 6, 10), expect.closeTo(19 / 6, 10), 3.5],
      counts: [0, 4, 0],
      mean: 3,
      deviation: 0,
    });
    const broken = await show('histogram', { values: float([3], [1, Number.NaN, 3]) }, { bins: 2 });
    expect(broken).toMatchObject({ counts: [1, 1], mean: Number.NaN });
  });

  test('a single number is refused', () => {
    expect(() => buildOnBoard('histogram', { values: typed([]) })).toThrow(/'values' needs a batch/);
  });
});
