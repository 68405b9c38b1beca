import { expect, test } from 'vitest';
import { rowsBelow } from '../../../renderer/canvas/rows-below.ts';

const card = (id: string, width: number, height: number, comesFrom: number) => ({
  id,
  width,
  height,
  comesFrom,
});

test('cards stand side by side in the order of what they show, and go to a new row where one is full', () => {
  const cards = [card('b', 200, 100, 50), card('a', 200, 300, 10), card('c', 300, 100, 90)];
  expect(rowsBelow(cards, { x: 40, y: 500, width: 500 })).toEqual({
    a: { x: 40, y: 500 },
    b: { x: 272, y: 500 },
    c: { x: 40, y: 832 },
  });
});

test('a card that is wider than a row has one to itself', () => {
  expect(rowsBelow([card('a', 900, 10, 0), card('b', 10, 10, 1)], { x: 0, y: 0, width: 100 })).toEqual({
    a: { x: 0, y: 0 },
    b: { x: 0, y: 42 },
  });
});
