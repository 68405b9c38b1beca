import type { Operations, Tensor } from './alphabet/operation.ts';
import type { Measured } from './finding.ts';
import { ENCODINGS } from './text-encoding.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A vocabulary as numbers, so that what is measured can be read when it has left the backend. A first axis of 1, as it belongs to no
 * example: letters as [1, n]: −1 for characters, −2 for jamo, then code points; words: −4, then their code points with spaces between; byte pairs: the number of their encoding, then each merge.
 */
export function vocabularyTensor(ops: Operations, vocabulary: Vocabulary | undefined): Tensor {
  const value = numbersOf(vocabulary);
  return ops.constant({ value, shape: [1, value.length], dtype: 'int32' });
}

function numbersOf(vocabulary: Vocabulary | undefined): number[] {
  if (!vocabulary) return [-3];
  if (vocabulary.tokenizer === 'byte pairs')
    return [ENCODINGS.indexOf(vocabulary.encoding), ...vocabulary.merges.flat()];
  if (vocabulary.tokenizer === 'words')
    return [-4, ...Array.from(vocabulary.pieces.slice(1).join(' '), (letter) => letter.codePointAt(0)!)];
  const letters = vocabulary.pieces.slice(1).map((piece) => piece.codePointAt(0)!);
  return [vocabulary.tokenizer === 'jamo' ? -2 : -1, ...letters];
}

/** The vocabulary that `vocabularyTensor` wrote down; `null` where it was not known. */
export function vocabularyFrom({ data }: Measured): Vocabulary | null {
  const [kind, ...numbers] = data;
  if (kind === undefined || kind === -3) return null;
  if (kind === -4)
    return { tokenizer: 'words', pieces: ['', ...String.fromCodePoint(...numbers).split(' ')] };
  if (kind < 0)
    return {
      tokenizer: kind === -2 ? 'jamo' : 'characters',
      pieces: ['', ...numbers.map((point) => String.fromCodePoint(point))],
    };
  const merges = Array.from(
    { length: numbers.length / 2 },
    (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!] as const,
  );
  return { tokenizer: 'byte pairs', encoding: ENCODINGS[kind]!, merges };
}

/** The tokens of each row of [n, L]. */
export function rowsOfTokens({ shape, data }: Measured): Int32Array[] {
  const [count = 0, length = 0] = shape;
  return Array.from({ length: count }, (_, row) =>
    Int32Array.from(data.subarray(row * length, (row + 1) * length)),
  );
}

/** The tokens up to their end, as something that can be compared. */
export const keyOfTokens = (tokens: Int32Array): string => {
  const end = tokens.indexOf(0);
  return (end === -1 ? tokens : tokens.subarray(0, end)).join(' ');
};
