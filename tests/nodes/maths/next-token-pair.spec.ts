import { expect, test } from 'vitest';
import { buildOnBoard, computeOnBoard, int, typed } from '../build-on-board.ts';

test('shows each token one place late, and counts up to the end', async () => {
  const tokens = int([3, 4], [5, 6, 0, 0, 0, 0, 0, 0, 7, 8, 9, 5], { kind: 'tokens', classes: 10 });
  const { outputs, meanings } = await computeOnBoard('next-token-pair', { tokens }, {}, { batch: 3 });
  expect([...outputs.input!.data]).toEqual([0, 5, 6, 0, 0, 0, 0, 0, 0, 7, 8, 9]);
  expect([...outputs.target!.data]).toEqual([...tokens.data]);
  // The end itself is told; what fills the row behind it is not.
  expect([...outputs.mask!.data]).toEqual([1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1]);
  expect(meanings.input).toEqual({ kind: 'tokens', classes: 10 });
  expect(meanings.mask!.kind).toBe('mask');
});

test('does not count what is given', async () => {
  const { outputs } = await computeOnBoard(
    'next-token-pair',
    { tokens: int([1, 5], [3, 4, 5, 0, 0]), given: int([1, 5], [3, 4, 0, 0, 0]) },
    {},
    { batch: 1 },
  );
  expect([...outputs.mask!.data]).toEqual([0, 0, 1, 1, 0]);
});

test('refuses what are no tokens', () => {
  expect(() => buildOnBoard('next-token-pair', { tokens: typed([2, 4]) })).toThrow(
    'rows of tokens, int32 [B, length]',
  );
});
