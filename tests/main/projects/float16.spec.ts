import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromFloat16Bits, toFloat16Bits } from '../../../main/projects/float16.ts';
import { projectRoot } from '../../../main/projects/root.ts';
import { readSafetensors } from '../../../main/projects/safetensors.ts';

const everyHalf = Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits);
const isNaNBits = (bits: number) => (bits & 0x7fff) > 0x7c00;

describe('float16', () => {
  test('every one of the 65,536 is the number that its bits say', () => {
    const values = fromFloat16Bits(everyHalf);
    const expected = Float32Array.from(everyHalf, (bits) => {
      const sign = bits >> 15 ? -1 : 1;
      const exponent = (bits >> 10) & 31;
      const fraction = bits & 1023;
      if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
      return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
    });
    expect(values).toEqual(expected); // -0 and NaN count as they should
  });

  test('every one comes back from float32 to the bit; every NaN is quiet and keeps its sign', () => {
    const expected = everyHalf.map((bits) => (isNaNBits(bits) ? (bits & 0x8000) | 0x7e00 : bits));
    expect(toFloat16Bits(fromFloat16Bits(everyHalf))).toEqual(expected);
  });

  test('a float32 becomes the nearest, the even one of two that are as near', () => {
    const finite = fc.float({ min: -65519, max: 65519, noNaN: true });
    const tie = fc.integer({ min: 0, max: 0x7bfe }).map((bits) => {
      const [low, high] = fromFloat16Bits(Uint16Array.of(bits, bits + 1));
      return (low! + high!) / 2;
    });
    fc.assert(
      fc.property(fc.oneof(finite, tie), (value) => {
        const bits = toFloat16Bits(Float32Array.of(value))[0]!;
        const error = (candidate: number) => Math.abs(fromFloat16Bits(Uint16Array.of(candidate))[0]! - value);
        for (const neighbour of [bits - 1, bits + 1]) {
          if ((neighbour & 0x7fff) >= 0x7c00 || (neighbour ^ bits) & 0x8000) continue;
          expect(error(bits)).toBeLessThanOrEqual(error(neighbour));
          if (error(bits) === error(neighbour)) expect(bits % 2).toBe(0);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('rounds as numpy does, at every corner and for 3,000 other numbers of either sign', () => {
    const file = path.join(projectRoot(), 'tests', 'oracles', 'fixtures', 'python.safetensors');
    const { tensors } = readSafetensors(readFileSync(file), file);
    const wide = tensors.get('corners')!.data as Float32Array;
    expect(wide.length).toBeGreaterThan(6000);
    const half = tensors.get('corners as float16')!.data as Float32Array;
    expect(fromFloat16Bits(toFloat16Bits(wide))).toEqual(half);
  });

  test('goes to infinity from 65,520 on and to zero below half of the smallest', () => {
    const bits = toFloat16Bits(
      Float32Array.of(65519.996, 65520, -1e30, 2 ** -25, 2 ** -25 * 1.0001, 2 ** -24, NaN, -0),
    );
    expect(Array.from(bits)).toEqual([0x7bff, 0x7c00, 0xfc00, 0, 1, 1, 0x7e00, 0x8000]);
  });
});
