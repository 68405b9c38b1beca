import { describe, expect, it } from 'vitest';

import { encipher, normal, uniform } from '../../../../main/targets/tfjs/philox.ts';
import fixture from '../../../oracles/fixtures/philox.json';

const floats = (bits: readonly number[]) => [...new Float32Array(Uint32Array.from(bits).buffer)];

describe('Philox 4x32-10', () => {
  // Random123's known answers (kat_vectors, philox4x32 10): counter, key, result.
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('enciphers %j under %j as Random123 does', (counter, [key0, key1], expected) => {
    const block = Uint32Array.from(counter);
    encipher(block, key0!, key1!);
    expect([...block]).toEqual(expected);
  });

  it('draws the uniform numbers of TensorFlow, bit for bit', () => {
    for (const { count, uniform: bits, ...key } of fixture)
      expect([...uniform(count, key)]).toEqual(floats(bits));
  });

  it('draws the normal numbers of TensorFlow to 2e-6', () => {
    let worst = 0;
    for (const { count, normal: bits, ...key } of fixture)
      normal(count, key).forEach((value, i) => (worst = Math.max(worst, Math.abs(value - floats(bits)[i]!))));
    expect(worst).toBeLessThan(2e-6);
  });

  it('gives other numbers for another seed, stream or draw, and a longer sequence with the same beginning', () => {
    const key = { seed: 5, stream: 6, draw: 7 };
    const first = [...uniform(8, key)];
    for (const other of [{ seed: 6 }, { stream: 7 }, { draw: 8 }])
      expect(uniform(8, { ...key, ...other }).filter((value) => first.includes(value))).toHaveLength(0);
    expect(Array.from(uniform(19, key).subarray(0, 8))).toEqual(first);
    expect(normal(19, key).slice(0, 7)).toEqual(normal(7, key));
  });
});
