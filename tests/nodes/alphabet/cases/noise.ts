import fc from 'fast-check';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contract, Contracts } from '../case.ts';
import { shapes } from '../tensors.ts';

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

const noise: Contract = {
  valid: (batch) =>
    fc
      .record({
        key: fc.oneof(fc.tuple(word, word), fc.tuple(word, word, fc.nat(2000))),
        stream: word,
        shape: shapes(batch, { min: 0 }),
      })
      .map(({ key, stream, shape }) => ({
        inputs: [{ shape: [key.length], dtype: 'int32', data: Int32Array.from(key) }],
        attributes: { shape, stream },
      })),
  wrong: [
    { types: [float32([2])], attributes: { shape: [3], stream: 1 } },
    { types: [int32([4])], attributes: { shape: [3], stream: 1 } },
    { types: [int32([])], attributes: { shape: [3], stream: 1 } },
  ],
};

export default { uniformNoise: noise, normalNoise: noise } satisfies Contracts;
