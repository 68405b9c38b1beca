import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../nodes/alphabet/operation.ts';
import { float32 } from '../../../nodes/alphabet/rules.ts';
import { BATCH } from '../../../nodes/alphabet/shape.ts';
import { differentiate } from '../../../nodes/program/differentiate.ts';
import { simplify } from '../../../nodes/program/simplify.ts';
import { Trace } from '../../../nodes/program/trace.ts';
import { SEED } from '../alphabet/case.ts';
import { compute, cpu, type Build } from '../alphabet/evaluate.ts';
import { agrees, slopes } from '../alphabet/gradient-check.ts';

const input = (name: string) => ({ kind: 'input', name }) as const;
const whole = (trace: Trace) => trace.feed('x', float32([BATCH, 4, 3]), input('x'));

/** What the gradient of a loss with respect to x is made of. */
function kindsOf(loss: (trace: Trace, x: Tensor) => Tensor): readonly string[] {
  const trace = new Trace();
  const x = whole(trace);
  const [slope] = differentiate(trace, loss(trace, x), [x]) as [Tensor];
  const { instructions } = simplify(trace.program({ slope }));
  return instructions.map(({ kind }) => kind);
}

const place = ({ ops }: Trace, x: Tensor, begin: number, size = 1) =>
  ops.slice(x, { begin: [0, begin, 0], size: [BATCH, size, 3] });

/** Σ of the squares of some places. */
const squares = (trace: Trace, places: readonly Tensor[]) =>
  places.map((each) => trace.ops.reduceSum(trace.ops.square(each))).reduce((a, b) => trace.ops.add(a, b));

const count = (kinds: readonly string[], kind: string) => kinds.filter((each) => each === kind).length;

describe('gradients of slices', () => {
  test('of a whole sequence are laid side by side: nothing of its size is padded or added', () => {
    const kinds = kindsOf((trace, x) =>
      squares(
        trace,
        [2, 0, 3, 1].map((at) => place(trace, x, at)),
      ),
    );
    expect(count(kinds, 'concat')).toBe(1);
    expect(kinds).not.toContain('pad');
    expect(kinds).not.toContain('add');
  });

  test('that leave the ends out are padded once', () => {
    const kinds = kindsOf((trace, x) => squares(trace, [place(trace, x, 1), place(trace, x, 2)]));
    expect([count(kinds, 'concat'), count(kinds, 'pad'), count(kinds, 'add')]).toEqual([1, 1, 0]);
  });

  test('are added to what else depends on the whole', () => {
    const kinds = kindsOf((trace, x) =>
      squares(trace, [place(trace, x, 0, 2), place(trace, x, 2, 2), trace.ops.exp(x)]),
    );
    expect([count(kinds, 'concat'), count(kinds, 'pad'), count(kinds, 'add')]).toEqual([1, 0, 1]);
  });

  test('along the batch, whose size is not known', () => {
    const trace = new Trace();
    const { ops } = trace;
    const both = trace.feed('both', float32([{ batches: 2 }, 3]), input('both'));
    const half = (begin: number) => ops.slice(both, { begin: [begin ? BATCH : 0, 0], size: [BATCH, 3] });
    const loss = ops.subtract(ops.reduceSum(ops.exp(half(0))), ops.reduceSum(ops.square(half(1))));
    const [slope] = differentiate(trace, loss, [both]) as [Tensor];
    expect(trace.maker(slope)?.kind).toBe('concat');
    expect(slope.shape).toEqual([{ batches: 2 }, 3]);
  });

  test('are the sums of their parts, however they overlap', async () => {
    const cuts = fc.array(
      fc
        .record({ axis: fc.constantFrom(0, 1), begin: fc.nat(4), size: fc.integer({ min: 1, max: 5 }) })
        .filter(({ begin, size }) => begin + size <= 5),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(cuts, async (all) => {
        // The loss Σₖ (k + 1)·Σ cutₖ has, at each number, the sum of the weights of the cuts that hold it as its slope.
        const build: Build = (trace, [x]) => {
          const { ops } = trace;
          const terms = all.map(({ axis, begin, size }, k) => {
            const cut = ops.slice(x!, {
              begin: [0, 1].map((i) => (i === axis ? begin : 0)),
              size: [0, 1].map((i) => (i === axis ? size : 5)),
            });
            return ops.multiply(ops.reduceSum(cut), k + 1);
          });
          const loss = terms.reduce((a, b) => ops.add(a, b));
          return differentiate(trace, loss, [x!]) as [Tensor];
        };
        const x = { shape: [5, 5], dtype: 'float32', data: new Float32Array(25) } as const;
        const [slope] = await compute(cpu, build, [x]);
        const expected = Array.from({ length: 25 }, (_, i) => {
          const at = [Math.floor(i / 5), i % 5];
          return all.reduce(
            (sum, { axis, begin, size }, k) =>
              at[axis]! >= begin && at[axis]! < begin + size ? sum + k + 1 : sum,
            0,
          );
        });
        expect([...slope!.data]).toEqual(expected);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test('count as often as the whole is used', async () => {
    const build: Build = (trace, [x]) => {
      const { ops } = trace;
      const cut = ops.slice(ops.add(x!, x!), { begin: [1], size: [2] });
      return differentiate(trace, ops.reduceSum(cut), [x!]) as [Tensor];
    };
    const x = { shape: [3], dtype: 'float32', data: new Float32Array(3) } as const;
    const [slope] = await compute(cpu, build, [x]);
    expect([...slope!.data]).toEqual([0, 2, 2]);
  });

  test('have gradients themselves', async () => {
    const build: Build = (trace, [x]) => {
      const { ops } = trace;
      const row = (at: number) => ops.slice(x!, { begin: [at, 0], size: [1, 3] });
      const loss = ops.reduceSum(ops.multiply(ops.square(row(0)), ops.multiply(row(1), ops.tanh(row(2)))));
      const [slope] = differentiate(trace, loss, [x!]) as [Tensor];
      return [ops.reduceSum(ops.square(slope))];
    };
    const data = Float32Array.from({ length: 9 }, (_, i) => Math.sin(2 * i + 1));
    const found = await slopes(build, [{ shape: [3, 3], dtype: 'float32', data }], false);
    expect(found.filter((slope) => !agrees(slope))).toEqual([]);
    expect(found.every((slope) => !agrees(slope, 0))).toBe(true);
  });
});
