import { describe, expect, test } from 'vitest';
import {
  fromRecords,
  indexFrom,
  noCurves,
  withMeasured,
  withReports,
  type Curves,
} from '../../../renderer/state/curves.ts';

const report = (step: number, loss: number) => ({ step, numbers: { 'total.loss': loss } });
const of = (curves: Curves, name: string) => curves.series.get(name);

describe('curves that are heard', () => {
  test('grow by reports, and their version says so', () => {
    const first = withReports(noCurves(), [report(10, 5), report(20, 4)]);
    const second = withReports(first, [report(30, 3)]);
    expect(of(second, 'total.loss')).toEqual({ steps: [10, 20, 30], values: [5, 4, 3] });
    expect(second.version).toBeGreaterThan(first.version);
    expect(withReports(second, [])).toBe(second);
  });

  test('a training that went on from an earlier step takes the place of what was after it, metrics too', () => {
    let curves = withReports(noCurves(), [report(10, 5), report(20, 4), report(30, 3)]);
    curves = withMeasured(curves, { step: 20, numbers: { 'elbo KL': 7 } });
    curves = withMeasured(curves, { step: 30, numbers: { 'elbo KL': 8 } });
    curves = withReports(curves, [report(25, 9)]);
    expect(of(curves, 'total.loss')).toEqual({ steps: [10, 20, 25], values: [5, 4, 9] });
    expect(of(curves, 'elbo KL')).toEqual({ steps: [20], values: [7] });
  });

  test('a look back at an old checkpoint takes nothing away', () => {
    let curves = withMeasured(noCurves(), { step: 10, numbers: { 'elbo KL': 1 } });
    curves = withMeasured(curves, { step: 30, numbers: { 'elbo KL': 3 } });
    curves = withMeasured(curves, { step: 20, numbers: { 'elbo KL': 2 } });
    curves = withMeasured(curves, { step: 10, numbers: { 'elbo KL': 1.5 } });
    expect(of(curves, 'elbo KL')).toEqual({ steps: [10, 20, 30], values: [1.5, 2, 3] });
  });
});

describe('curves from records', () => {
  const records = [
    { kind: 'start', step: 0, fingerprint: 'x', identical: true },
    { kind: 'look', step: 0, node: 'elbo', numbers: { KL: 9 } },
    { kind: 'numbers', step: 10, seconds: 1, numbers: { 'total.loss': 5 } },
    { kind: 'numbers', step: 20, seconds: 3, numbers: { 'total.loss': 4 } },
    { kind: 'look', step: 20, node: 'elbo', numbers: { KL: 8 } },
  ] as const;

  test('hold reports, what was measured, and the time', () => {
    const curves = fromRecords(records);
    expect(of(curves, 'total.loss')).toEqual({ steps: [10, 20], values: [5, 4] });
    expect(of(curves, 'elbo KL')).toEqual({ steps: [0, 20], values: [9, 8] });
    expect(curves.seconds).toEqual({ steps: [10, 20], values: [1, 3] });
    expect(curves.read).toBe(true);
  });

  test('are followed by what was heard after the last of them, once', () => {
    const heard = withReports(noCurves(), [report(20, 4), report(30, 3)]);
    const curves = fromRecords(records, heard);
    expect(of(curves, 'total.loss')).toEqual({ steps: [10, 20, 30], values: [5, 4, 3] });
  });
});

test('the first index from a step on', () => {
  expect(indexFrom([10, 20, 30], 5)).toBe(0);
  expect(indexFrom([10, 20, 30], 20)).toBe(1);
  expect(indexFrom([10, 20, 30], 21)).toBe(2);
  expect(indexFrom([10, 20, 30], 31)).toBe(3);
});
