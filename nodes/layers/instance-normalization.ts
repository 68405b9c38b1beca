import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { featuresOf } from '../features.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { epsilonDial, scaleAndShift, scaleDial, shiftDial, standardize } from '../normalization.ts';

export default defineNode({
  kind: 'instance-normalization',
  family: 'layers',
  places: ['design'],
  title: { en: 'Instance normalization', ko: '인스턴스 정규화' },
  sentence: {
    en: 'Gives every channel of every image mean 0 and variance 1: its contrast goes, its structure stays.',
    ko: '이미지마다 채널마다 평균 0, 분산 1로 맞춥니다. 대비는 사라지고 구조는 남습니다.',
  },
  formula: 'y = \\gamma \\frac{x - \\mu_{nc}}{\\sqrt{\\sigma_{nc}^2 + \\epsilon}} + \\beta',
  aliases: ['instance norm', 'IN', 'InstanceNorm', 'contrast normalization'],
  source:
    'Ulyanov, Vedaldi & Lempitsky 2016, "Instance normalization: The missing ingredient for fast stylization"',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: { epsilon: epsilonDial, scale: scaleDial, shift: shiftDial },
  build(ops, { input }, dials, context) {
    featuresOf('instance-normalization', input);
    const places = input.shape.slice(1, -1).map((_, axis) => axis + 1);
    if (places.length === 0)
      throw new Problem(
        `instance-normalization needs places to take the mean over, such as [batch, height, width, channels]; it was given ${formatShape(input.shape)}. Use layer normalization for plain vectors.`,
        `instance-normalization에는 평균을 낼 자리가 있는 텐서(예: [배치, 세로, 가로, 채널])가 필요한데 ${formatShape(input.shape)}이(가) 들어왔습니다. 벡터에는 층 정규화를 쓰세요.`,
      );
    return { output: scaleAndShift(ops, standardize(ops, input, places, dials.epsilon), dials, context) };
  },
});
