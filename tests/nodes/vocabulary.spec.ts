import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { learnPairs } from '../../nodes/byte-pairs.ts';
import { koreanNames } from '../../nodes/korean-names.ts';
import { Trace } from '../../nodes/program/trace.ts';
import { bytesOf, readEncoded, textOfBytes, type Encoding } from '../../nodes/text-encoding.ts';
import { vocabularyOf } from '../../nodes/text-sources.ts';
import {
  charactersOfTokens,
  lettersOf,
  nameOfToken,
  sizeOfVocabulary,
  textOf,
  tokensOf,
  type Vocabulary,
} from '../../nodes/vocabulary.ts';
import { vocabularyFrom, vocabularyTensor } from '../../nodes/vocabulary-tensor.ts';

const TEXT = '다람쥐 헌 쳇바퀴에 타고파. The quick brown fox jumps over the lazy dog. 다람쥐 다람쥐';

const pairs = (encoding: Encoding, count: number, text = TEXT): Vocabulary => ({
  tokenizer: 'byte pairs',
  encoding,
  merges: learnPairs(text, encoding, count),
});

describe('characters', () => {
  test('are numbered in their order, behind the end', () => {
    const letters = lettersOf('characters', 'banana');
    expect(letters.pieces).toEqual(['', 'a', 'b', 'n']);
    expect(tokensOf(letters, 'nab')).toEqual([3, 1, 2]);
    expect(textOf(letters, [3, 1, 2, 0, 2])).toBe('nab');
  });

  test('that are unknown are a sentence with those that are known', () => {
    const letters = lettersOf('characters', 'abc d');
    expect(() => tokensOf(letters, 'abx')).toThrow(
      "'abx' holds 'x', which the vocabulary has not. It knows ␣abcd",
    );
  });

  test('of Hangul come apart into letters and together again', () => {
    const jamo = lettersOf('jamo', '한글');
    expect(jamo.pieces.length).toBe(1 + 6);
    expect(tokensOf(jamo, '한').length).toBe(3);
    expect(textOf(jamo, tokensOf(jamo, '한글'))).toBe('한글');
    // A syllable is one character, however many letters it has.
    const counts = charactersOfTokens(jamo);
    expect(tokensOf(jamo, '한글').reduce((sum, token) => sum + counts[token]!, 0)).toBe(2);
  });
});

describe('words', () => {
  const words: Vocabulary = { tokenizer: 'words', pieces: ['', 'a', 'red', 'circle', '원과'] };

  test('are read and written with spaces between them, whatever their case', () => {
    expect(tokensOf(words, '  A red\n원과 Circle ')).toEqual([1, 2, 4, 3]);
    expect(textOf(words, [1, 2, 3, 0, 1])).toBe('a red circle');
    expect(nameOfToken(words, 3)).toBe('circle');
    expect(sizeOfVocabulary(words)).toBe(5);
  });

  test('that are unknown are a sentence that names the word and those that are known', () => {
    expect(() => tokensOf(words, 'a pink circle')).toThrow(
      "'a pink circle' holds the word 'pink', which is not known. The known words are a, red, circle, 원과. Use these.",
    );
  });

  test('bring their characters, a space each, the end among them', () => {
    const counts = charactersOfTokens(words);
    const tokens = [...tokensOf(words, 'a red circle'), 0];
    // One more for the end, as in a line of letters.
    expect(tokens.reduce((sum, token) => sum + counts[token]!, 0)).toBe('a red circle'.length + 1);
  });

  test('come back from numbers', () => {
    const trace = new Trace();
    const tensor = vocabularyTensor(trace.ops, words);
    const instruction = trace.program({ tensor }).instructions[0]!;
    const data = Float32Array.from(instruction.attributes.value as number[]);
    expect(vocabularyFrom({ shape: [1, data.length], data })).toEqual(words);
  });
});

describe('encodings', () => {
  test('are those of the standards', () => {
    expect(bytesOf('UTF-8', '한')).toEqual([0xed, 0x95, 0x9c]);
    expect(bytesOf('UTF-16', '한')).toEqual([0x5c, 0xd5]);
    expect(bytesOf('CP949', '한')).toEqual([0xc7, 0xd1]);
    // 똠 is not in KS X 1001 and comes with CP949's extension.
    expect(bytesOf('CP949', '똠a')).toEqual([0x8c, 0x63, 0x61]);
  });

  test.each(['UTF-8', 'UTF-16', 'CP949'] as const)('%s comes back as it was', (encoding) => {
    const syllables = fc.array(fc.integer({ min: 0xac00, max: 0xd7a3 }));
    fc.assert(
      fc.property(syllables, (codes) => {
        const text = `${String.fromCharCode(...codes)} and 1`;
        expect(textOfBytes(encoding, bytesOf(encoding, text))).toBe(text);
      }),
    );
  });

  test('that are wrong are a sentence, and so is what CP949 has no place for', () => {
    const bytes = Uint8Array.from(bytesOf('CP949', '한글'));
    expect(() => readEncoded('UTF-8', bytes, 'names.txt')).toThrow(
      /names\.txt: it is no text in UTF-8.*CP949/,
    );
    expect(readEncoded('CP949', bytes, 'names.txt')).toBe('한글');
    expect(() => bytesOf('CP949', '😀')).toThrow("CP949 has no place for '😀'");
  });
});

