import { describe, expect, test } from 'vitest';
import { BATCH, formatShape } from '../../../nodes/alphabet/shape.ts';
import { apart, buildOnBoard, computeOnBoard, float, int, typed } from '../build-on-board.ts';

const prediction = float([2, 3], [0, 1, 2, 3, 4, 5]);
const target = float([2, 3], [1, 1, 0, 3, 0, 5]);

describe('distance', () => {
  test('means over what the mask keeps, 0 where it keeps nothing', async () => {
    const mask = float([2, 3], [1, 1, 0, 0, 0, 0]);
    const { outputs } = await computeOnBoard('distance', { prediction, target, mask });
    expect(outputs.perExample!.data).toEqual(Float32Array.of(0.5, 0));
    expect(outputs.loss!.data[0]).toBe(0.25);
  });

  test('a mask of examples, as bool', async () => {
    const mask = { shape: [2], dtype: 'bool' as const, data: Uint8Array.of(0, 1) };
    const { outputs } = await computeOnBoard('distance', { prediction, target, mask }, { kind: 'L1' });
    expect(apart(outputs.perExample!.data, [0, 4 / 3])).toBeLessThan(1e-6);
  });

  test('logits go through the sigmoid, whole numbers become float', async () => {
    const logits = float([1, 2], [0, 100], { kind: 'image', form: 'logits' });
    const { outputs } = await computeOnBoard('distance', { prediction: logits, target: int([1, 2], [1, 0]) });
    expect(outputs.loss!.data[0]).toBeCloseTo((0.25 + 1) / 2, 6);
  });

  test('Huber is L2/2 near 0, a line beyond, and smooth between', async () => {
    const at = async (d: number, delta: number) =>
      (
        await computeOnBoard(
          'distance',
          { prediction: float([1], [d]), target: float([1], [0]) },
          { kind: 'Huber', delta },
        )
      ).outputs.loss!.data[0]!;
    expect(await at(0.5, 2)).toBeCloseTo(0.125, 6);
    expect(await at(-3, 2)).toBeCloseTo(2 * (3 - 1), 6);
    expect(await at(2, 2)).toBeCloseTo(2, 6);
  });

  test('keeps the batch open', () => {
    const { outputs } = buildOnBoard(
      'distance',
      { prediction: typed([BATCH, 3]), target: typed([BATCH, 3]), mask: typed([BATCH]) },
      {},
      { batch: BATCH },
    );
    expect(
      [outputs.loss, outputs.perExample].map(({ shape } = { shape: [9] } as never) => formatShape(shape)),
    ).toEqual(['[]', '[B]']);
  });

  test('a tanh generator against data from 0 to 1 is a sentence with a mend', () => {
    const tanh = typed([2, 3], { kind: 'image', range: [-1, 1] });
    const grey = typed([2, 3], { kind: 'image', range: [0, 1] });
    expect(() => buildOnBoard('distance', { prediction: tanh, target: grey })).toThrow(
      'The prediction ranges from -1 to 1 and the target from 0 to 1, so they can never be equal. Set the range of the data to -1..1, or change what the network ends in.',
    );
    const logits = typed([2, 3], { kind: 'image', form: 'logits' });
    expect(() =>
      buildOnBoard('distance', {
        prediction: logits,
        target: { ...grey, meaning: { kind: 'image', range: [-1, 1] } },
      }),
    ).toThrow(/from 0 to 1 and the target from -1 to 1/);
    expect(() => buildOnBoard('distance', { prediction: logits, target: grey })).not.toThrow();
  });

  test('refuses other shapes and single numbers', () => {
    expect(() => buildOnBoard('distance', { prediction: typed([2, 3]), target: typed([2, 3, 1]) })).toThrow(
      /'prediction' and 'target' need the same shape; they are \[2, 3\] and \[2, 3, 1\]/,
    );
    expect(() => buildOnBoard('distance', { prediction: typed([]), target: typed([]) })).toThrow(
      /'prediction' needs a batch/,
    );
    expect(() =>
      buildOnBoard('distance', { prediction: typed([2, 3]), target: typed([2, 3]), mask: typed([2, 2]) }),
    ).toThrow(/equal or where one is 1|broadcastTo/);
  });
});
