import { describe, expect, test } from 'vitest';
import { dialTitle } from '../../../nodes/graph/dial-title.ts';
import { numberTitle } from '../../../nodes/graph/number-title.ts';
import { readableRecords, sentenceOfRecord } from '../../../renderer/run/log-sentences.ts';
import { yRange } from '../../../renderer/run/y-range.ts';
import { smallVae } from '../../documents.ts';

const titleOf = (node: string) =>
  ({ kl: 'KL divergence', total: 'Total', optimizer: 'Optimizer' })[node] ?? node;
const LOSSES: Readonly<Record<string, string>> = { 'kl.loss': 'KL divergence', 'total.loss': 'Total' };
const KINDS: Readonly<Record<string, string>> = {
  recall: 'precision-recall',
  total: 'total',
  optimizer: 'optimizer',
};
const said = (record: Parameters<typeof sentenceOfRecord>[0]) =>
  sentenceOfRecord(record, {
    node: titleOf,
    loss: (name) => LOSSES[name] ?? null,
    number: (node, name) => numberTitle(KINDS[node] ?? '', name),
    dial: (node, name) => dialTitle(smallVae(), node, name),
  });

describe('a log', () => {
  test('reads records as sentences', () => {
    expect(said({ kind: 'start', step: 0, fingerprint: 'ab12 TensorFlow 2.21', identical: true })).toEqual({
      en: 'Began on TensorFlow 2.21',
      ko: '시작: TensorFlow 2.21',
    });
    expect(said({ kind: 'start', step: 40, fingerprint: 'ab12 wasm', identical: false }).en).toBe(
      'Went on with wasm, not to the bit',
    );
    expect(said({ kind: 'dial', step: 40, node: 'optimizer', dial: 'learningRate', value: 0.001 })).toEqual({
      en: 'Optimizer: Learning rate turned to 0.001',
      ko: 'Optimizer: 학습률 → 0.001',
    });
    expect(said({ kind: 'dial', step: 40, node: 'total', dial: 'weights.kl', value: 2 }).en).toBe(
      'Total: Weights, KL divergence turned to 2',
    );
    expect(said({ kind: 'look', step: 40, node: 'kl', numbers: { a: 2, b: 0.5 } }).en).toBe(
      'KL divergence: a 2 · b 0.5000',
    );
    expect(said({ kind: 'look', step: 40, node: 'recall', numbers: { recall: 0.5 } }).ko).toBe(
      'recall: 재현율 0.5000',
    );
    expect(said({ kind: 'problem', step: 4, sentence: 'It broke.' }).ko).toBe('It broke.');
    expect(said({ kind: 'problem', step: 4, sentence: 'It broke.', ko: '망가졌습니다.' }).ko).toBe(
      '망가졌습니다.',
    );
    const alarm = { kind: 'warning', step: 4, node: 'total', number: 'loss', value: 9 } as const;
    expect(said({ ...alarm, sentence: 'Too much.', ko: '너무 커요.' })).toEqual({
      en: 'Total 9: Too much.',
      ko: 'Total 9: 너무 커요.',
    });
  });

  test('tells losses once, and no rate', () => {
    const numbers = { 'kl.loss': 5.5, 'total.loss': 150.25, 'optimizer.loss': 150.25, 'optimizer.rate': 1 };
    expect(said({ kind: 'numbers', step: 4, seconds: 65, numbers }).en).toBe(
      'KL divergence 5.500 · Total 150.3 · 1:05',
    );
  });

  test('keeps every event and a few dozen reports, the last of them too', () => {
    const reports = Array.from({ length: 1000 }, (_, i) => ({
      kind: 'numbers' as const,
      step: i + 1,
      seconds: i,
      numbers: {},
    }));
    const look = { kind: 'look' as const, step: 500, node: 'kl', numbers: {} };
    const kept = readableRecords([...reports.slice(0, 500), look, ...reports.slice(500)]);
    expect(kept).toContain(look);
    expect(kept.length).toBeLessThan(70);
    expect(kept.at(-1)!.step).toBe(1000);
  });
});

describe('the part of y that tells something', () => {
  test('is all of it where nothing is far off', () => {
    const [low, high] = yRange([
      [1, 2, 3],
      [null, undefined, 5],
    ]);
    expect(low).toBeCloseTo(1 - 0.06 * 4);
    expect(high).toBeCloseTo(5 + 0.06 * 4);
  });

  test('lets the first steps of a training run off the top', () => {
    const curve = Array.from({ length: 100 }, (_, i) => (i < 2 ? 540 : 150 + (100 - i) * 0.2));
    const [low, high] = yRange([curve]);
    expect(low).toBeGreaterThan(145);
    expect(high).toBeLessThan(190);
    expect(high).toBeGreaterThan(169);
  });

  test('of a constant that rounding moves is that of one value', () => {
    expect(yRange([[0.001, 0.001 + 2e-19, 0.001 - 2e-19]])).toEqual(yRange([[0.001 - 2e-19, 0.001 + 2e-19]]));
    const [low, high] = yRange([[0.001, 0.0010000000001]]);
    expect(high - low).toBeCloseTo(0.0002, 8);
  });

  test('of one value, of none and of what is not finite', () => {
    expect(yRange([[4, 4]])).toEqual([3.6, 4.4]);
    expect(yRange([[0]])).toEqual([-1, 1]);
    expect(yRange([[]])).toEqual([0, 1]);
    expect(yRange([[Number.NaN, Infinity, 4]])).toEqual([3.6, 4.4]);
  });
});
