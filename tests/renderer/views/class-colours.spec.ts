import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLASS_COLOURS, classColour } from '../../../renderer/views/class-colours.ts';

type Triple = readonly [number, number, number];

/** How people see linear RGB: as it is, and with protanopia, deuteranopia, tritanopia (Machado, Oliveira & Fernandes 2009). */
const EYES: Readonly<Record<string, readonly number[]>> = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

const linear = (hex: string): Triple =>
  [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;

const seenBy = (matrix: readonly number[], [r, g, b]: Triple): Triple =>
  [0, 1, 2].map((i) =>
    Math.min(1, Math.max(0, matrix[3 * i]! * r + matrix[3 * i + 1]! * g + matrix[3 * i + 2]! * b)),
  ) as unknown as Triple;

/** Ottosson 2020: distances in it are about as large as they look. */
function okLab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const apart = (a: Triple, b: Triple): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const luminance = ([r, g, b]: Triple): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string): number => {
  const [x, y] = [luminance(linear(a)), luminance(linear(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

const tokens = readFileSync(path.resolve(import.meta.dirname, '../../../renderer/theme/tokens.css'), 'utf8');
const [lightTokens, darkTokens] = tokens.split("[data-theme='dark']") as [string, string];
const surfaceOf = (part: string) => /--surface: (#\w{6})/.exec(part)![1]!;

describe.each([
  { theme: 'light' as const, surface: surfaceOf(lightTokens) },
  { theme: 'dark' as const, surface: surfaceOf(darkTokens) },
])('class colours, $theme', ({ theme, surface }) => {
  const colours = CLASS_COLOURS[theme];

  test.each(Object.entries(EYES))('stay apart for eyes: %s', (_, matrix) => {
    const seen = colours.map((colour) => okLab(seenBy(matrix, linear(colour))));
    for (const [i, a] of seen.entries())
      for (const [j, b] of seen.slice(0, i).entries())
        expect(apart(a, b), `${colours[i]} and ${colours[j]}`).toBeGreaterThan(0.1);
  });

  test('stand out from the surface', () => {
    for (const colour of colours) expect(contrast(colour, surface), colour).toBeGreaterThanOrEqual(3);
  });

  test('come again after the tenth, and below 0', () => {
    expect(classColour(theme, 13)).toBe(colours[3]);
    expect(classColour(theme, -1)).toBe(colours[9]);
  });
});
