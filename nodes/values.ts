import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import type { BuildContext } from './build-context.ts';
import type { Meaning } from './port.ts';
import { asFloat } from './promotion.ts';

type Meanings = Pick<BuildContext, 'meaningOf' | 'means'>;

/** The smallest and largest value that occur once logits have gone through their sigmoid. */
export const rangeOf = ({ form, range }: Meaning): readonly [number, number] | undefined =>
  form === undefined ? range : [0, 1];

/** The values that a tensor stands for, float32: logits go through the sigmoid. */
export function valuesOf(ops: Operations, context: Meanings, tensor: Tensor): Tensor {
  const { form, ...meaning } = context.meaningOf(tensor);
  if (form === 'logits')
    return context.means(ops.sigmoid(tensor), { ...meaning, form: 'probabilities', range: [0, 1] });
  return context.means(asFloat(ops, tensor), context.meaningOf(tensor));
}

/** Refuses what can never become equal: a prediction in one range and a target in another. */
export function mustShareRange(prediction: Meaning, target: Meaning): void {
  const [a, b] = [rangeOf(prediction), rangeOf(target)];
  if (a && b && (a[0] !== b[0] || a[1] !== b[1]))
    throw new Problem(
      `The prediction ranges from ${a[0]} to ${a[1]} and the target from ${b[0]} to ${b[1]}, so they can never be equal. Set the range of the data to ${a[0]}..${a[1]}, or change what the network ends in.`,
      `예측의 범위는 ${a[0]}~${a[1]}, 목표의 범위는 ${b[0]}~${b[1]}이어서 서로 같아질 수 없습니다. 데이터의 범위를 ${a[0]}..${a[1]}로 바꾸거나 네트워크의 마지막 층을 바꾸세요.`,
    );
}
