import fc from 'fast-check';
import { uniform } from '../../../main/targets/tfjs/philox.ts';
import type { Values } from '../../../main/targets/target.ts';

/** Random shapes and tensors. Numbers are multiples of 1/64, so that float32 holds them and their sums exactly. */

export type Numbers = readonly number[];

export const sizeOfShape = (shape: Numbers): number => shape.reduce((a, b) => a * b, 1);

/** `count` numbers in [0, 1) from a seed: fast-check looks for small shapes and attributes, never for small numbers. */
const fractions = fc.integer().map((seed) => (count: number) => uniform(count, { seed, stream: 1, draw: 0 }));

export interface Range {
  readonly from?: number;
  readonly to?: number;
  /** How far from 0 at least. */
  readonly away?: number;
  /** The distance between possible numbers. */
  readonly step?: number;
  /** Added to each: moves the numbers off the grid of another tensor. */
  readonly offset?: number;
}

/** Numbers between two bounds (−2 and 2 unless told). */
export const floats = (
  shape: Numbers,
  { from = -2, to = 2, away = 0, step = 1 / 64, offset = 0 }: Range = {},
): fc.Arbitrary<Values> =>
  fractions.map((draw) => {
    const pick = (fraction: number) => {
      const value = from + step * Math.floor(fraction * ((to - from) / step + 1));
      return Math.abs(value) < away ? (value < 0 ? -away : away) : value;
    };
    return {
      shape,
      dtype: 'float32',
      data: draw(sizeOfShape(shape)).map((fraction) => pick(fraction) + offset),
    };
  });

/** Numbers of which no two are nearer than 1/2, in random order around zero. */
export const distinct = (shape: Numbers): fc.Arbitrary<Values> =>
  fractions.map((draw) => {
    const count = sizeOfShape(shape);
    const keys = draw(count);
    const order = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]!);
    return {
      shape,
      dtype: 'float32',
      data: Float32Array.from(order, (place) => (place - Math.floor(count / 2)) / 2),
    };
  });

/** Whole numbers between two bounds, both included. */
export const ints = (shape: Numbers, from = -4, to = 4): fc.Arbitrary<Values> =>
  fractions.map((draw) => ({
    shape,
    dtype: 'int32',
    data: Int32Array.from(
      draw(sizeOfShape(shape)),
      (fraction) => from + Math.floor(fraction * (to - from + 1)),
    ),
  }));

export const bools = (shape: Numbers): fc.Arbitrary<Values> =>
  fractions.map((draw) => ({
    shape,
    dtype: 'bool',
    data: Uint8Array.from(draw(sizeOfShape(shape)), (fraction) => (fraction < 0.5 ? 0 : 1)),
  }));

/** A tensor of any of the three types. */
export const anything = (shape: Numbers): fc.Arbitrary<Values> =>
  fc.oneof({ arbitrary: floats(shape), weight: 3 }, ints(shape), bools(shape));

/** Mostly float32, sometimes int32. */
export const numbers = (shape: Numbers, range?: Range): fc.Arbitrary<Values> =>
  fc.oneof({ arbitrary: floats(shape, range), weight: 3 }, ints(shape));

export const size = fc.integer({ min: 1, max: 4 });

/** A batch axis and some more; `rank` counts them all. */
export const shapes = (batch: fc.Arbitrary<number>, { min = 1, max = 4 } = {}): fc.Arbitrary<Numbers> =>
  min === 0
    ? fc.oneof({ arbitrary: shapes(batch, { min: 1, max }), weight: 4 }, fc.constant([]))
    : fc
        .tuple(batch, fc.array(size, { minLength: min - 1, maxLength: max - 1 }))
        .map(([b, rest]) => [b, ...rest]);

/** Shapes that broadcast against each other: a whole one with leading axes left out and others of size 1. */
export const broadcastable = (
  batch: fc.Arbitrary<number>,
  count: number,
  range?: { min?: number; max?: number },
): fc.Arbitrary<readonly Numbers[]> =>
  shapes(batch, range).chain((whole) => {
    const part = fc
      .tuple(
        fc.oneof({ arbitrary: fc.constant(0), weight: 2 }, fc.nat(whole.length)),
        fc.array(fc.oneof({ arbitrary: fc.constant(false), weight: 3 }, fc.boolean()), {
          minLength: whole.length,
          maxLength: whole.length,
        }),
      )
      .map(([dropped, ones]) => whole.map((length, axis) => (ones[axis] ? 1 : length)).slice(dropped));
    return fc.array(part, { minLength: count, maxLength: count });
  });

/** An axis of a tensor, counted from either end. */
export const axisOf = (shape: Numbers): fc.Arbitrary<number> =>
  fc.integer({ min: -shape.length, max: shape.length - 1 });

/** Some axes, each once, some counted from the end. */
export const someAxes = (shape: Numbers): fc.Arbitrary<Numbers> =>
  fc
    .tuple(fc.subarray(shape.map((_, axis) => axis)), fc.boolean())
    .map(([axes, fromEnd]) => (fromEnd ? axes.map((axis) => axis - shape.length) : axes));
