import { Problem } from '../../nodes/alphabet/problem.ts';
/** The rows of both splits. */
export interface Splits {
  readonly training: Uint32Array;
  readonly 'held-out': Uint32Array;
}

/** Whether a row is held out: every so many-th, so that a file that is sorted by class has all classes on both sides. */
export const isHeldOut = (row: number, share: number): boolean =>
  Math.floor((row + 1) * share) > Math.floor(row * share);

/**
 * Splits rows by a share that is held out. It depends on the number of a row alone, so growing a file moves none.
 * Throws a sentence where a side would be empty.
 */
export function shareHeldOut(count: number, share: number, where: string): Splits {
  const rows = Array.from({ length: count }, (_, row) => row);
  const training = rows.filter((row) => !isHeldOut(row, share));
  const heldOut = rows.filter((row) => isHeldOut(row, share));
  if (training.length === 0 || heldOut.length === 0)
    throw new Problem(
      `${where}: of ${count} examples a share of ${share} is to be held out, which leaves ${training.length} for training and ${heldOut.length} held out. Both need at least one: add examples, or change the share.`,
      `${where}: 예제 ${count}개 중 ${share}의 비율을 검증용으로 떼면 학습용 ${training.length}개, 검증용 ${heldOut.length}개가 됩니다. 양쪽에 하나 이상 필요하니 예제를 늘리거나 비율을 바꾸세요.`,
    );
  return { training: Uint32Array.from(training), 'held-out': Uint32Array.from(heldOut) };
}

/** The rows of examples of a split. Throws a sentence for an example that it does not have. */
export function rowsOf(
  rows: Uint32Array,
  indices: ArrayLike<number>,
  split: string,
  where: string,
): Uint32Array {
  return Uint32Array.from(indices, (index) => {
    const row = rows[index];
    if (row === undefined)
      throw new Problem(
        `${where}: there is no ${split} example ${index}; they are numbered 0 to ${rows.length - 1}.`,
        `${where}: ${split === 'training' ? '학습' : '검증'} 예제 ${index}번은 없습니다. 번호는 0부터 ${rows.length - 1}까지입니다.`,
      );
    return row;
  });
}
