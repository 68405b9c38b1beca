import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { featuresOf } from '../features.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'fourier-features',
  family: 'layers',
  places: ['design'],
  title: { en: 'Fourier features', ko: '푸리에 특징' },
  sentence: {
    en: 'Adds sines and cosines of each feature, so that a small network can follow fine shapes of few numbers.',
    ko: '특징마다 사인과 코사인을 덧붙여, 작은 네트워크도 수 몇 개로 된 세밀한 모양을 따라가게 합니다.',
  },
  formula: 'y = [x;\\ \\sin(k x);\\ \\cos(k x)]_{k}',
  aliases: ['positional encoding', 'NeRF', 'random features', '위치 인코딩'],
  source: 'Tancik et al. 2020, "Fourier features let networks learn high frequency functions"',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    frequencies: {
      type: 'numbers',
      default: [1, 2, 4, 8],
      min: 1e-3,
      max: 1e4,
      title: { en: 'Frequencies k', ko: '주파수 k' },
    },
  },
  build(ops, { input }, { frequencies }) {
    featuresOf('fourier-features', input);
    if (frequencies.length === 0)
      throw new Problem(
        "fourier-features has no frequency, so it would add nothing. Give 'frequencies' at least one number, or switch the layer off.",
        "fourier-features에 주파수가 없어 덧붙일 것이 없습니다. 'frequencies'에 수를 하나 이상 넣거나 층을 끄세요.",
      );
    const angles = frequencies.map((k) => ops.multiply(input, k));
    return {
      output: ops.concat([input, ...angles.map((x) => ops.sin(x)), ...angles.map((x) => ops.cos(x))], {
        axis: -1,
      }),
    };
  },
});
