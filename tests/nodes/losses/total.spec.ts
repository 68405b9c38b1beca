import { describe, expect, test } from 'vitest';
import { buildOnBoard, computeOnBoard, float, int, typed } from '../build-on-board.ts';

const number = (value: number) => float([], [value]);

describe('total', () => {
  test('sums the terms with their weights, 1 unless set', async () => {
    const term = { reconstruction: number(2), kl: number(3), extra: number(100) };
    const dials = { weights: { kl: -0.5, extra: 0 } };
    const cotangents = { loss: number(1) };
    const { outputs, gradients } = await computeOnBoard('total', { term }, dials, { cotangents });
    expect(outputs.loss!.data[0]).toBe(0.5);
    expect(Object.values(gradients).map(({ data }) => data[0])).toEqual([1, -0.5, 0]);
  });

  test('the weights are inputs of the program, so that they can be turned while it trains', () => {
    const { slice } = buildOnBoard('total', { term: { kl: typed([]) } });
    const dials = slice.settings.trace.program({}).feeds.filter(({ source }) => source.kind === 'dial');
    expect(dials.map(({ source }) => source)).toEqual([{ kind: 'dial', node: 'node', dial: 'weights.kl' }]);
  });

  test('a term of more than one number is refused by its name', () => {
    expect(() => buildOnBoard('total', { term: { kl: typed([2]), nll: typed([]) } })).toThrow(
      "A term of the total is a single number; 'kl' is float32 [2]. Wire the 'loss' output of a loss, or put a reduce before it.",
    );
    expect(() => buildOnBoard('total', { term: { n: int([], [1]) } })).toThrow(/'n' is int32 \[\]/);
  });
});
