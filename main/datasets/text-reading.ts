import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { koreanNames } from '../../nodes/korean-names.ts';
import { readEncoded, type Encoding } from '../../nodes/text-encoding.ts';
import type { TextSource } from '../../nodes/text-sources.ts';
import { projectRoot } from '../projects/root.ts';
import { randomWords } from './random-words.ts';

/** A text is held in memory whole, several times over. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * The lines of a source, none of them empty: names, sums, paragraphs.
 * @throws Problem where a file cannot be read, holds no line or is no text in that encoding
 */
export function readLines(
  source: TextSource,
  digits: number,
  encoding: Encoding,
  file: string | undefined,
): readonly string[] {
  switch (source) {
    case 'first names':
      return shipped('first-names.txt');
    case 'Opticks':
      return shipped('opticks.txt');
    case 'Korean names':
      return shuffled(koreanNames());
    case 'sums':
      return shuffled(sums(digits));
    default:
      return ownLines(file!, encoding);
  }
}

const shipped = (name: string): readonly string[] =>
  linesOf(readFileSync(path.join(projectRoot(), 'main', 'datasets', 'files', name), 'utf8'));

const linesOf = (text: string): readonly string[] => text.split(/\r\n|\r|\n/).filter((line) => line !== '');

/** More sums than these are drawn, not counted out. */
const MOST_SUMS = 100_000;

/** Every sum of two numbers of at most so many digits, or where those are too many, so many different ones. */
function sums(digits: number): readonly string[] {
  const numbers = 10 ** digits;
  const sum = (a: number, b: number) => `${a}+${b}=${a + b}`;
  if (numbers ** 2 <= MOST_SUMS)
    return Array.from({ length: numbers ** 2 }, (_, i) => sum(Math.floor(i / numbers), i % numbers));
  const word = randomWords(digits, 2);
  const drawn = new Set<string>();
  while (drawn.size < MOST_SUMS) drawn.add(sum(word() % numbers, word() % numbers));
  return [...drawn];
}

/** In an order of its own, the same on every machine: what is held out is then a fair part. */
function shuffled(lines: readonly string[]): readonly string[] {
  const word = randomWords(lines.length, 1);
  const mixed = [...lines];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = word() % (last + 1);
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

function ownLines(file: string, encoding: Encoding): readonly string[] {
  const lines = linesOf(readEncoded(encoding, bytesOf(file), file));
  if (lines.length > 0) return lines;
  throw new Problem(
    `${file}: it holds no text. Choose a file with at least two lines.`,
    `${file}: 글이 없습니다. 두 줄 이상인 파일을 고르세요.`,
  );
}

function bytesOf(file: string): Uint8Array {
  let size: number;
  try {
    ({ size } = statSync(file));
    if (size <= MOST_BYTES) return readFileSync(file);
  } catch (error) {
    throw new Problem(
      `${file}: it cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}). Check the name and that it may be read.`,
      `${file}: 읽을 수 없습니다(${(error as NodeJS.ErrnoException).code ?? String(error)}). 이름과 읽기 권한을 확인하세요.`,
    );
  }
  throw new Problem(
    `${file}: it has ${Math.ceil(size / 2 ** 20)} MB; a text may have ${MOST_BYTES / 2 ** 20}. Take a part of it.`,
    `${file}: ${Math.ceil(size / 2 ** 20)} MB입니다. 글은 ${MOST_BYTES / 2 ** 20} MB까지이니 일부만 쓰세요.`,
  );
}
