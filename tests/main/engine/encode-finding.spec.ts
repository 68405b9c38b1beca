import { expect, test } from 'vitest';
import { encodeFinding } from '../../../main/engine/encode-finding.ts';
import type { Finding } from '../../../nodes/finding.ts';

const pictures = (numbers: readonly number[], range: [number, number]): Finding => ({
  numbers: { some: 1 },
  picture: {
    form: 'images',
    images: { shape: [1, 1, numbers.length, 1], data: Float32Array.from(numbers) },
    columns: 3,
    range,
  },
});

test('pictures become bytes: rounded, cut at the ends of their range, NaN black', () => {
  const encoded = encodeFinding(pictures([-1, -0.5, 0, 1, 2, -3, NaN], [-1, 1]));
  expect(encoded).toMatchObject({ numbers: { some: 1 }, picture: { columns: 3, range: [0, 255] } });
  if (encoded.picture?.form !== 'images') throw new Error('these are pictures');
  expect(encoded.picture.images.data).toEqual(Uint8Array.of(0, 64, 128, 255, 255, 0, 0));
  expect(encoded.picture.images.shape).toEqual([1, 1, 7, 1]);
});

test('frames of pictures and the guesses below them become bytes; frames of points stay numbers', () => {
  const row = (numbers: readonly number[]) => ({
    shape: [1, numbers.length, 1, 1, 1],
    data: Float32Array.from(numbers),
  });
  const film: Finding = {
    picture: {
      form: 'frames',
      of: 'images',
      frames: row([-1, 0, 1]),
      guesses: row([2, NaN, -0.5]),
      range: [-1, 1],
    },
  };
  const encoded = encodeFinding(film);
  if (encoded.picture?.form !== 'frames') throw new Error('these are frames');
  expect(encoded.picture.range).toEqual([0, 255]);
  expect(encoded.picture.frames).toEqual({ shape: [1, 3, 1, 1, 1], data: Uint8Array.of(0, 128, 255) });
  expect(encoded.picture.guesses?.data).toEqual(Uint8Array.of(255, 0, 64));
  expect(encodeFinding(encoded)).toBe(encoded);
  const points: Finding = {
    picture: {
      form: 'frames',
      of: 'points',
      frames: { shape: [1, 2, 2], data: Float32Array.of(0, 1, 2, 3) },
      range: [0, 1],
    },
  };
  expect(encodeFinding(points)).toBe(points);
});

test('what is encoded already, and what is no picture, stays as it is', () => {
  const once = encodeFinding(pictures([0, 1], [0, 1]));
  expect(encodeFinding(once)).toBe(once);
  const numbers = { numbers: { loss: 2 } };
  expect(encodeFinding(numbers)).toBe(numbers);
});
