import { knownShape } from '../../nodes/alphabet/shape.ts';
import { promptTokens, rowOfTokens } from '../../nodes/prompt.ts';
import type { Vocabulary } from '../../nodes/vocabulary.ts';
import type { Entry } from '../../nodes/graph/entry.ts';
import type { Elements } from '../targets/target.ts';
import { UsageError } from './errors.ts';
import { didYouMean } from './suggest.ts';

/**
 * What `--set name=value` gives the inputs of an output's program, for one batch: one number for all, the numbers of one
 * example, or those of several examples, which then take turns.
 * @param count how many examples are wanted
 * @param vocabulary of the output, where it is tokens: an input of tokens whose own vocabulary nobody knows then takes text by it
 * @throws UsageError where there is no such input or its numbers do not fit
 */
export function readInputs(
  { program, batch, inputMeanings }: Entry,
  texts: readonly string[],
  count: number,
  vocabulary?: Vocabulary,
): Record<string, Elements> {
  const inputs = new Map(
    program.feeds.flatMap(({ source, value }) =>
      source.kind === 'input' ? [[source.name, program.types[value]!] as const] : [],
    ),
  );
  const given: Record<string, Elements> = {};
  for (const text of texts) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(
        `--set takes name=value, such as label=7; '${text}' was given.`,
        `--set에는 label=7처럼 이름=값을 씁니다. '${text}'이(가) 주어졌습니다.`,
      );
    const type = inputs.get(name);
    if (!type) {
      const known = [...inputs.keys()];
      const meant = didYouMean(name, known);
      throw new UsageError(
        `This output depends on no input '${name}'.${meant.en} ${known.length > 0 ? `Its inputs are ${known.join(', ')}.` : 'It has no inputs: only noise goes into it, which --seed changes.'}`,
        `이 출력에는 '${name}' 입력이 없습니다.${meant.ko} ${known.length > 0 ? `입력: ${known.join(', ')}.` : '입력이 없고 노이즈만 들어갑니다. 노이즈는 --seed로 바꿉니다.'}`,
      );
    }
    const shape = knownShape(type.shape);
    const length = shape[1];
    const words = inputMeanings[name]?.vocabulary ?? vocabulary;
    const numbers =
      words && type.dtype === 'int32' && shape.length === 2 && length !== undefined
        ? readPrompt(words, value, length)
        : readNumbers(name, value, type.dtype === 'int32');
    given[name] = spread(name, numbers, shape, batch ?? shape[0]!, count, type.dtype === 'int32');
  }
  return given;
}

/** A text as one row of tokens, 0 behind it. @throws Problem where it holds unknown characters or is too long */
function readPrompt(vocabulary: Vocabulary, text: string, length: number): number[] {
  return rowOfTokens(promptTokens(vocabulary, text, length), length);
}

function readNumbers(name: string, text: string, whole: boolean): number[] {
  const numbers = text
    .trim()
    .replace(/^\[(.*)\]$/s, '$1')
    .split(',')
    .map((one) => (one.trim() === '' ? NaN : Number(one)));
  const wrong = numbers.some((number) => (whole ? !Number.isInteger(number) : !Number.isFinite(number)));
  if (!wrong) return numbers;
  throw new UsageError(
    `The input '${name}' takes ${whole ? 'whole numbers' : 'numbers'} with commas between them; '${text}' was given.`,
    `입력 '${name}'에는 쉼표로 나눈 ${whole ? '정수' : '수'}를 씁니다. '${text}'이(가) 주어졌습니다.`,
  );
}

function spread(
  name: string,
  numbers: readonly number[],
  shape: readonly number[],
  batch: number,
  count: number,
  whole: boolean,
): Elements {
  const total = shape.reduce((product, axis) => product * axis, 1);
  const filled = whole ? new Int32Array(total) : new Float32Array(total);
  if (numbers.length === 1) return filled.fill(numbers[0]!);
  const size = shape[0] === batch ? total / batch : total;
  const rows = numbers.length / size;
  if (!Number.isInteger(rows) || rows > batch || (count > batch && batch % rows !== 0))
    throw new UsageError(
      `The input '${name}' takes 1 number for all, ${size} for an example, or ${size} for each of up to ${batch} examples that take turns${count > batch ? ` (as more than ${batch} samples are wanted, of a number of examples that divides ${batch})` : ''}; ${numbers.length} were given.`,
      `입력 '${name}'에는 모두를 위한 수 1개, 예제 하나의 수 ${size}개, 또는 번갈아 쓸 최대 ${batch}개 예제의 수를 씁니다. ${numbers.length}개가 주어졌습니다.`,
    );
  for (let i = 0; i < total; i++) filled[i] = numbers[i % numbers.length]!;
  return filled;
}
