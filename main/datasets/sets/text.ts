import { learnPairs } from '../../../nodes/byte-pairs.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { ENCODINGS } from '../../../nodes/text-encoding.ts';
import {
  separatorOf,
  TEXT_SOURCES,
  TOKENIZERS,
  vocabularyOf,
  vocabularySize,
  type TextForm,
} from '../../../nodes/text-sources.ts';
import { lettersOf, sizeOfVocabulary, tokensOf, type Vocabulary } from '../../../nodes/vocabulary.ts';
import type { Dataset, DatasetKind, Split } from '../dataset.ts';
import { DialReader } from '../dials.ts';
import { isHeldOut, rowsOf, shareHeldOut } from '../share-held-out.ts';
import { readLines } from '../text-reading.ts';

interface Settings extends TextForm {
  readonly where: string;
  readonly length: number;
  readonly rows: number;
  readonly separator: string;
  readonly digits: number;
  readonly examples: number;
  readonly heldOut: number;
  readonly looks: 'held-out' | 'training';
  readonly file: string | undefined;
}

function settingsOf(dials: Readonly<Record<string, unknown>>): Settings {
  const reader = new DialReader('Text', dials);
  const source = reader.choice('source', TEXT_SOURCES, 'first names');
  const file = reader.texts('file', ['text'])?.text;
  const settings: Settings = {
    source,
    file,
    where: file ?? `Text (${source})`,
    tokenizer: reader.choice('tokenizer', TOKENIZERS, 'characters'),
    encoding: reader.choice('encoding', ENCODINGS, 'UTF-8'),
    vocabulary: reader.count('vocabulary', 0, 65_536, 0, ''),
    length: reader.count('length', 2, 4096, 16, ''),
    rows: reader.count('rows', 1, 1000, 1, ''),
    digits: reader.count('digits', 1, 6, 2, ''),
    separator: separatorOf(source, reader.text('separator', '')),
    examples: reader.count('examples', 0, 10_000_000, 0, ''),
    heldOut: reader.share('heldOut', 0.1),
    looks: reader.choice('looks', ['held-out', 'training'], 'held-out'),
  };
  reader.finish();
  if (source.endsWith('of a file') && file === undefined)
    throw new Problem(
      'Text: it has no file yet. Name a text file.',
      '텍스트: 아직 파일이 없습니다. 텍스트 파일을 정하세요.',
    );
  return settings;
}

/**
 * Rows of tokens: `tokens` [length] int32, 0 behind the end; where rows are questions and answers, `question` [length] int32 too, 0
 * behind the question. Of lists, every so many-th line is held out. Of a text as one, every so many-th paragraph is; rows are then
 * pieces of what is left, for training an eighth of a row apart, and none of them has an end. What is not known of the tokens
 * beforehand is learned from the part for training.
 */
function open(dials: Readonly<Record<string, unknown>>): Dataset {
  const settings = settingsOf(dials);
  const lines = readLines(settings.source, settings.digits, settings.encoding, settings.file);
  const splits = shareHeldOut(lines.length, settings.heldOut, settings.where);
  const whole = settings.source === 'Opticks' || settings.source === 'text of a file';
  const training = lines.filter((_, row) => !isHeldOut(row, settings.heldOut));
  const known = vocabularyOf(settings);
  const vocabulary = known ?? learn(settings, training, lines, whole);
  const rows = whole
    ? pieces(settings, vocabulary, (split) => Array.from(splits[split], (row) => lines[row]!).join('\n'))
    : listed(settings, vocabulary, (split) => Array.from(splits[split], (row) => lines[row]!));
  const kept = {
    training: settings.examples > 0 ? rows.training.slice(0, settings.examples) : rows.training,
    'held-out': settings.looks === 'training' ? rows.training : rows['held-out'],
  };
  const { length, separator, rows: together } = settings;
  const port = { shape: together === 1 ? [length] : [together, length], dtype: 'int32' } as const;
  const mark = separator === '' ? [] : tokensOf(vocabulary, separator);
  const examplesOf = (split: Split) => Math.ceil(kept[split].length / together);
  return {
    name: settings.where,
    ports: { tokens: port, ...(separator === '' ? {} : { question: port }) },
    trainingExamples: examplesOf('training'),
    heldOutExamples: examplesOf('held-out'),
    ...(known ? {} : { vocabulary }),
    batch(split, indices) {
      const numbers = Uint32Array.from({ length: examplesOf(split) }, (_, i) => i);
      const wanted = rowsOf(numbers, indices, split, settings.where);
      const tokens = new Int32Array(wanted.length * together * length);
      const question = new Int32Array(separator === '' ? 0 : tokens.length);
      wanted.forEach((number, k) =>
        // The last example may have fewer rows; zeros stand for what is missing.
        kept[split].slice(number * together, (number + 1) * together).forEach((row, i) => {
          const at = (k * together + i) * length;
          tokens.set(row, at);
          if (separator !== '') question.set(row.subarray(0, endOf(row, mark)), at);
        }),
      );
      return { tokens, ...(separator === '' ? {} : { question }) };
    },
  };
}

