import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { featuresOf } from '../features.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { epsilonDial, scaleAndShift, scaleDial, shiftDial, standardize } from '../normalization.ts';

export default defineNode({
  kind: 'group-normalization',
  family: 'layers',
  places: ['design'],
  title: { en: 'Group normalization', ko: '그룹 정규화' },
  sentence: {
    en: 'Gives groups of channels mean 0 and variance 1, in each example on its own.',
    ko: '예제마다 따로 채널을 그룹으로 묶어 평균 0, 분산 1로 맞춥니다.',
  },
  formula: 'y = \\gamma \\frac{x - \\mu_g}{\\sqrt{\\sigma_g^2 + \\epsilon}} + \\beta',
  aliases: ['group norm', 'GN', 'GroupNorm'],
  source: 'Wu & He 2018, "Group normalization"',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    groups: {
      type: 'number',
      default: 8,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Groups', ko: '그룹 수' },
    },
    epsilon: epsilonDial,
    scale: scaleDial,
    shift: shiftDial,
  },
  build(ops, { input }, dials, context) {
    const channels = featuresOf('group-normalization', input);
    const members = channels / dials.groups;
    if (!Number.isInteger(members))
      throw new Problem(
        `group-normalization needs groups of equal size; ${formatShape(input.shape)} has ${channels} channels, which ${dials.groups} groups do not divide. Choose a divisor of ${channels}.`,
        `group-normalization의 그룹은 크기가 같아야 하는데 ${formatShape(input.shape)}의 채널 ${channels}개는 ${dials.groups}그룹으로 나누어지지 않습니다. ${channels}의 약수를 고르세요.`,
      );
    const apart = ops.reshape(input, { shape: [...input.shape.slice(0, -1), dials.groups, members] });
    const places = input.shape.slice(1, -1).map((_, axis) => axis + 1);
    const normalized = standardize(ops, apart, [...places, -1], dials.epsilon);
    const together = ops.reshape(normalized, { shape: input.shape });
    return { output: scaleAndShift(ops, together, dials, context) };
  },
});
