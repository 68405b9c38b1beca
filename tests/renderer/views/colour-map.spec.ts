import { describe, expect, test } from 'vitest';
import { COLOUR_MAP, colourIndex, fromOkLab, okLab } from '../../../renderer/views/colour-map.ts';

type Triple = readonly [number, number, number];
const colours = Array.from(
  { length: 256 },
  (_, i) => [...COLOUR_MAP.subarray(3 * i, 3 * i + 3)] as unknown as Triple,
);
const apart = (a: Triple, b: Triple) => {
  const [p, q] = [okLab(a), okLab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};

describe('OKLab', () => {
  test("has the lightness and hues of its author's table", () => {
    expect(okLab([255, 255, 255])[0]).toBeCloseTo(1, 3);
    expect(okLab([0, 0, 0])[0]).toBe(0);
    const [lightness, a, b] = okLab([255, 0, 0]);
    expect(lightness).toBeCloseTo(0.628, 3);
    expect(a).toBeCloseTo(0.225, 3);
    expect(b).toBeCloseTo(0.126, 3);
  });

  test('goes there and back', () => {
    for (const colour of [
      [12, 200, 77],
      [255, 255, 255],
      [0, 0, 0],
      [160, 3, 240],
    ] as const)
      for (const [i, byte] of fromOkLab(okLab(colour)).entries()) expect(byte).toBeCloseTo(colour[i]!, 1);
  });
});

describe('the colour map', () => {
  test('is even: each sixteenth of it looks equally long', () => {
    const steps = Array.from({ length: 15 }, (_, i) => apart(colours[16 * i]!, colours[16 * (i + 1)]!));
    const mean = steps.reduce((a, b) => a + b) / steps.length;
    for (const step of steps) expect(Math.abs(step / mean - 1)).toBeLessThan(0.08);
  });

  test('grows lighter throughout, about evenly, so that it can be read without hues', () => {
    const lightness = Array.from({ length: 16 }, (_, i) => okLab(colours[17 * i]!)[0]);
    expect(lightness.at(-1)! - lightness[0]!).toBeGreaterThan(0.65);
    const steps = lightness.slice(1).map((value, i) => value - lightness[i]!);
    expect(Math.min(...steps)).toBeGreaterThan(0.025);
    expect(Math.max(...steps)).toBeLessThan(0.075);
  });

  test('gives a value its place: cut at both ends, -1 for what is not a number', () => {
    expect(colourIndex(2, [2, 4])).toBe(0);
    expect(colourIndex(4, [2, 4])).toBe(255);
    expect(colourIndex(3, [2, 4])).toBe(128);
    expect(colourIndex(-9, [2, 4])).toBe(0);
    expect(colourIndex(Infinity, [2, 4])).toBe(255);
    expect(colourIndex(NaN, [2, 4])).toBe(-1);
    // All alike: the middle, not an end.
    expect(colourIndex(5, [5, 5])).toBe(128);
  });
});
