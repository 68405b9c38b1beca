// Pixels as levels and back, and asking about every class.
import { describe, expect, test } from 'vitest';
import { BATCH } from '../../../nodes/alphabet/shape.ts';
import { apart, buildOnBoard, computeOnBoard, float, int, lookOnBoard, typed } from '../build-on-board.ts';

describe('levels', () => {
  const image = float([1, 2, 3, 1], [0, 0.1, 0.2, 0.5, 0.84, 1], { kind: 'image', range: [0, 1] });

  test('are the nearest of so many even steps, as codes and as an image', async () => {
    const { outputs, meanings } = await computeOnBoard('quantize', { image }, { levels: 4 });
    expect(outputs.codes).toMatchObject({ shape: [1, 2, 3], dtype: 'int32' });
    expect([...outputs.codes!.data]).toEqual([0, 0, 1, 2, 3, 3]);
    expect(meanings.codes).toEqual({ kind: 'tokens', classes: 4, data: 'levels' });
    expect(apart(outputs.image!.data, [0, 0, 1 / 3, 2 / 3, 1, 1])).toBeLessThan(1e-6);
    expect(meanings.image).toMatchObject({ kind: 'image', range: [0, 1] });
  });

  test('lie between whatever is the darkest and the lightest', async () => {
    const wide = float([1, 1, 3, 2], [-1, -0.4, 0, 0.4, 1, 3], { kind: 'image', range: [-1, 1] });
    const { outputs } = await computeOnBoard('quantize', { image: wide }, { levels: 3 });
    expect(outputs.codes).toMatchObject({ shape: [1, 1, 3, 2] });
    expect([...outputs.codes!.data]).toEqual([0, 1, 1, 1, 2, 2]);
    expect([...outputs.image!.data]).toEqual([-1, 0, 0, 0, 1, 1]);
  });

  test('two of them are binary data', async () => {
    const { meanings } = await computeOnBoard('quantize', { image }, { levels: 2 });
    expect(meanings.image!.data).toBe('binary');
  });

  test('become the image again that they stand for', async () => {
    const codes = int([1, 2, 2], [0, 1, 2, 3], { kind: 'tokens', classes: 4 });
    const { outputs, meanings } = await computeOnBoard('dequantize', { codes });
    expect(outputs.image!.shape).toEqual([1, 2, 2, 1]);
    expect(apart(outputs.image!.data, [0, 1 / 3, 2 / 3, 1])).toBeLessThan(1e-6);
    expect(meanings.image).toMatchObject({ kind: 'image', range: [0, 1] });
  });

  test('of what has no known ends, or is no code, is a sentence', () => {
    const logits = typed([BATCH, 2, 2, 1], { kind: 'image', form: 'logits' });
    for (const image of [logits, typed([BATCH, 2, 2, 1])])
      expect(() => buildOnBoard('quantize', { image })).toThrow(/Wire the image of a data node/);
    expect(() => buildOnBoard('dequantize', { codes: typed([BATCH, 2, 2]) })).toThrow(/Wire codes/);
    const codes = int([1, 1, 1], [0], { kind: 'tokens', classes: 9 });
    expect(() => buildOnBoard('dequantize', { codes }, { levels: 4 })).toThrow(
      /9 levels and the dial says 4/,
    );
  });
});

test('a likelihood of levels or codes says so, with how many there are', async () => {
  const look = async (data: 'levels' | 'codes', classes: number) =>
    (
      await lookOnBoard('bits-per-dimension', {
        negativeLogLikelihood: float([1], [98 * Math.LN2], { kind: 'loss', data, classes, dimensions: 49 }),
      })
    ).numbers;
  expect(await look('levels', 4)).toEqual({
    'nats (4 levels)': expect.closeTo(98 * Math.LN2, 4),
    'bits per dimension': expect.closeTo(2, 5),
  });
  expect(Object.keys((await look('codes', 128))!)).toEqual(['nats (128 codes)', 'bits per dimension']);
});

test('the categorical likelihood of levels keeps their form, and that of classes has none', async () => {
  const meaningOf = async (data?: 'levels') => {
    const target = int([1, 2], [0, 1], { kind: 'tokens', classes: 3, ...(data ? { data } : {}) });
    const parameters = float([1, 2, 3], [0, 0, 0, 0, 0, 0], { kind: 'any', form: 'logits' });
    const dials = { distribution: 'categorical' };
    return (await computeOnBoard('negative-log-likelihood', { parameters, target }, dials)).meanings
      .perExample;
  };
  expect(await meaningOf('levels')).toEqual({ kind: 'loss', dimensions: 2, data: 'levels', classes: 3 });
  expect(await meaningOf()).toEqual({ kind: 'loss', dimensions: 2 });
});

describe('every class', () => {
  test('repeats each example beside each class, and its answers come back in rows', async () => {
    const value = float([2, 2], [1, 2, 3, 4]);
    const { outputs, meanings } = await computeOnBoard('every-class', { value }, { classes: 3 });
    expect(outputs.value!.shape).toEqual([6, 2]);
    expect([...outputs.value!.data]).toEqual([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4]);
    expect([...outputs.label!.data]).toEqual([0, 1, 2, 0, 1, 2]);
    expect(meanings.label).toEqual({ kind: 'label', classes: 3 });
    const back = await computeOnBoard('by-class', { value: float([6], [1, 2, 3, 4, 5, 6]) }, { classes: 3 });
    expect(back.outputs.result!.shape).toEqual([2, 3]);
    expect([...back.outputs.result!.data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('takes their number from a label, and knows its shapes for any batch', () => {
    const like = { shape: [BATCH], dtype: 'int32', meaning: { kind: 'label', classes: 10 } } as const;
    const asked = buildOnBoard('every-class', { value: typed([BATCH, 4]), like }, {}, { batch: BATCH });
    expect(asked.outputs.value!.shape).toEqual([{ batches: 10 }, 4]);
    const rows = buildOnBoard('by-class', { value: typed([{ batches: 10 }]), like }, {}, { batch: BATCH });
    expect(rows.outputs.result!.shape).toEqual([BATCH, 10]);
  });

  test('without a number of classes, or of other numbers than were asked, is a sentence', () => {
    expect(() => buildOnBoard('every-class', { value: typed([BATCH, 4]) })).toThrow(/Wire a label/);
    expect(() => buildOnBoard('by-class', { value: typed([BATCH, 4]) }, { classes: 3 })).toThrow(/\[3·B\]/);
    expect(() => buildOnBoard('by-class', { value: typed([BATCH]) }, { classes: 3 })).toThrow(/\[3·B\]/);
  });
});
