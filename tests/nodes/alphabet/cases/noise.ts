import fc from 'fast-check';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contract, Contracts } from '../case.ts';
import { shapes } from '../tensors.ts';

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

const noise: Contract = {
  valid: (batch) =>
    fc
      .record({ seed: word, draw: word, stream: word, shape: shapes(batch, { min: 0 }) })
      .map(({ seed, draw, stream, shape }) => ({
        inputs: [{ shape: [2], dtype: 'int32', data: Int32Array.of(seed, draw) }],
        attributes: { shape, stream },
      })),
  wrong: [
    { types: [float32([2])], attributes: { shape: [3], stream: 1 } },
    { types: [int32([3])], attributes: { shape: [3], stream: 1 } },
    { types: [int32([])], attributes: { shape: [3], stream: 1 } },
  ],
};

export default { uniformNoise: noise, normalNoise: noise } satisfies Contracts;
