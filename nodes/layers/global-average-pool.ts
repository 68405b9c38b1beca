import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'global-average-pool',
  family: 'layers',
  places: ['design'],
  title: { en: 'Global average pooling', ko: '전역 평균 풀링' },
  sentence: {
    en: 'Takes the mean of each channel over all places, which leaves one vector for each example.',
    ko: '채널마다 모든 자리의 평균을 내어 예제마다 벡터 하나를 남깁니다.',
  },
  formula: 'y_c = \\frac{1}{HW} \\sum_{i, j} x_{ijc}',
  aliases: ['GlobalAveragePooling2D', 'GAP', '글로벌 평균 풀링'],
  source: 'Lin, Chen & Yan 2014, "Network in network", section 3.2',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {},
  build(ops, { input }) {
    const places = input.shape.slice(1, -1).map((_, axis) => axis + 1);
    if (places.length > 0) return { output: ops.reduceMean(input, { axes: places }) }; // [batch, channels]
    throw new Problem(
      `global-average-pool needs places to take the mean over, such as [batch, height, width, channels]; it was given ${formatShape(input.shape)}. Leave it out for plain vectors.`,
      `global-average-pool에는 평균을 낼 자리가 있는 텐서(예: [배치, 세로, 가로, 채널])가 필요한데 ${formatShape(input.shape)}이(가) 들어왔습니다. 벡터라면 이 층을 빼세요.`,
    );
  },
});
