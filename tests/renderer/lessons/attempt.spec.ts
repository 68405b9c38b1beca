import { beforeEach, expect, test } from 'vitest';
import { isTried, spoken, tryIt, valueNow } from '../../../renderer/lessons/attempt.ts';
import { openDocument, undo, useDocument } from '../../../renderer/state/document.ts';
import { smallVae } from '../../documents.ts';

const attempt = {
  text: { en: 'Double the weight of the KL.', ko: 'KL의 가중치를 두 배로 해 보세요.' },
  node: 'total',
  dial: 'weights.kl',
  value: 2,
  look: 'map',
};
const now = () => useDocument.getState();
const total = () =>
  Object.entries(smallVae({ steps: 1 }).board.nodes).find(([, { kind }]) => kind === 'total')![0];

beforeEach(() => openDocument(smallVae({ steps: 1 })));

test('an attempt turns one number of a dial, points at its view, and is one deed to take back', () => {
  const before = now().document!;
  const mine = { ...attempt, node: total() };
  expect(isTried(before, mine)).toBe(false);
  tryIt(mine);
  expect(valueNow(now().document!, mine)).toBe(2);
  expect(isTried(now().document!, mine)).toBe(true);
  expect(now().selection.nodes).toEqual(['map']);
  expect(undo()).toEqual(attempt.text);
  expect(now().document).toBe(before);
});

test('the other numbers of the dial stay as they were', () => {
  const mine = { ...attempt, node: total() };
  tryIt({ ...mine, dial: 'weights.reconstruction', value: 3 });
  tryIt(mine);
  expect(now().document!.board.nodes[total()]!.dials.weights).toMatchObject({ reconstruction: 3, kl: 2 });
});

test('an attempt at a node that is gone changes nothing', () => {
  const before = now().document;
  tryIt({ ...attempt, node: 'nowhere' });
  expect(now().document).toBe(before);
  expect(now().past).toEqual([]);
});

test('values are told as they would be typed', () => {
  expect(spoken(0.00002)).toBe('2e−5');
  expect(spoken([32, 64])).toBe('32, 64');
  expect(spoken('sigmoid')).toBe('sigmoid');
});
