import { produce } from 'immer';
import { expect, test } from 'vitest';
import { liveNumbers, turnedBetween } from '../../../renderer/dials/live-dials.ts';
import { listText, readList, wrongWithList } from '../../../renderer/dials/number-list.ts';
import { sharedDials } from '../../../renderer/inspector/many-panel.tsx';
import { workText } from '../../../renderer/inspector/work-text.ts';
import { smallVae } from '../../documents.ts';

test('lists of numbers are read as they are typed', () => {
  expect(readList('32, 64')).toEqual([32, 64]);
  expect(readList(' 32 64; 128 ')).toEqual([32, 64, 128]);
  expect(readList('32, many')).toBeNull();
  expect(listText([1024, 0.5])).toBe('1024, 0.5');
  const dial = {
    type: 'numbers',
    default: [2],
    min: 1,
    max: 10,
    integer: true,
    title: { en: 'n', ko: 'n' },
  } as const;
  expect(wrongWithList([2, 3], dial)).toBeNull();
  expect(wrongWithList([2.5], dial)).toBe('whole');
  expect(wrongWithList([11], dial)).toBe('outside');
  expect(wrongWithList([1, 2], { ...dial, length: 1 })).toBe('wrongCount');
});

test('live dials are those that programs are fed', () => {
  const { nodes } = smallVae().board;
  expect(Object.fromEntries(liveNumbers(nodes.optimizer))).toMatchObject({ learningRate: 0.003 });
  expect(Object.fromEntries(liveNumbers(nodes.total))).toEqual({ 'weights.nll': 1, 'weights.kl': 1 });
  expect(liveNumbers(nodes.digits).size).toBe(0);
});

test('only what was turned is handed on, also by undo', () => {
  const before = smallVae();
  const after = produce(before, ({ board }) => {
    board.nodes.total!.dials.weights = { nll: 1, kl: 4 };
    board.nodes.digits!.dials.values = 'grey';
  });
  expect(turnedBetween(before, after)).toEqual([{ node: 'total', dial: 'weights.kl', value: 4 }]);
  expect(turnedBetween(after, before)).toEqual([{ node: 'total', dial: 'weights.kl', value: 1 }]);
});

test('cards of one kind share their dials, others what is the same in both', () => {
  const { nodes } = smallVae().board;
  expect(Object.keys(sharedDials([nodes.elbo!, nodes.map!]))).not.toContain('weights');
  expect(Object.keys(sharedDials([nodes.digits!, nodes.digits!]))).toContain('values');
  expect(sharedDials([nodes.digits!, nodes.kl!])).toEqual({});
});

test('work is told in sane digits', () => {
  expect(workText(271_032_576)).toBe('271 MFLOP');
  expect(workText(0)).toBe('0 FLOP');
});
