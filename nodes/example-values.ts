import { Problem, type Text } from './alphabet/problem.ts';
import type { DType } from './alphabet/shape.ts';

/**
 * Numbers for a whole batch: one number for all of it, or the numbers of one example or of several, which take turns.
 * @param size numbers of the batch
 * @param ofExample numbers of one example
 * @throws Problem where they are of no whole number of examples
 */
export function inTurns(
  numbers: ArrayLike<number>,
  { size, ofExample, dtype }: { readonly size: number; readonly ofExample: number; readonly dtype: DType },
): Float32Array | Int32Array {
  const wrong = numbers.length > 1 ? wrongCount(numbers.length, ofExample) : null;
  if (wrong) throw new Problem(wrong.en, wrong.ko);
  const filled = dtype === 'float32' ? new Float32Array(size) : new Int32Array(size);
  if (numbers.length > 0) for (let i = 0; i < size; i++) filled[i] = numbers[i % numbers.length]!;
  return filled;
}

/** Why so many numbers are of no whole number of examples; `null` where they are. */
export const wrongCount = (count: number, ofExample: number): Text | null =>
  count % ofExample === 0
    ? null
    : {
        en: `An example has ${ofExample} numbers, so a value has 1 for all, ${ofExample}, or a multiple of it for several examples; it has ${count}. Mend the list, or empty it.`,
        ko: `예제 하나의 수가 ${ofExample}개이므로 값은 모두를 위한 1개, ${ofExample}개, 또는 여러 예제를 위한 그 배수여야 하는데 ${count}개입니다. 목록을 고치거나 비우세요.`,
      };

/** What an input is where nobody says: each class in turn where they are known, else nothing but zeros. */
export const unsaid = (classes: number | undefined): readonly number[] =>
  Array.from({ length: classes ?? 0 }, (_, label) => label);
