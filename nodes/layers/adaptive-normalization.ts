import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape, isKnown } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { featuresOf } from '../features.ts';
import { initializerDial, initializerFrom } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { epsilonDial, standardize } from '../normalization.ts';

export default defineNode({
  kind: 'adaptive-normalization',
  family: 'layers',
  places: ['design'],
  title: { en: 'Adaptive normalization (AdaIN, FiLM)', ko: '적응 정규화 (AdaIN, FiLM)' },
  sentence: {
    en: 'Takes the scale and shift of every channel away and gives it new ones, learned from a condition: a style, a class, a time.',
    ko: '채널마다 크기와 치우침을 없애고, 조건(스타일, 클래스, 시간)에서 배운 새 값을 줍니다.',
  },
  formula: 'y = (1 + \\gamma(c))\\,\\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} + \\beta(c)',
  aliases: [
    'AdaIN',
    'FiLM',
    'conditional normalization',
    'scale and shift',
    'style',
    '조건부 정규화',
    '스타일',
  ],
  source: 'Huang & Belongie 2017, eq. 8; Perez et al. 2018, eq. 2',
  inputs: {
    input: inputPort,
    condition: { symbol: 'c', title: { en: 'Condition', ko: '조건' } },
  },
  outputs: { output: outputPort },
  dials: {
    kind: {
      type: 'choice',
      default: 'instance',
      title: { en: 'Kind', ko: '종류' },
      options: {
        instance: { en: 'each channel alone (AdaIN)', ko: '채널마다 (AdaIN)' },
        group: { en: 'groups of channels', ko: '채널 묶음마다' },
        none: { en: 'no normalization, scale and shift only (FiLM)', ko: '정규화 없이 크기와 이동만 (FiLM)' },
      },
    },
    groups: {
      type: 'number',
      default: 8,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Groups', ko: '묶음 수' },
    },
    epsilon: epsilonDial,
    initializer: initializerDial,
  },
  build(ops, { input, condition }, { kind, groups, epsilon, initializer }, context) {
    const channels = featuresOf('adaptive-normalization', input);
    const size = conditionSize(condition, input);
    const kernel = context.weight('kernel', [size, 2 * channels], initializerFrom(initializer));
    const bias = context.weight('bias', [2 * channels], { kind: 'constant', value: 0 });
    const both = ops.add(ops.matMul(condition, kernel), bias); // [B, 2 channels]
    const places = input.shape.slice(1, -1).map(() => 1);
    const part = (begin: number) =>
      ops.reshape(ops.slice(both, { begin: [0, begin], size: [-1, channels] }), {
        shape: [both.shape[0]!, ...places, channels],
      });
    const normal = normalized(ops, input, kind, groups, channels, epsilon);
    return { output: ops.add(ops.multiply(normal, ops.add(part(0), 1)), part(channels)) };
  },
});

function conditionSize(condition: Tensor, input: Tensor): number {
  const [batch, size] = condition.shape;
  const fits = condition.shape.length === 2 && typeof size === 'number' && isKnown(size);
  if (fits && formatShape([batch!]) === formatShape([input.shape[0]!])) return size;
  throw new Problem(
    `The condition is one vector for each example, [B, features]; it is ${formatShape(condition.shape)} beside ${formatShape(input.shape)}. A flatten or an embedding can bring it into that form.`,
    `조건은 예제마다 벡터 하나 [B, 특징]이어야 하는데 ${formatShape(input.shape)} 옆에 ${formatShape(condition.shape)}이(가) 들어왔습니다. 펼치기나 임베딩으로 맞출 수 있습니다.`,
  );
}

function normalized(
  ops: Operations,
  x: Tensor,
  kind: 'instance' | 'group' | 'none',
  groups: number,
  channels: number,
  epsilon: number,
): Tensor {
  if (kind === 'none') return x;
  const places = x.shape.slice(1, -1).map((_, i) => i + 1);
  if (kind === 'instance') {
    if (places.length > 0) return standardize(ops, x, places, epsilon);
    throw new Problem(
      `A vector such as ${formatShape(x.shape)} has no places to take the mean of a channel over. Choose groups of channels, or FiLM.`,
      `${formatShape(x.shape)} 같은 벡터에는 채널의 평균을 낼 자리가 없습니다. 채널 묶음이나 FiLM을 고르세요.`,
    );
  }
  if (channels % groups !== 0)
    throw new Problem(
      `The ${channels} channels cannot be divided into ${groups} groups. Choose a number of groups that divides ${channels}.`,
      `채널 ${channels}개를 ${groups}묶음으로 나눌 수 없습니다. ${channels}을(를) 나누는 묶음 수를 고르세요.`,
    );
  const split = [...x.shape.slice(0, -1), groups, channels / groups];
  const over = [...places, split.length - 1];
  return ops.reshape(standardize(ops, ops.reshape(x, { shape: split }), over, epsilon), { shape: x.shape });
}
