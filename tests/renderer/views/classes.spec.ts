import { expect, test } from 'vitest';
import { classesOf } from '../../../renderer/views/classes.ts';

test('classes ascend, with the median of each coordinate', () => {
  const points = { shape: [6, 2], data: Float32Array.of(0, 0, 2, 2, 100, 4, 5, 5, 7, 9, 9, 1) };
  const labels = { shape: [6], data: Int32Array.of(3, 3, 3, 1, 1, 7) };
  expect(classesOf(points, labels, 2)).toEqual([
    { label: 1, count: 2, middle: [6, 7] },
    { label: 3, count: 3, middle: [2, 2] },
    { label: 7, count: 1, middle: [9, 1] },
  ]);
});

test('in space', () => {
  const points = { shape: [1, 3], data: Float32Array.of(1, 2, 3) };
  expect(classesOf(points, { shape: [1], data: Int32Array.of(0) }, 3)).toEqual([
    { label: 0, count: 1, middle: [1, 2, 3] },
  ]);
});