/** Learns what tokens stand for. @throws Problem where there is no room for all characters */
function learn(
  settings: Settings,
  training: readonly string[],
  lines: readonly string[],
  whole: boolean,
): Vocabulary {
  const { tokenizer, encoding, where } = settings;
  const room = vocabularySize(settings);
  if (tokenizer === 'byte pairs')
    return { tokenizer, encoding, merges: learnPairs(training.join('\n'), encoding, room - 257) };
  // Characters of the held-out part are known too: they would be no text otherwise.
  const letters = lettersOf(tokenizer, lines.join(whole ? '\n' : ''));
  const size = sizeOfVocabulary(letters);
  if (size <= room) return letters;
  throw new Problem(
    `${where}: it has ${size - 1} different characters, and with the end the vocabulary has room for ${room}. Set 'vocabulary' to ${size}, or take byte pairs.`,
    `${where}: 서로 다른 글자가 ${size - 1}개인데 어휘의 자리는 끝을 포함해 ${room}개입니다. 'vocabulary'를 ${size}(으)로 바꾸거나 바이트 쌍을 쓰세요.`,
  );
}

type Rows = Readonly<Record<Split, readonly Int32Array[]>>;

/** A line a row, its end behind it. @throws Problem where a line is too long or has no separator */
function listed(
  { length, where, separator }: Settings,
  vocabulary: Vocabulary,
  linesOf: (split: Split) => readonly string[],
): Rows {
  const rowOf = (line: string): Int32Array => {
    if (separator !== '' && !line.includes(separator))
      throw new Problem(
        `${where}: the line '${line.slice(0, 60)}' has no '${separator}', where its question would end. Mend the line, or change 'separator'.`,
        `${where}: '${line.slice(0, 60)}' 줄에 질문이 끝나는 '${separator}'이(가) 없습니다. 줄을 고치거나 'separator'를 바꾸세요.`,
      );
    const tokens = tokensOf(vocabulary, line);
    if (tokens.length >= length)
      throw new Problem(
        `${where}: the line '${line.slice(0, 60)}' has ${tokens.length} tokens and needs one more for its end; a row has ${length}. Set 'length' to ${tokens.length + 1} or more, or shorten the line.`,
        `${where}: '${line.slice(0, 60)}' 줄은 토큰이 ${tokens.length}개이고 끝 토큰이 하나 더 필요한데 행의 길이는 ${length}입니다. 'length'를 ${tokens.length + 1} 이상으로 하거나 줄을 줄이세요.`,
      );
    const row = new Int32Array(length);
    row.set(tokens);
    return row;
  };
  return { training: linesOf('training').map(rowOf), 'held-out': linesOf('held-out').map(rowOf) };
}

/** Pieces of a text as one. @throws Problem where a part is shorter than a row */
function pieces({ length, where }: Settings, vocabulary: Vocabulary, textOf: (split: Split) => string): Rows {
  const cut = (split: Split, step: number): Int32Array[] => {
    const tokens = Int32Array.from(tokensOf(vocabulary, textOf(split)));
    const count = Math.floor((tokens.length - length) / step) + 1;
    if (count < 1)
      throw new Problem(
        `${where}: the ${split} part of the text has ${tokens.length} tokens, fewer than a row of ${length}. Take shorter rows, or a longer text.`,
        `${where}: 글의 ${split === 'training' ? '학습' : '검증'} 부분이 토큰 ${tokens.length}개로 행의 길이 ${length}보다 짧습니다. 행을 줄이거나 더 긴 글을 쓰세요.`,
      );
    return Array.from({ length: count }, (_, i) => tokens.subarray(i * step, i * step + length));
  };
  return { training: cut('training', Math.max(1, length >> 3)), 'held-out': cut('held-out', length) };
}

/** Where the separator ends in a row, itself included. */
function endOf(row: Int32Array, mark: readonly number[]): number {
  for (let at = 0; at + mark.length <= row.length; at++)
    if (mark.every((token, i) => row[at + i] === token)) return at + mark.length;
  return 0;
}

export default { kind: 'text', open } satisfies DatasetKind;
