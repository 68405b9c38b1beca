import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { BATCH, formatShape, knownSize, sameShape } from './alphabet/shape.ts';

/** All axes but the first, which is the batch. */
export const exampleAxes = (value: Tensor): readonly number[] => value.shape.slice(1).map((_, i) => i + 1);

/** The sum over an example's dimensions: [B, ...] → [B]. */
export const sumOfExample = (ops: Operations, value: Tensor): Tensor =>
  value.shape.length === 1 ? value : ops.reduceSum(value, { axes: exampleAxes(value) });

/** The mean over an example's dimensions: [B, ...] → [B]. */
export const meanOfExample = (ops: Operations, value: Tensor): Tensor =>
  value.shape.length === 1 ? value : ops.reduceMean(value, { axes: exampleAxes(value) });

/** How many numbers an example has: the product of all axes but the first. */
export const exampleSize = (value: Tensor): number => knownSize(value.shape.slice(1));

/** Refuses a single number where a batch is wanted. */
export function mustHaveBatch(name: string, value: Tensor): void {
  if (value.shape.length === 0)
    throw new Problem(
      `'${name}' needs a batch of values, ${formatShape([BATCH])} or more axes; it was given a single number. Wire the values of each example.`,
      `'${name}'에는 배치 ${formatShape([BATCH])} 이상의 축이 있는 값이 필요한데 수 하나가 들어왔습니다. 예제별 값을 연결하세요.`,
    );
}

/** Refuses anything but one number for each example. */
export function mustBePerExample(name: string, value: Tensor): void {
  if (value.shape.length !== 1 || value.dtype !== 'float32')
    throw new Problem(
      `'${name}' needs one number for each example, ${formatShape([BATCH])}; it was given ${value.dtype} ${formatShape(value.shape)}. Wire the 'perExample' output of a loss.`,
      `'${name}'에는 예제마다 수 하나 ${formatShape([BATCH])}이(가) 필요한데 ${value.dtype} ${formatShape(value.shape)}이(가) 들어왔습니다. 손실의 'perExample' 출력을 연결하세요.`,
    );
}

/** Refuses two tensors that do not belong together element by element. */
export function mustHaveSameShape(name: string, value: Tensor, otherName: string, other: Tensor): void {
  if (!sameShape(value.shape, other.shape))
    throw new Problem(
      `'${name}' and '${otherName}' need the same shape; they are ${formatShape(value.shape)} and ${formatShape(other.shape)}. Change the network's output, or put a reshape before one of them.`,
      `'${name}'와(과) '${otherName}'의 모양이 같아야 하는데 ${formatShape(value.shape)}, ${formatShape(other.shape)}입니다. 네트워크의 출력을 바꾸거나 한쪽 앞에 모양 바꾸기를 두세요.`,
    );
}
