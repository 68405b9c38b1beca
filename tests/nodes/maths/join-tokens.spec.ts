import { expect, test } from 'vitest';
import type { Meaning } from '../../../nodes/port.ts';
import { buildOnBoard, computeOnBoard, int, typed } from '../build-on-board.ts';

const words: Meaning = {
  kind: 'tokens',
  classes: 3,
  vocabulary: { tokenizer: 'words', pieces: ['', 'red', 'blue'] },
};
const codes: Meaning = { kind: 'tokens', data: 'codes', classes: 4 };
const first = int([2, 3], [2, 1, 0, 1, 0, 0], words);
const second = int([2, 2, 2], [0, 1, 2, 3, 3, 3, 0, 0], codes);

test('joins words and the codes of a picture, each with numbers of its own', async () => {
  const { outputs, meanings } = await computeOnBoard('join-tokens', { first, second });
  expect(outputs.tokens!.shape).toEqual([2, 7]);
  expect([...outputs.tokens!.data]).toEqual([3, 2, 1, 4, 5, 6, 7, 2, 1, 1, 7, 7, 4, 4]);
  expect([...outputs.start!.data]).toEqual([3, 2, 1, 0, 0, 0, 0, 2, 1, 1, 0, 0, 0, 0]);
  // 0 is never within a row, so no place counts as behind its end.
  expect(Math.min(...outputs.tokens!.data)).toBe(1);
  expect(meanings.tokens).toEqual({
    kind: 'tokens',
    classes: 8,
    vocabulary: { tokenizer: 'words', pieces: ['', '·', 'red', 'blue', 'k0', 'k1', 'k2', 'k3'] },
  });
});

test('takes apart again what was joined', async () => {
  const { outputs } = await computeOnBoard('join-tokens', { first, second });
  const tokens = int([2, 7], outputs.tokens!.data, { kind: 'tokens', classes: 8 });
  const { outputs: apart, meanings } = await computeOnBoard('split-tokens', { tokens, first, second });
  expect([...apart.first!.data]).toEqual([...first.data]);
  expect(apart.second!.shape).toEqual([2, 2, 2]);
  expect([...apart.second!.data]).toEqual([...second.data]);
  expect(meanings).toEqual({ first: words, second: codes });
});

test('makes a token of the wrong kind one of the right kind', async () => {
  const tokens = int([2, 7], [7, 0, 1, 0, 3, 4, 7, 1, 2, 3, 4, 5, 6, 7]);
  const { outputs } = await computeOnBoard('split-tokens', { tokens, first, second });
  expect([...outputs.first!.data.subarray(0, 3)]).toEqual([2, 0, 0]);
  expect([...outputs.second!.data.subarray(0, 4)]).toEqual([0, 0, 0, 3]);
});

test('refuses what cannot be joined or taken apart', () => {
  const floats = typed([2, 4]);
  expect(() => buildOnBoard('join-tokens', { first: floats, second })).toThrow(
    "'first' needs tokens or codes",
  );
  const nameless = int([2, 3], [0, 0, 0, 0, 0, 0]);
  expect(() => buildOnBoard('join-tokens', { first, second: nameless })).toThrow(
    "Nobody knows how many different tokens 'second' can hold",
  );
  const more = int([1, 3], [0, 0, 0], words);
  expect(() => buildOnBoard('join-tokens', { first: more, second })).toThrow('as many examples');
  const short = int(
    [2, 6],
    Array.from({ length: 12 }, () => 1),
  );
  expect(() => buildOnBoard('split-tokens', { tokens: short, first, second })).toThrow(
    'A row of 6 tokens is no 3 and then 4',
  );
});
