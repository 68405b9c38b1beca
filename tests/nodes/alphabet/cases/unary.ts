import fc from 'fast-check';
import { bool, float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contract, Contracts } from '../case.ts';
import { floats, ints, shapes, type Range } from '../tensors.ts';

const of = (range: Range): Contract => ({
  valid: (batch) =>
    shapes(batch, { min: 0 }).chain((shape) =>
      floats(shape, range).map((x) => ({ inputs: [x], attributes: {} })),
    ),
  wrong: [{ types: [int32([2])] }, { types: [bool([2])] }],
});

const ofIntegersToo = (range: Range): Contract => ({
  valid: (batch) =>
    fc.oneof(
      { arbitrary: of(range).valid(batch), weight: 3 },
      shapes(batch).chain((shape) => ints(shape).map((x) => ({ inputs: [x], attributes: {} }))),
    ),
  wrong: [{ types: [bool([2])] }],
});

const smooth: Range = {};
const positive: Range = { from: 1 / 2, to: 4 };
const notZero: Range = { away: 1 / 2 };
const wide: Range = { from: -4, to: 4 };

const withInfinities: Contract['valid'] = (batch) =>
  fc
    .tuple(
      batch,
      fc.array(fc.constantFrom(0, -1.5, Infinity, -Infinity, NaN, 3e38), { minLength: 1, maxLength: 6 }),
    )
    .map(([b, row]) => ({
      inputs: [
        {
          shape: [b, row.length],
          dtype: 'float32',
          data: Float32Array.from({ length: b * row.length }, (_, i) => row[i % row.length]!),
        },
      ],
      attributes: {},
    }));

export default {
  negative: { ...ofIntegersToo(smooth), linear: true },
  absolute: ofIntegersToo(notZero),
  sign: ofIntegersToo(smooth),
  exp: of(smooth),
  log: of(positive),
  sqrt: of(positive),
  rsqrt: of(positive),
  square: ofIntegersToo(smooth),
  reciprocal: of(notZero),
  sin: of(wide),
  cos: of(wide),
  tanh: of(smooth),
  sigmoid: of(wide),
  softplus: of(wide),
  erf: of(smooth),
  log1p: of({ from: -1 / 4, to: 4 }),
  expm1: of(smooth),
  floor: of({ ...wide, step: 1 / 4 }),
  round: of({ ...wide, step: 1 / 4 }),
  isFinite: { valid: withInfinities, wrong: of(smooth).wrong },
  relu: of(notZero),
  reluGradient: {
    valid: (batch) =>
      shapes(batch, { min: 0 }).chain((shape) =>
        fc.tuple(floats(shape), floats(shape, notZero)).map((inputs) => ({ inputs, attributes: {} })),
      ),
    wrong: [
      { types: [float32([2]), float32([3])] },
      { types: [float32([2]), int32([2])] },
      { types: [int32([2]), float32([2])] },
    ],
  },
} satisfies Contracts;
