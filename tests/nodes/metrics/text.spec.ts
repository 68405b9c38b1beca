import { describe, expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import { lettersOf, tokensOf } from '../../../nodes/vocabulary.ts';
import { buildOnBoard, float, int, lookOnBoard, typed } from '../build-on-board.ts';

const letters = lettersOf('characters', 'abc');
const LENGTH = 4;

/** Texts as rows of tokens. */
function rows(texts: readonly string[], vocabulary = letters, length = LENGTH) {
  const data = texts.flatMap((text) => {
    const tokens = tokensOf(vocabulary, text);
    return Array.from({ length }, (_, i) => tokens[i] ?? 0);
  });
  return int([texts.length, length], data, { kind: 'tokens', classes: 4, vocabulary });
}

/** Logits of these probabilities at every place. */
const always = (count: number, probabilities: readonly number[], length = LENGTH): Values =>
  float(
    [count, length, probabilities.length],
    Array.from({ length: count * length }, () => probabilities.map(Math.log)).flat(),
    { kind: 'any', form: 'logits' },
  );

describe('bits per character', () => {
  test('are 2 for one of four tokens that are all as likely, and perplexity is 4', async () => {
    const { numbers } = await lookOnBoard(
      'bits-per-character',
      { logits: always(2, [1, 1, 1, 1]), target: rows(['abc', 'b']) },
      {},
      { batch: 2 },
    );
    expect(numbers!['bits per character']).toBeCloseTo(2, 6);
    expect(numbers!.perplexity).toBeCloseTo(4, 5);
  });

  test('are those of what the mask counts, over all texts together', async () => {
    const { numbers } = await lookOnBoard(
      'bits-per-character',
      {
        logits: always(2, [1 / 2, 1 / 4, 1 / 8, 1 / 8]),
        target: rows(['ab', '']),
        mask: float([2, LENGTH], [1, 1, 1, 0, 1, 0, 0, 0]),
      },
      {},
      { batch: 2 },
    );
    // a, b and the end, then the end: 2 + 3 + 1 + 1 bits for 4 characters.
    expect(numbers!['bits per character']).toBeCloseTo(7 / 4, 6);
  });

  test('count a Hangul syllable as one, whatever its letters cost', async () => {
    const jamo = lettersOf('jamo', '한글');
    const { numbers } = await lookOnBoard(
      'bits-per-character',
      {
        logits: always(1, Array<number>(8).fill(1 / 8), 3),
        target: rows(['한'], jamo, 3),
      },
      {},
      { batch: 1 },
    );
    // Three letters of 3 bits each make one character.
    expect(numbers!['bits per character']).toBeCloseTo(9, 5);
    expect(numbers!.perplexity).toBeCloseTo(8, 4);
  });
});

test('an exact match ends with the end, and one wrong token spoils it', async () => {
  const { numbers } = await lookOnBoard(
    'exact-match',
    { samples: rows(['ab', 'abc', 'b', 'a']), tokens: rows(['ab', 'ab', 'c', 'a']) },
    {},
    { batch: 4 },
  );
  expect(numbers).toEqual({ 'exact match': 0.5 });
});

describe('copies', () => {
  test('are samples that stand among the known texts, whole', async () => {
    const { numbers } = await lookOnBoard(
      'copies',
      { samples: rows(['ab', 'ab', 'abc', '']), known: rows(['ab', 'c', 'a', 'ca']) },
      {},
      { batch: 4 },
    );
    expect(numbers).toEqual({ known: 0.5, different: 0.75 });
  });

  test('are looked for in many rows to an example; what is missing there is no text', async () => {
    const many = { ...rows(['c', 'abc', 'a', '']), shape: [2, 2, LENGTH] };
    const { numbers } = await lookOnBoard(
      'copies',
      { samples: rows(['abc', '']), known: many },
      {},
      { batch: 2 },
    );
    expect(numbers).toEqual({ known: 0.5, different: 1 });
  });

  test('are found among known texts of another length, where both end', async () => {
    const known = rows(['ab', 'ccc'], letters, LENGTH + 3);
    const { numbers } = await lookOnBoard('copies', { samples: rows(['ab', 'ba']), known }, {}, { batch: 2 });
    expect(numbers).toEqual({ known: 0.5, different: 1 });
  });

  test('refuse known texts that are no tokens', () => {
    const known = { shape: [2, 7], dtype: 'float32' as const };
    expect(() => buildOnBoard('copies', { samples: rows(['a', 'b']), known })).toThrow(
      "'known' needs rows of tokens",
    );
  });
});

test('what are no tokens is refused', () => {
  expect(() => buildOnBoard('exact-match', { samples: typed([2, 4]), tokens: rows(['a', 'b']) })).toThrow(
    'rows of tokens, int32 [B, length]',
  );
});
