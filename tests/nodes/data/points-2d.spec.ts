import { describe, expect, test } from 'vitest';
import { openDataset } from '../../../main/datasets/catalogue.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { ValueNode } from '../../../nodes/contract.ts';
import { resolveDials } from '../../../nodes/graph/dials.ts';
import { POINT_SHAPES } from '../../../nodes/point-shapes.ts';
import { buildOnBoard, type Dials } from '../build-on-board.ts';

const node = catalogue.get('points-2d') as ValueNode;

describe('points-2d', () => {
  test.each(POINT_SHAPES)('opens the data set of the shape %s', (shape) => {
    const dials: Dials = {
      shape,
      examples: 40,
      heldOut: 30,
      ...(shape === 'drawn' ? { drawn: [0, 0, 1, 1] } : {}),
    };
    const dataset = openDataset(node.dataset!(resolveDials(node.dials, dials)));
    expect([dataset.trainingExamples, dataset.heldOutExamples]).toEqual([40, 30]);
    const { outputs, slice } = buildOnBoard('points-2d', {}, dials, { batch: 4 });
    for (const [port, { shape: example, dtype }] of Object.entries(dataset.ports))
      expect(outputs[port]).toMatchObject({ shape: [4, ...example], dtype });
    const { label } = dataset.batch(
      'training',
      Array.from({ length: 40 }, (_, i) => i),
    );
    expect(Math.max(...label!)).toBeLessThan(slice.meaningOf(outputs.label!).classes!);
    expect(slice.meaningOf(outputs.points!)).toMatchObject({ kind: 'points', data: 'continuous' });
  });

  test('refuses more modes than points, and a grid that is no square', () => {
    const check = (dials: Dials) => () => node.check!(resolveDials(node.dials, dials));
    expect(check({ modes: 50, examples: 40 })).toThrow('There are 50 modes and only 40 points');
    expect(check({ modes: 50, heldOut: 10 })).toThrow('only 10 points');
    expect(check({ shape: 'grid', modes: 10 })).toThrow('square number');
    expect(check({ modes: 40, examples: 40, heldOut: 40 })).not.toThrow();
  });
});
