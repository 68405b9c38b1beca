import { Problem } from './alphabet/problem.ts';
import { koreanNames } from './korean-names.ts';
import type { Encoding } from './text-encoding.ts';
import { lettersOf, sizeOfVocabulary, type Vocabulary } from './vocabulary.ts';

export const TEXT_SOURCES = [
  'first names',
  'Korean names',
  'Opticks',
  'sums',
  'lines of a file',
  'text of a file',
] as const;
export type TextSource = (typeof TEXT_SOURCES)[number];

export const TOKENIZERS = ['characters', 'jamo', 'byte pairs'] as const;
export type Tokenizer = (typeof TOKENIZERS)[number];

/** The characters of a text that ships with Genloom or is made by rule; a test holds them equal to what is there. */
const CHARACTERS: Partial<Record<TextSource, () => string>> = {
  'first names': () => 'abcdefghijklmnopqrstuvwxyz',
  'Korean names': () => koreanNames().join(''),
  Opticks: () => "\n &'(),-./0123456789:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  sums: () => '0123456789+=',
};

/** How many tokens a vocabulary that is learned from the text has at most, where nobody says. */
const USUAL = { characters: 256, jamo: 256, 'byte pairs': 512 } as const;

export interface TextForm {
  readonly source: TextSource;
  readonly tokenizer: Tokenizer;
  readonly encoding: Encoding;
  /** How many tokens at most; 0 is the usual number. */
  readonly vocabulary: number;
}

/** What is known of the tokens before any text is read; `null` where they are learned from it. */
export function vocabularyOf({ source, tokenizer }: TextForm): Vocabulary | null {
  const characters = CHARACTERS[source];
  return tokenizer === 'byte pairs' || !characters ? null : lettersOf(tokenizer, characters());
}

/** How many tokens there are, or room for. @throws Problem where they have no room */
export function vocabularySize(form: TextForm): number {
  const known = vocabularyOf(form);
  const least = known ? sizeOfVocabulary(known) : form.tokenizer === 'byte pairs' ? 257 : 2;
  const size = form.vocabulary || (known ? least : USUAL[form.tokenizer]);
  if (size >= least) return size;
  throw new Problem(
    form.tokenizer === 'byte pairs'
      ? `Byte pairs begin with the end and 256 bytes, so a vocabulary has at least 257 tokens; it is ${size}. Set 'vocabulary' to 512, or to 0.`
      : `This text has ${least} tokens and the vocabulary has room for ${size}. Set 'vocabulary' to ${least}, or to 0.`,
    form.tokenizer === 'byte pairs'
      ? `바이트 쌍은 끝 토큰과 바이트 256개에서 시작하므로 어휘가 257개 이상이어야 하는데 ${size}개입니다. 'vocabulary'를 512나 0으로 바꾸세요.`
      : `이 글의 토큰은 ${least}개인데 어휘의 자리는 ${size}개입니다. 'vocabulary'를 ${least}이나 0으로 바꾸세요.`,
  );
}

/** What stands between a question and its answer; empty where rows are no questions. */
export const separatorOf = (source: TextSource, separator: string): string =>
  source === 'sums' ? '=' : source === 'text of a file' || source === 'Opticks' ? '' : separator;

/** The longest sum of numbers of so many digits, its end included: `99+99=198∎`. */
export const longestSum = (digits: number): number => 3 * digits + 4;
