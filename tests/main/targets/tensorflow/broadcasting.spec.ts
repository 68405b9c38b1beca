import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Trace } from '../../../../nodes/program/trace.ts';
import { openIn, works } from './available.ts';

/** Element numbers of a tensor of `shape`, repeated up to `to`. */
function repeated(shape: readonly number[], to: readonly number[]): readonly number[] {
  const aligned = [...to.slice(shape.length).map(() => 1), ...shape];
  const places = to.reduce<readonly (readonly number[])[]>(
    (all, size) => all.flatMap((place) => Array.from({ length: size }, (_, i) => [...place, i])),
    [[]],
  );
  return places.map((place) =>
    place.reduce((at, i, axis) => at * aligned[axis]! + (aligned[axis] === 1 ? 0 : i), 0),
  );
}

const count = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
const numbered = (shape: readonly number[]) => Float32Array.from({ length: count(shape) }, (_, i) => i);

/** Two shapes that fit each other, and what they come to. */
const shapes = fc
  .array(fc.constantFrom([1, 1], [1, 2], [2, 1], [2, 2]), { maxLength: 8 })
  .chain((axes) => fc.tuple(fc.constant(axes), fc.nat({ max: axes.length })))
  .map(([axes, missing]) => ({
    a: axes.map(([size]) => size!).slice(missing),
    b: axes.map(([, size]) => size!),
    both: axes.map((sizes, axis) => (axis < missing ? sizes[1]! : Math.max(...sizes))),
  }));

describe.runIf(works)('broadcasting in TensorFlow', () => {
  it('works for whatever the alphabet allows, in one step or more', async () => {
    const seen = fc.sample(shapes, { numRuns: 60, seed: 7 });
    seen.push({ a: [1, 2, 1, 2, 1, 2, 1, 2], b: [2, 1, 2, 1, 2, 1, 2, 1], both: [2, 2, 2, 2, 2, 2, 2, 2] });
    const programs = seen.map(({ a, b, both }) => {
      const trace = new Trace();
      const feed = (name: string, shape: number[]) =>
        trace.feed(name, { shape, dtype: 'float32' }, { kind: 'input', name });
      const [x, y] = [feed('x', a), feed('y', b)];
      const { ops } = trace;
      return trace.program({
        sum: ops.add(x, y),
        same: ops.equal(x, y),
        either: ops.logicalOr(ops.greater(x, 3), ops.less(y, 2)),
        wide: ops.broadcastTo(x, { shape: both }),
      });
    });
    const runner = await openIn(Object.fromEntries(programs.map((program, i) => [i, program])));
    for (const [i, { a, b, both }] of seen.entries()) {
      const results = await runner.run(String(i), { x: numbered(a), y: numbered(b) });
      const [left, right] = [repeated(a, both), repeated(b, both)];
      const found = Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, [...data]]));
      expect({ a, b, ...found }).toEqual({
        a,
        b,
        sum: left.map((x, at) => x + right[at]!),
        same: left.map((x, at) => Number(x === right[at])),
        either: left.map((x, at) => Number(x > 3 || right[at]! < 2)),
        wide: left,
      });
      expect(results['wide']!.shape).toEqual(both);
    }
    runner.dispose();
  });
});
