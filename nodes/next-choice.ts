import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { formatShape, isKnown } from './alphabet/shape.ts';
import type { Dial } from './dial.ts';

/** How the next value of a sequence is chosen among those that a network offers: a pixel, a code, a letter. */

export const choiceDials = {
  temperature: {
    type: 'number',
    default: 1,
    min: 0,
    max: 100,
    live: true,
    title: { en: 'Temperature', ko: '온도' },
    help: {
      en: 'What the logits are divided by. 1: as the model says; below, likely choices become likelier; 0: always the likeliest.',
      ko: '로짓을 이 값으로 나눕니다. 1이면 모델이 말하는 대로, 작을수록 그럴듯한 것을 더 자주, 0이면 늘 가장 그럴듯한 것을 고릅니다.',
    },
  },
  topK: {
    type: 'number',
    default: 0,
    min: 0,
    max: 65_536,
    integer: true,
    title: { en: 'Top k', ko: '상위 k개' },
    help: {
      en: 'Chooses among the k likeliest only; 0: among all.',
      ko: '가장 그럴듯한 k개 중에서만 고릅니다. 0이면 모두 중에서 고릅니다.',
    },
  },
  topP: {
    type: 'number',
    default: 1,
    min: 0,
    max: 1,
    title: { en: 'Top p', ko: '상위 p' },
    help: {
      en: 'Chooses among the fewest likeliest whose probabilities reach p; 1: among all.',
      ko: '확률의 합이 p에 이르는 가장 적은 수의 그럴듯한 것 중에서만 고릅니다. 1이면 모두 중에서 고릅니다.',
    },
  },
} as const satisfies Readonly<Record<string, Dial>>;

/** What is left to choose from. */
export interface Choice {
  readonly topK: number;
  readonly topP: number;
}

/** Logits are divided by no less, so that at 0 the likeliest is all but certain and nothing overflows. */
const COLDEST = 1e-4;

/** Keeps what is rounded from reaching the last border, where the last choice would be taken although it may be left out. */
const BELOW_ONE = 1 - 2 ** -20;

/** Refuses settings that leave nothing to choose from, with a `Problem`. */
export function mustLeaveSomething({ topP }: Choice): void {
  if (topP > 0) return;
  throw new Problem(
    "A top p of 0 leaves nothing to choose from. Set 'topP' between 0 and 1 (1: no limit), or the temperature to 0 for always the likeliest.",
    "상위 p가 0이면 고를 것이 남지 않습니다. 'topP'를 0보다 크고 1 이하로 두거나(1이면 제한 없음), 늘 가장 그럴듯한 것을 고르려면 온도를 0으로 두세요.",
  );
}

/**
 * Draws one of K choices for each row of logits.
 * @param logits [N, K]
 * @param temperature a scalar
 * @param uniform [N], from U[0, 1): which of them it becomes
 * @returns numbers from 0 to K − 1, int32 [N]
 */
export function chosen(
  ops: Operations,
  logits: Tensor,
  temperature: Tensor,
  { topK, topP }: Choice,
  uniform: Tensor,
): Tensor {
  const [rows, count] = logits.shape;
  if (logits.shape.length !== 2 || count === undefined || !isKnown(count))
    throw new Problem(
      `A choice needs a number for each of a known count of choices, [B, K]; it was given ${formatShape(logits.shape)}.`,
      `고르려면 정해진 개수의 선택지마다 수가 하나씩 있는 [B, K]가 필요한데 ${formatShape(logits.shape)}이(가) 들어왔습니다.`,
    );
  const scaled = ops.divide(logits, ops.maximum(temperature, COLDEST));
  const all = ops.softmax(scaled, { axis: -1 });
  const left = (topK > 0 && topK < count) || topP < 1 ? ops.multiply(all, kept(ops, all, topK, topP)) : all;
  // The choice is how many of the borders lie at or below u · (all that is left); what has no share lies between equal borders.
  const borders = ops.cumulativeSum(left, { axis: 1 });
  const last = ops.slice(borders, { begin: [0, count - 1], size: [rows!, 1] });
  const share = ops.reshape(ops.multiply(uniform, BELOW_ONE), { shape: [rows!, 1] });
  const point = ops.multiply(share, last);
  const passed = ops.cast(ops.lessEqual(borders, point), { dtype: 'float32' });
  const number = ops.reduceSum(passed, { axes: [1] });
  return ops.cast(ops.minimum(number, count - 1), { dtype: 'int32' });
}

/**
 * 1 for what is left to choose from, else 0, [N, K]: among the k likeliest (Fan et al. 2018), and where those before it do not
 * reach p yet (Holtzman et al. 2020, the nucleus). Among equals the first comes first.
 */
function kept(ops: Operations, probabilities: Tensor, topK: number, topP: number): Tensor {
  const [rows, count] = probabilities.shape as readonly [Tensor['shape'][number], number];
  const own = ops.reshape(probabilities, { shape: [rows, count, 1] });
  const other = ops.reshape(probabilities, { shape: [rows, 1, count] });
  const earlier = ops.constant({
    value: Array.from({ length: count * count }, (_, i) => (i % count < Math.floor(i / count) ? 1 : 0)),
    shape: [1, count, count],
    dtype: 'float32',
  });
  const float = (which: Tensor) => ops.cast(which, { dtype: 'float32' });
  // before[n, i, j]: j is chosen before i.
  const before = ops.add(float(ops.greater(other, own)), ops.multiply(float(ops.equal(other, own)), earlier));
  const limits: Tensor[] = [];
  if (topK > 0) limits.push(float(ops.less(ops.reduceSum(before, { axes: [2] }), topK)));
  if (topP < 1) limits.push(float(ops.less(ops.reduceSum(ops.multiply(before, other), { axes: [2] }), topP)));
  return limits.reduce((both, limit) => ops.multiply(both, limit));
}
