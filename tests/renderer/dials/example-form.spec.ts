import { expect, test } from 'vitest';
import { BATCH, type DType, type Shape } from '../../../nodes/alphabet/shape.ts';
import type { Meaning } from '../../../nodes/port.ts';
import { exampleForm } from '../../../renderer/dials/example-form.ts';

const form = (
  meaning: Meaning,
  example: Shape,
  dtype: DType = 'float32',
  sides?: readonly [number, number],
) => exampleForm({ shape: [BATCH, ...example], dtype, meaning }, sides);

test('classes are picked where they are known and few', () => {
  expect(form({ kind: 'label', classes: 10 }, [], 'int32')).toEqual({ form: 'classes', classes: 10 });
  expect(form({ kind: 'label', classes: 1000 }, [], 'int32')).toBeNull();
  expect(form({ kind: 'label' }, [], 'int32')).toBeNull();
});

test('pictures and masks are drawn in the range of their numbers', () => {
  const drawn = { form: 'paint', rows: 28, columns: 20, channels: 1 };
  expect(form({ kind: 'image', range: [-1, 1] }, [28, 20, 1])).toEqual({
    ...drawn,
    range: [-1, 1],
    mask: false,
  });
  expect(form({ kind: 'mask', range: [-1, 1] }, [28, 20, 1])).toEqual({
    ...drawn,
    range: [0, 1],
    mask: true,
  });
  expect(form({ kind: 'image' }, [8, 8, 3])).toMatchObject({ channels: 3, range: [0, 1] });
  expect(form({ kind: 'any' }, [8, 8, 4])).toBeNull();
});

test('a mask of a map that lies in one row needs to know its sides', () => {
  expect(form({ kind: 'mask' }, [32], 'float32', [4, 4])).toMatchObject({
    form: 'paint',
    rows: 4,
    columns: 4,
  });
  expect(form({ kind: 'mask' }, [32])).toBeNull();
});

test('a few numbers are slid, many are typed, and of nothing nothing is known', () => {
  expect(form({ kind: 'latent' }, [2])).toEqual({ form: 'numbers', count: 2, range: [-3, 3] });
  expect(form({ kind: 'time' }, [])).toEqual({ form: 'numbers', count: 1, range: [0, 1] });
  expect(form({ kind: 'points', range: [-2, 2] }, [2])).toMatchObject({ range: [-2, 2] });
  expect(form({ kind: 'latent' }, [64])).toBeNull();
  expect(form({ kind: 'tokens' }, [18], 'int32')).toBeNull();
  expect(exampleForm(undefined)).toBeNull();
});
