import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape, isKnown } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { meanOver } from '../mean.ts';

const EPSILON = 1e-8;

export default defineNode({
  kind: 'minibatch-deviation',
  family: 'layers',
  places: ['design'],
  title: { en: 'Minibatch deviation', ko: '미니배치 표준편차' },
  sentence: {
    en: 'Adds one channel that says how much the examples of the batch differ: a generator that repeats itself is seen.',
    ko: '배치의 예제들이 서로 얼마나 다른지 알려 주는 채널 하나를 더합니다. 같은 것만 만드는 생성기가 드러납니다.',
  },
  formula:
    'y = [x;\\ \\overline{\\sigma}],\\quad \\overline{\\sigma} = \\tfrac{1}{D}\\textstyle\\sum_j \\sqrt{\\operatorname{Var}_B(x_j) + \\epsilon}',
  aliases: ['minibatch stddev', 'minibatch discrimination', 'diversity', '미니배치 판별'],
  source: 'Karras, Aila, Laine & Lehtinen 2018, section 3',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    group: {
      type: 'number',
      default: 0,
      min: 0,
      max: 65_536,
      integer: true,
      title: { en: 'Group', ko: '묶음 크기' },
      help: {
        en: 'So many examples are compared with each other; 0: the whole batch, which is also taken where the batch is open.',
        ko: '이만큼의 예제를 서로 비교합니다. 0이면 배치 전체이며, 배치 크기가 정해지지 않은 곳에서도 배치 전체를 씁니다.',
      },
    },
  },
  build(ops, { input }, { group }, context) {
    if (input.shape.length < 2)
      throw new Problem(
        `Minibatch deviation needs examples with features, [B, ..., features]; it was given ${formatShape(input.shape)}. A reshape can bring them into that form.`,
        `미니배치 표준편차에는 특징이 있는 예제 [B, ..., 특징]이(가) 필요한데 ${formatShape(input.shape)}이(가) 들어왔습니다. 모양 바꾸기로 맞출 수 있습니다.`,
      );
    const [batch, ...example] = input.shape;
    const whole = group === 0 || !isKnown(batch!) || batch % group !== 0;
    const each = whole ? deviation(ops, input, [1]) : inGroups(ops, input, batch, group);
    const spread = [...each.shape, ...example.map(() => 1)]; // [1 or B, 1, ..., 1]
    const channel = ops.broadcastTo(ops.reshape(each, { shape: spread }), {
      shape: [batch!, ...example.slice(0, -1), 1],
    });
    const output = ops.concat([input, channel], { axis: -1 });
    return { output: context.means(output, { kind: 'features' }) };
  },
});

/** The mean over all numbers of an example of their deviation over the batch, in that shape. */
function deviation(ops: Operations, x: Tensor, shape: readonly number[]): Tensor {
  const centred = ops.subtract(x, meanOver(ops, x, { axes: [0], keepDimensions: true }));
  const variance = meanOver(ops, ops.square(centred), { axes: [0] });
  return ops.reshape(ops.reduceMean(ops.sqrt(ops.add(variance, EPSILON))), { shape });
}

/** The deviation of each group of neighbours, for each of its examples: [B]. */
function inGroups(ops: Operations, x: Tensor, batch: number, group: number): Tensor {
  const parts = Array.from({ length: batch / group }, (_, i) => {
    const part = ops.slice(x, {
      begin: x.shape.map((_, axis) => (axis === 0 ? i * group : 0)),
      size: x.shape.map((_, axis) => (axis === 0 ? group : -1)),
    });
    return ops.broadcastTo(deviation(ops, part, [1]), { shape: [group] });
  });
  return ops.concat(parts, { axis: 0 });
}
