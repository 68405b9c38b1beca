import { expect, test } from 'vitest';
import { columnsOf, onTheRight, reachOf } from '../../../renderer/views/lines.ts';

test('what is not finite is a gap', () => {
  expect(columnsOf([1, 2, 3], [{ name: 'loss', values: [0.5, NaN, -Infinity] }])).toEqual([
    [1, 2, 3],
    [0.5, null, null],
  ]);
});

test('a line that ranges much wider than the others has its numbers at the right', () => {
  const line = (...values: number[]) => ({ name: '', values });
  expect(onTheRight([line(0, 1), line(1, 0), line(-9, 9)])).toEqual([false, false, true]);
  expect(onTheRight([line(0, 1), line(0, 3)])).toEqual([false, false]);
  expect(onTheRight([line(-9, 9)])).toEqual([false]);
  // A flat line and one without numbers ask for no axis.
  expect(onTheRight([line(2, 2), line(NaN), line(0, 5)])).toEqual([false, false, false]);
});

test('y reaches over all numbers with a little room', () => {
  expect(
    reachOf([
      [0, null, 1],
      [undefined, 0.5],
    ]),
  ).toEqual([-0.06, 1.06]);
  expect(reachOf([[3, 3]])[0]).toBeCloseTo(2.7, 9);
  expect(reachOf([[0]])).toEqual([-1, 1]);
  expect(reachOf([[null]])).toEqual([0, 1]);
});
