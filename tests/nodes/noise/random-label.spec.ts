import { describe, expect, test } from 'vitest';
import { buildOnBoard, computeOnBoard, type Dials } from '../build-on-board.ts';

async function shares(dials: Dials, count = 8000): Promise<number[]> {
  const { outputs, meanings } = await computeOnBoard('random-label', {}, dials, { batch: count });
  const drawn = Array<number>(meanings.label!.classes!).fill(0);
  for (const label of outputs.label!.data) drawn[label]! += 1 / count;
  return drawn;
}

describe('a random class', () => {
  test('is one of all, equally likely', async () => {
    const drawn = await shares({ classes: 5 });
    expect(drawn).toHaveLength(5);
    for (const share of drawn) expect(Math.abs(share - 0.2)).toBeLessThan(0.02);
  });

  test('follows the probabilities, in any proportion; one of 0 never comes', async () => {
    const drawn = await shares({ classes: 4, probabilities: [1, 0, 5, 2] });
    [0.125, 0, 0.625, 0.25].forEach((share, k) => expect(Math.abs(drawn[k]! - share)).toBeLessThan(0.02));
    expect(drawn[1]).toBe(0);
  });

  test('knows its classes from the label that it is like, whose batch it has', () => {
    const like = { shape: [7], dtype: 'int32', meaning: { kind: 'label', classes: 3 } } as const;
    const { outputs, slice } = buildOnBoard('random-label', { like });
    expect(outputs.label).toMatchObject({ shape: [7], dtype: 'int32' });
    expect(slice.meaningOf(outputs.label!)).toEqual({ kind: 'label', classes: 3 });
  });

  test.each<Dials>([{ probabilities: [1, 1] }, { classes: 2, probabilities: [0, 0] }])(
    '%j is a sentence',
    (dials) => {
      expect(() => buildOnBoard('random-label', {}, dials)).toThrow(/each class needs one/);
    },
  );
});