describe('byte pairs', () => {
  test('merge what is met most often, again and again', () => {
    // aaabdaaabac of Gage 1994: aa, then aa+a or ab.
    const merges = learnPairs('aaabdaaabac', 'UTF-8', 2);
    const [a, b] = ['a', 'b'].map((letter) => letter.charCodeAt(0) + 1) as [number, number];
    expect(merges).toEqual([
      [a, a],
      [a, b],
    ]);
  });

  test('stop where nothing is met twice', () => {
    expect(learnPairs('abcdef', 'UTF-8', 10)).toEqual([]);
  });

  test.each(['UTF-8', 'UTF-16', 'CP949'] as const)('of %s give every text back', (encoding) => {
    const vocabulary = pairs(encoding, 40);
    const some = fc
      .array(fc.constantFrom(...Array.from(TEXT), '\n', '하', 'é'.normalize('NFC')))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(encoding === 'CP949' ? some.map((text) => text.replaceAll('é', '')) : some, (text) => {
        const tokens = tokensOf(vocabulary, text);
        expect(textOf(vocabulary, tokens)).toBe(text);
        expect(Math.max(0, ...tokens)).toBeLessThan(sizeOfVocabulary(vocabulary));
        const counts = charactersOfTokens(vocabulary);
        expect(tokens.reduce((sum, token) => sum + counts[token]!, 0)).toBe(Array.from(text).length);
      }),
    );
  });

  test('make what was learned shorter', () => {
    expect(tokensOf(pairs('UTF-8', 0), '다람쥐').length).toBe(9);
    expect(tokensOf(pairs('CP949', 0), '다람쥐').length).toBe(6);
    expect(tokensOf(pairs('UTF-8', 40), ' 다람쥐').length).toBeLessThan(4);
  });

  test('have names for people', () => {
    const vocabulary = pairs('UTF-8', 0);
    expect(nameOfToken(vocabulary, 0)).toBe('∎');
    expect(nameOfToken(vocabulary, 'a'.charCodeAt(0) + 1)).toBe('a');
    expect(nameOfToken(vocabulary, 0x20 + 1)).toBe('␣');
    expect(nameOfToken(vocabulary, 0xed + 1)).toBe('ED');
  });
});

test('a vocabulary comes back from its numbers', () => {
  for (const vocabulary of [
    lettersOf('characters', 'name'),
    lettersOf('jamo', '이름'),
    pairs('CP949', 12, '다람쥐 다람쥐 헌 쳇바퀴'),
  ]) {
    const { ops, instructions } = new Trace();
    const { shape } = vocabularyTensor(ops, vocabulary);
    const data = Int32Array.from(instructions[0]!.attributes.value as number[]);
    expect(shape[0]).toBe(1);
    expect(vocabularyFrom({ shape: shape as number[], data })).toEqual(vocabulary);
  }
  const { ops, instructions } = new Trace();
  vocabularyTensor(ops, undefined);
  const data = Int32Array.from(instructions[0]!.attributes.value as number[]);
  expect(vocabularyFrom({ shape: [1, 1], data })).toBeNull();
});

describe('what ships', () => {
  const read = (name: string) =>
    readFileSync(new URL(`../../main/datasets/files/${name}`, import.meta.url), 'utf8');
  const known = (source: 'first names' | 'Opticks' | 'Korean names', tokenizer: 'characters' | 'jamo') =>
    vocabularyOf({ source, tokenizer, encoding: 'UTF-8', vocabulary: 0 });

  test('has just the characters that its vocabulary knows', () => {
    expect(known('first names', 'characters')).toEqual(
      lettersOf('characters', read('first-names.txt').replaceAll('\n', '')),
    );
    expect(known('Opticks', 'characters')).toEqual(lettersOf('characters', read('opticks.txt')));
    expect(known('Korean names', 'jamo')).toEqual(lettersOf('jamo', koreanNames().join('')));
  });

  test('holds 8,000 names of 2 to 14 letters, and Korean names of two syllables, each once', () => {
    const names = read('first-names.txt').trimEnd().split('\n');
    expect([names.length, new Set(names).size]).toEqual([8000, 8000]);
    expect(names.filter((name) => !/^[a-z]{2,14}$/.test(name))).toEqual([]);
    const korean = koreanNames();
    expect(new Set(korean).size).toBe(korean.length);
    expect(korean.length).toBeGreaterThan(2000);
    expect(korean.filter((name) => !/^[가-힣]{2}$/.test(name))).toEqual([]);
  });
});
