import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enlarge, mosaic } from '../../../main/datasets/mosaic.ts';

const small = fc.integer({ min: 1, max: 4 });
const layouts = fc.record({
  count: fc.integer({ min: 1, max: 7 }),
  rows: small,
  width: small,
  channels: small,
  columns: small,
});

describe('a mosaic', () => {
  test('puts every pixel of every image in its place, and black where no image is', () => {
    fc.assert(
      fc.property(layouts, ({ count, rows, width, channels, columns }) => {
        const images = Float32Array.from(
          { length: count * rows * width * channels },
          (_, k) => (k % 255) + 1,
        );
        const picture = mosaic(images, [count, rows, width, channels], columns, [0, 255]);
        const across = Math.min(columns, count);
        const down = Math.ceil(count / across);
        expect([picture.width, picture.height, picture.channels]).toEqual([
          across * width,
          down * rows,
          channels,
        ]);
        expect(picture.data).toHaveLength(picture.width * picture.height * channels);
        for (let y = 0; y < picture.height; y++)
          for (let x = 0; x < picture.width; x++) {
            const image = Math.floor(y / rows) * across + Math.floor(x / width);
            const from = ((image * rows + (y % rows)) * width + (x % width)) * channels;
            for (let channel = 0; channel < channels; channel++)
              expect(picture.data[(y * picture.width + x) * channels + channel]).toBe(
                image < count ? images[from + channel] : 0,
              );
          }
      }),
    );
  });

  test('maps its range to 0..255, cuts what is beyond, and shows NaN as black', () => {
    const values = Float32Array.of(-1, -0.5, 0, 0.5, 1, -2, 2, NaN, Infinity, -Infinity);
    const { data } = mosaic(values, [10, 1, 1, 1], 10, [-1, 1]);
    expect(Array.from(data)).toEqual([0, 64, 128, 191, 255, 0, 255, 0, 255, 0]);
    expect(Array.from(mosaic(Float32Array.of(0, 1), [2, 1, 1, 1], 2, [1, 0]).data)).toEqual([255, 0]);
  });

  test.each([
    [[2, 2, 2], 8, 1, [0, 1], 'takes images of the shape [count, height, width, channels]'],
    [[1, 1, 1, 5], 5, 1, [0, 1], 'with 1 to 4 channels, but got [1, 1, 1, 5]'],
    [[0, 1, 1, 1], 0, 1, [0, 1], 'but got [0, 1, 1, 1]'],
    [[1, 2, 2, 1], 5, 1, [0, 1], 'are no 5 numbers'],
    [[1, 1, 1, 1], 1, 0, [0, 1], 'at least 1, but 0 were asked for'],
    [[1, 1, 1, 1], 1, 1, [1, 1], 'two different numbers, but [1, 1] was given'],
  ] as const)(
    'refuses %j of %d numbers in %d columns, range %j',
    (shape, length, columns, range, sentence) => {
      expect(() => mosaic(new Float32Array(length), shape, columns, range)).toThrow(sentence);
    },
  );
});

test('enlarging makes every pixel a square', () => {
  const picture = { width: 2, height: 2, channels: 2, data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
  const top = [1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4];
  const bottom = [5, 6, 5, 6, 5, 6, 7, 8, 7, 8, 7, 8];
  expect(enlarge(picture, 3)).toEqual({
    width: 6,
    height: 6,
    channels: 2,
    data: Uint8Array.from([top, top, top, bottom, bottom, bottom].flat()),
  });
  expect(enlarge(picture, 1)).toBe(picture);
  expect(() => enlarge(picture, 1.5)).toThrow('enlarged by a whole number, at least 1, but 1.5');
});
