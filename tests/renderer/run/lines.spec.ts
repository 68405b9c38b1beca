import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align } from '../../../renderer/run/align.ts';
import { curvesAsCsv } from '../../../renderer/run/csv.ts';
import { linesOf, type DrawnRun } from '../../../renderer/run/curve-lines.ts';
import { secondsAt } from '../../../renderer/run/seconds-at.ts';
import { smooth } from '../../../renderer/run/smooth.ts';
import { noCurves, withMeasured, withReports } from '../../../renderer/state/curves.ts';

describe('smoothing', () => {
  test('is a moving average without a lean towards 0', () => {
    // s₁ = ½·4/½, s₂ = (½·½·4 + ½·8)/(¾), s₃ = (½·5 + ½·0)/(7/8)
    expect(smooth([4, 8, 0], 0.5)).toEqual([4, 5 / 0.75, 2.5 / 0.875]);
  });

  test('of a constant is the constant; of factor 0 the curve itself', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (value, factor) => {
          for (const smoothed of smooth(Array<number>(50).fill(value), factor))
            expect(smoothed).toBeCloseTo(value, 6);
        },
      ),
    );
    const values = [1, 2];
    expect(smooth(values, 0)).toBe(values);
  });

  test('passes over what is not finite and goes on after it', () => {
    expect(smooth([2, Number.NaN, 2], 0.9)).toEqual([2, Number.NaN, expect.closeTo(2, 12)]);
  });
});

describe('curves over one x', () => {
  test('keep their own points; others have none there', () => {
    const [xs, a, b] = align([
      { xs: [1, 3], ys: [10, 30] },
      { xs: [2, 3], ys: [5, Number.NaN] },
    ]);
    expect(xs).toEqual([1, 2, 3]);
    expect(a).toEqual([10, undefined, 30]);
    expect(b).toEqual([undefined, 5, null]);
  });

  test('what an axis cannot show is a gap', () => {
    const [, column] = align([{ xs: [1, 2], ys: [-1, 4] }], (y) => y > 0);
    expect(column).toEqual([null, 4]);
  });
});

describe('seconds of a step', () => {
  const known = { steps: [10, 20], values: [1, 3] };
  test('lie straight between those that are known, begin at 0 and go on at the last pace', () => {
    expect([0, 5, 10, 15, 20, 30].map((step) => secondsAt(known, step))).toEqual([0, 0.5, 1, 2, 3, 5]);
  });
  test('nothing known is no number', () => {
    expect(secondsAt({ steps: [], values: [] }, 5)).toBeNaN();
  });
});

test('a table of curves: a row a step of a run', () => {
  expect(
    curvesAsCsv([
      { run: 'Run 1', name: 'total.loss', steps: [10, 20], values: [5, 4.5] },
      { run: 'Run 1', name: 'elbo KL, "held-out"', steps: [5, 20], values: [9, 8] },
      { run: 'Run 2', name: 'total.loss', steps: [10], values: [7] },
    ]),
  ).toBe(
    'run,step,total.loss,"elbo KL, ""held-out"""\nRun 1,5,,9\nRun 1,10,5,\nRun 1,20,4.5,8\nRun 2,10,7,\n',
  );
});

describe('the lines of a plot', () => {
  const curves = withMeasured(
    withReports(noCurves(), [
      { step: 10, numbers: { 'kl.loss': 4 } },
      { step: 20, numbers: { 'kl.loss': 8 } },
    ]),
    { step: 20, numbers: { 'elbo KL': 7 } },
  );
  const measure = {
    key: 'kl.loss',
    title: { en: 'KL', ko: 'KL' },
    unit: 'nats',
    train: 'kl.loss',
    heldOut: 'elbo KL',
    group: 'losses',
  } as const;
  const runs: readonly DrawnRun[] = [
    { run: 'run-2', part: 'now', curves },
    { run: 'run-1', part: 'former', curves },
  ];
  const settings = { smoothing: 0.5, axis: 'step', hidden: new Set<string>(), range: null } as const;
  const keys = (more: Partial<Parameters<typeof linesOf>[2]>) =>
    linesOf(measure, runs, { ...settings, ...more }).map(({ key }) => key);

  test('show the raw curve behind the smoothed one, the run at hand on top, and no raw ghost', () => {
    expect(keys({})).toEqual([
      'run-1 train',
      'run-1 heldOut',
      'run-2 train raw',
      'run-2 train',
      'run-2 heldOut',
    ]);
    expect(keys({ smoothing: 0 })).toEqual(['run-1 train', 'run-1 heldOut', 'run-2 train', 'run-2 heldOut']);
    const smoothed = linesOf(measure, runs, settings).find(({ key }) => key === 'run-2 train')!;
    expect(smoothed).toMatchObject({ xs: [10, 20], ys: [4, 5 / 0.75] });
  });

  test('what the legend put away is gone', () => {
    expect(keys({ hidden: new Set(['run-1', 'train']) })).toEqual(['run-2 heldOut']);
  });

  test('over time, as far as it is known', () => {
    const timed = { ...curves, seconds: { steps: [10, 20], values: [1, 3] } };
    const [line] = linesOf(measure, [{ run: 'run-2', part: 'now', curves: timed }], {
      ...settings,
      smoothing: 0,
      axis: 'seconds',
    });
    expect(line).toMatchObject({ xs: [1, 3], ys: [4, 8] });
  });
});
