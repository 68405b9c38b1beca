import { Problem } from './alphabet/problem.ts';
import { pairText, type Merge } from './byte-pairs.ts';
import { textOfBytes, type Encoding } from './text-encoding.ts';

/** The token that begins and ends every text, and fills what is left of a row behind its end. */
export const END = 0;

/** Syllables are taken apart into their letters (Unicode's NFD) and put together again. */
interface Letters {
  readonly tokenizer: 'characters' | 'jamo';
  /** What each token stands for; that of `END` is empty. */
  readonly pieces: readonly string[];
}

/** Tokens 1 to 256 are the bytes of an encoding; each one after them is two earlier ones. */
interface BytePairs {
  readonly tokenizer: 'byte pairs';
  readonly encoding: Encoding;
  readonly merges: readonly Merge[];
}

/** Words with spaces between them. */
export interface Words {
  readonly tokenizer: 'words';
  /** What each token stands for; that of `END` is empty. */
  readonly pieces: readonly string[];
}

/** What tokens stand for. */
export type Vocabulary = Letters | BytePairs | Words;

/** How many tokens there are, `END` among them. */
export const sizeOfVocabulary = (vocabulary: Vocabulary): number =>
  vocabulary.tokenizer === 'byte pairs' ? 257 + vocabulary.merges.length : vocabulary.pieces.length;

/** A vocabulary of these characters, each once, in the order of their code points. */
export function lettersOf(tokenizer: 'characters' | 'jamo', text: string): Letters {
  const letters = [...new Set(split(tokenizer, text))].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
  return { tokenizer, pieces: ['', ...letters] };
}

function split(tokenizer: 'characters' | 'jamo' | 'words', text: string): string[] {
  if (tokenizer === 'words') return text.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean);
  return Array.from(text.normalize(tokenizer === 'jamo' ? 'NFD' : 'NFC'));
}

/**
 * A text as tokens, without `END`.
 * @throws Problem where it holds what the vocabulary has not
 */
export function tokensOf(vocabulary: Vocabulary, text: string): number[] {
  if (vocabulary.tokenizer === 'byte pairs') return pairText(vocabulary.merges, vocabulary.encoding, text);
  const numbers = numbersOf(vocabulary);
  return split(vocabulary.tokenizer, text).map((letter) => {
    const number = numbers.get(letter);
    if (number !== undefined) return number;
    if (vocabulary.tokenizer === 'words') {
      const words = vocabulary.pieces.slice(1).join(', ');
      throw new Problem(
        `The text '${shortened(text)}' holds the word '${letter}', which is not known. The known words are ${words}. Use these.`,
        `글 '${shortened(text)}'에 모르는 낱말 '${letter}'이(가) 있습니다. 아는 낱말: ${words}. 이 중에서 쓰세요.`,
      );
    }
    const known = vocabulary.pieces.slice(1).map(visible).join('');
    throw new Problem(
      `The text '${shortened(text)}' holds '${visible(letter)}', which the vocabulary has not. It knows ${known}. Take that character away.`,
      `글 '${shortened(text)}'에 있는 '${visible(letter)}'이(가) 어휘에 없습니다. 아는 글자: ${known}. 그 글자를 빼세요.`,
    );
  });
}

/** By letter; a vocabulary is asked for many lines. */
const known = new WeakMap<Letters | Words, ReadonlyMap<string, number>>();
function numbersOf(letters: Letters | Words): ReadonlyMap<string, number> {
  const found = known.get(letters) ?? new Map(letters.pieces.map((piece, number) => [piece, number]));
  known.set(letters, found);
  return found;
}

/** The text of tokens, up to their end. Bytes that are no text in the encoding show as �. */
export function textOf(vocabulary: Vocabulary, tokens: ArrayLike<number>): string {
  const all = Array.from(tokens);
  const end = all.indexOf(END);
  const read = end === -1 ? all : all.slice(0, end);
  if (vocabulary.tokenizer === 'byte pairs')
    return textOfBytes(vocabulary.encoding, bytesOfTokens(vocabulary.merges, read));
  return read
    .map((token) => vocabulary.pieces[token] ?? '�')
    .join(vocabulary.tokenizer === 'words' ? ' ' : '')
    .normalize('NFC');
}

/** The bytes that tokens of byte pairs stand for. */
function bytesOfTokens(merges: readonly Merge[], tokens: readonly number[]): number[] {
  return tokens.flatMap((token): number[] => {
    if (token <= 256) return [token - 1];
    const merge = merges[token - 257];
    return merge ? bytesOfTokens(merges, merge) : [];
  });
}

/** A token for people: its text, ␣ for a space, ↵ for a new line, its bytes where it is no text by itself. */
export function nameOfToken(vocabulary: Vocabulary, token: number): string {
  if (token === END) return '∎';
  if (vocabulary.tokenizer !== 'byte pairs') return visible(vocabulary.pieces[token] ?? '�');
  const text = textOf(vocabulary, [token]);
  if (text !== '' && !text.includes('�')) return visible(text);
  const bytes = bytesOfTokens(vocabulary.merges, [token]);
  return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
}

const visible = (text: string): string =>
  text.replaceAll(' ', '␣').replaceAll('\n', '↵').replaceAll('\t', '⇥');

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Vowels and last consonants of Hangul, and accents: they belong to the character before. */
const goesOn = (piece: string): boolean => /^(?:\p{M}|[\u{1160}-\u{11FF}])$/u.test(piece);

/**
 * How many characters each token brings, so that bits can be told per character whatever the tokens are. The end counts as
 * one: a line of text ends in a character too. Of the letters of a Hangul syllable only the first one counts.
 */
export function charactersOfTokens(vocabulary: Vocabulary): number[] {
  // Each word brings the space behind it, the last one the end.
  if (vocabulary.tokenizer === 'words')
    return vocabulary.pieces.map((piece) => (piece === '' ? 0 : Array.from(piece).length + 1));
  if (vocabulary.tokenizer !== 'byte pairs') return vocabulary.pieces.map((piece) => (goesOn(piece) ? 0 : 1));
  const ofByte = {
    // Bytes of UTF-8 that go on with a character bring none; two bytes are a character in the others.
    'UTF-8': (byte: number) => (byte >= 0x80 && byte < 0xc0 ? 0 : 1),
    'UTF-16': () => 0.5,
    CP949: (byte: number) => (byte >= 0x80 ? 0.5 : 1),
  }[vocabulary.encoding];
  return Array.from({ length: sizeOfVocabulary(vocabulary) }, (_, token) =>
    token === END
      ? 1
      : bytesOfTokens(vocabulary.merges, [token]).reduce((sum, byte) => sum + ofByte(byte), 0),
  );
}
