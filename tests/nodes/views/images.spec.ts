import { describe, expect, test } from 'vitest';
import type { Meaning } from '../../../nodes/port.ts';
import type { Picture } from '../../../nodes/finding.ts';
import { inverseNormal } from '../../../nodes/inverse-normal.ts';
import { graph } from '../../documents.ts';
import {
  apart,
  buildOnBoard,
  float,
  int,
  lookOnBoard,
  typed,
  type Dials,
  type Wired,
} from '../build-on-board.ts';

type Images = Picture & { form: 'images' };
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const logits: Meaning = { kind: 'image', form: 'logits' };

const show = async (...given: Parameters<typeof lookOnBoard>) =>
  (await lookOnBoard(...given)).picture as Images;

describe('image grid', () => {
  const data = [-1, 0, 0.5, 3];
  const shape = [2, 1, 2, 1];

  test('shows what it is given, in the range that the wire tells', async () => {
    const picture = await show(
      'image-grid',
      { images: float(shape, data, { kind: 'image', range: [-1, 1] }) },
      { columns: 5 },
    );
    expect(picture).toMatchObject({
      form: 'images',
      columns: 5,
      range: [-1, 1],
      images: { shape, data: Float32Array.from(data) },
    });
  });

  test('sends logits through the sigmoid', async () => {
    const picture = await show('image-grid', { images: float(shape, data, logits) });
    expect(apart(picture.images.data, data.map(sigmoid))).toBeLessThan(1e-6);
    expect(picture.range).toEqual([0, 1]);
  });

  test.each<[string, readonly number[]]>([
    ['auto', [0, 1]],
    ['0..1', [0, 1]],
    ['-1..1', [-1, 1]],
    ['stretch', [-1, 3]],
  ])('range %s', async (range, expected) => {
    expect((await show('image-grid', { images: float(shape, data) }, { range })).range).toEqual(expected);
  });

  test('stretches over what is finite, and over one value', async () => {
    const stretched = async (numbers: number[]) =>
      (await show('image-grid', { images: float([1, 1, numbers.length, 1], numbers) }, { range: 'stretch' }))
        .range;
    expect(await stretched([2, Number.NaN, 5, Infinity])).toEqual([2, 5]);
    expect(await stretched([2, 2])).toEqual([1.5, 2.5]);
    expect(await stretched([Number.NaN])).toEqual([0, 1]);
  });

  test.each<[readonly number[]]>([[[2, 784]], [[2, 28, 28]], [[2, 28, 28, 2]]])('refuses %j', (wrong) => {
    expect(() => buildOnBoard('image-grid', { images: typed(wrong) })).toThrow(
      /'images' needs pictures, \[B, height, width, 1 or 3\]; it was given/,
    );
  });
});

describe('image pairs', () => {
  test('rows of x, x̂ = σ(logits), |x − x̂|', async () => {
    const a = float([2, 1, 1, 1], [0, 1], { kind: 'image', range: [0, 1] });
    const b = float([2, 1, 1, 1], [0, -2], logits);
    const picture = await show('image-pairs', { a, b });
    expect(picture).toMatchObject({ columns: 2, range: [0, 1], images: { shape: [6, 1, 1, 1] } });
    expect(apart(picture.images.data, [0, 1, 0.5, sigmoid(-2), 0.5, 1 - sigmoid(-2)])).toBeLessThan(1e-6);
  });

  test('equal pixels are black, whatever black is', async () => {
    const a = int([1, 1, 2, 1], [-1, 1], { kind: 'image', range: [-1, 1] });
    const b = float([1, 1, 2, 1], [-1, 0.5]);
    const picture = await show('image-pairs', { a, b });
    expect(picture.range).toEqual([-1, 1]);
    expect([...picture.images.data]).toEqual([-1, 1, -1, 0.5, -1, -0.5]);
  });

  test('refuses pictures of two sizes', () => {
    expect(() => buildOnBoard('image-pairs', { a: typed([2, 4, 4, 1]), b: typed([2, 4, 4, 3]) })).toThrow(
      /'a' and 'b' need the same shape/,
    );
  });
});

/** Decoders whose pictures are the latents themselves. */
const decoder = (form: string) =>
  graph({
    nodes: {
      z: { kind: 'input', name: 'z' },
      picture: { kind: 'reshape', shape: [1, -1, 1] },
      image: { kind: 'output', name: 'image', meaning: 'image', form },
    },
    wires: ['z.value -> picture.input', 'picture.output -> image.value'],
  });
const drawing = {
  designs: {
    plain: decoder('values'),
    raw: decoder('logits'),
    two: graph({
      nodes: {
        a: { kind: 'input', name: 'a' },
        b: { kind: 'input', name: 'b' },
        y: { kind: 'output', name: 'y' },
      },
      wires: ['a.value -> y.value'],
    }),
  },
  blocks: { plain: 'plain', raw: 'raw', two: 'two' },
};

describe('latent manifold', () => {
  const around = { drawing, batch: 1 };
  const manifold = (block: string, dials: Dials) => show('latent-manifold', { block }, dials, around);

  test('decodes quantiles: across to the right, up to the top', async () => {
    const { images, columns } = await manifold('plain', { grid: 3 });
    const [low, middle, high] = [1 / 6, 0.5, 5 / 6].map(inverseNormal) as [number, number, number];
    expect(columns).toBe(3);
    expect(images.shape).toEqual([9, 1, 2, 1]);
    const rows = [high, middle, low].flatMap((up) => [low, middle, high].flatMap((across) => [across, up]));
    expect(apart(images.data, rows)).toBeLessThan(1e-6);
  });

  test('sends logits through the sigmoid; one picture is the middle', async () => {
    const { images, range } = await manifold('raw', { grid: 1 });
    expect(images.data).toEqual(Float32Array.of(0.5, 0.5));
    expect(range).toEqual([0, 1]);
  });

  test('shows two of more dimensions', async () => {
    const { images } = await manifold('plain', { grid: 2, latent: 4, axes: [3, 1] });
    const q = inverseNormal(0.75);
    expect(apart(images.data, [0, q, 0, -q, 0, q, 0, q, 0, -q, 0, -q, 0, -q, 0, q])).toBeLessThan(1e-6);
  });

  const refusals: [Wired<never>, Dials, RegExp][] = [
    [{ block: 'plain' }, { axes: [1, 1] }, /two different dimensions from 0 to 1; they are 1 and 1/],
    [{ block: 'plain' }, { axes: [0, 2] }, /from 0 to 1; they are 0 and 2/],
    [{ block: 'two' }, {}, /a block with one input, the latent, and an output; 'two' has the inputs a, b/],
  ];
  test.each(refusals)('refuses %j with %j', (inputs, dials, message) => {
    expect(() => buildOnBoard('latent-manifold', inputs, dials, around)).toThrow(message);
  });
});
