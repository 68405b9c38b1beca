import { describe, expect, test } from 'vitest';
import { openDataset } from '../../../../main/datasets/catalogue.ts';
import { POINT_SHAPES, pointShape } from '../../../../nodes/point-shapes.ts';

const points = (dials: Record<string, unknown> = {}) => openDataset({ kind: 'points-2d', dials });
const first = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('2-D points', () => {
  test('are 20,000 for training and 4,000 held out, of eight modes', () => {
    const dataset = points();
    expect([dataset.trainingExamples, dataset.heldOutExamples]).toEqual([20_000, 4000]);
    const { label } = dataset.batch('held-out', first(4000));
    expect(new Set(label).size).toBe(8);
  });

  test('are the same again from the same seed, and others from another and in the other split', () => {
    const some = (dials: Record<string, unknown>, split: 'training' | 'held-out' = 'training') =>
      Array.from(points({ examples: 50, heldOut: 50, ...dials }).batch(split, [0, 1, 2]).points!);
    expect(some({})).toEqual(some({}));
    expect(some({ seed: 2 })).not.toEqual(some({}));
    expect(some({}, 'held-out')).not.toEqual(some({}));
    // How many are asked for changes none of those before.
    expect(some({ examples: 3 })).toEqual(some({}));
  });

  test('are these ones: whoever compares with us, and every machine, has the same', () => {
    const { points: two, label } = points().batch('training', [0, 1]);
    expect(Array.from(two!, (x) => Number(x.toFixed(5)))).toMatchInlineSnapshot(`
      [
        -1.41256,
        -1.41471,
        1.95039,
        -0.01692,
      ]
    `);
    expect(Array.from(label!)).toMatchInlineSnapshot(`
      [
        5,
        0,
      ]
    `);
  });

  test.each(POINT_SHAPES)('of the shape %s know their true log density', (shape) => {
    const dials = { shape, spread: 0.1, ...(shape === 'drawn' ? { drawn: [0, 0, 1, 1] } : {}) };
    const { points: places, logDensity } = points({ ...dials, examples: 20 }).batch('training', first(20));
    const cloud = pointShape({ modes: 0, size: 2, drawn: [], ...dials });
    for (const i of first(20))
      expect(logDensity![i]).toBeCloseTo(cloud.logDensity(places![2 * i]!, places![2 * i + 1]!), 3);
  });

  test('come in the order of the indices, one more than once too', () => {
    const dataset = points({ examples: 5 });
    const all = dataset.batch('training', first(5));
    const some = dataset.batch('training', [4, 0, 4]);
    expect(Array.from(some.label!)).toEqual([4, 0, 4].map((i) => all.label![i]));
    expect(Array.from(some.points!.subarray(0, 2))).toEqual(Array.from(all.points!.subarray(8, 10)));
    expect(some.logDensity![2]).toBe(all.logDensity![4]);
  });

  test.each<[Record<string, unknown>, RegExp]>([
    [{ shape: 'torus' }, /"shape" should be one of "ring"/],
    [{ spread: 0 }, /"spread" should be a number from 0.001 to 10, but is 0/],
    [{ drawn: ['x'] }, /"drawn" should be a list of numbers/],
    [{ examples: 1.5 }, /"examples" should be a whole number/],
    [{ colour: 1 }, /no dial "colour"/],
    [{ shape: 'grid', modes: 8 }, /square number/],
  ])('%j is refused with a sentence', (dials, sentence) => {
    expect(() => points(dials)).toThrow(sentence);
  });

  test('that are not there are refused', () => {
    expect(() => points({ examples: 3 }).batch('training', [3])).toThrow('numbered 0 to 2');
    expect(() => points({ examples: 3 }).batch('training', [-1])).toThrow('no training example -1');
  });
});
