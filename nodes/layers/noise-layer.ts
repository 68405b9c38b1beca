import { defineNode } from '../contract.ts';
import { featuresOf } from '../features.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'noise-layer',
  family: 'layers',
  places: ['design'],
  title: { en: 'Noise', ko: '노이즈 주입' },
  sentence: {
    en: 'Adds Gaussian noise, one plane of it for all channels, each of which learns how strongly it takes it: details that no style needs to decide.',
    ko: '가우시안 노이즈 한 장을 모든 채널에 더하고, 채널마다 세기를 학습합니다. 스타일이 정할 필요 없는 세부를 맡습니다.',
  },
  formula: 'y = x + s \\odot \\epsilon,\\quad \\epsilon \\sim \\mathcal{N}(0, I)',
  aliases: ['noise injection', 'stochastic variation', 'StyleGAN', '확률적 변이'],
  source: 'Karras, Laine & Aila 2019, section 3.2',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    strength: {
      type: 'number',
      default: 0,
      min: 0,
      max: 100,
      title: { en: 'Strength at the start', ko: '처음 세기' },
    },
  },
  build(ops, { input }, { strength }, context) {
    const features = featuresOf('noise-layer', input);
    const scale = context.weight('strength', [features], { kind: 'constant', value: strength });
    // Vectors have no places to share a plane over: each feature then has noise of its own.
    const shape = input.shape.length > 2 ? [...input.shape.slice(0, -1), 1] : input.shape;
    return { output: ops.add(input, ops.multiply(context.normalNoise(shape), scale)) };
  },
});
