import { describe, expect, test } from 'vitest';
import { openDataset } from '../../../main/datasets/catalogue.ts';
import { BATCH, formatShape } from '../../../nodes/alphabet/shape.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { ValueNode } from '../../../nodes/contract.ts';
import { resolveDials } from '../../../nodes/graph/dials.ts';
import { buildOnBoard, type Dials } from '../build-on-board.ts';

const source = (dials: Dials) => {
  const { dataset, dials: declared } = catalogue.get('digits') as ValueNode;
  return dataset!(resolveDials(declared, dials));
};

describe('digits', () => {
  test.each<[Dials, number, number]>([
    [{}, 8000, 2000],
    [{ examples: 100, heldOut: 10 }, 100, 10],
    [{ examples: 100, looks: 'training' }, 100, 100],
    [{ values: 'binary', range: '-1..1', classes: [3], examples: 50 }, 50, 206],
  ])('%j opens the data set of the same name', (dials, training, heldOut) => {
    const dataset = openDataset(source(dials));
    expect(dataset.trainingExamples).toBe(training);
    expect(dataset.heldOutExamples).toBe(heldOut);
    const { outputs } = buildOnBoard('digits', {}, dials, { batch: 4 });
    for (const [port, { shape, dtype }] of Object.entries(dataset.ports))
      expect(outputs[port]).toMatchObject({ shape: [4, ...shape], dtype });
  });

  test("reads the user's own files where both are named", () => {
    expect(source({ images: 'a.idx', labels: 'b.idx' }).dials).toMatchObject({
      file: { images: 'a.idx', labels: 'b.idx' },
    });
    expect(source({}).dials).not.toHaveProperty('file');
    const { check, dials } = catalogue.get('digits')!;
    expect(() => check!(resolveDials(dials, { images: 'a.idx' }))).toThrow('two files');
  });

  test.each<[Dials, readonly [number, number], readonly number[]]>([
    [{ values: 'binary' }, [0, 1], [0, 1]],
    [{ values: 'binary', range: '-1..1' }, [-1, 1], [-1, 1]],
  ])('%j is in the range that it says', (dials, range, values) => {
    const { outputs, slice } = buildOnBoard('digits', {}, dials);
    expect(slice.meaningOf(outputs.image!)).toEqual({ kind: 'image', range, data: 'binary' });
    expect(slice.meaningOf(outputs.label!)).toEqual({ kind: 'label', classes: 10 });
    const { image } = openDataset(source(dials)).batch('training', [0, 1, 2]);
    expect([...new Set(image)].sort((a, b) => a - b)).toEqual(values);
  });

  test('keeps the batch open', () => {
    const { outputs } = buildOnBoard('digits', {}, {}, { batch: BATCH });
    expect([formatShape(outputs.image!.shape), formatShape(outputs.label!.shape)]).toEqual([
      '[B, 28, 28, 1]',
      '[B]',
    ]);
  });

  test.each<[Dials, RegExp]>([
    [{ classes: [] }, /different digits, at least one; it is \[\]/],
    [{ classes: [1, 1] }, /it is \[1, 1\]/],
    [{ classes: [10] }, /'classes' takes a whole number from 0 to 9/],
    [{ examples: 10_000_001 }, /'examples' takes a whole number from 0 to 10000000/],
    [{ values: 'colour' }, /one of grey, binary/],
  ])('%j is refused', (dials, message) => {
    expect(() => buildOnBoard('digits', {}, dials)).toThrow(message);
  });
});
