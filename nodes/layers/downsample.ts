import { Problem } from '../alphabet/problem.ts';
import { mustHaveRank } from '../alphabet/rules.ts';
import { formatShape, isKnown } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { factorDial } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'downsample',
  family: 'layers',
  places: ['design'],
  title: { en: 'Downsample', ko: '다운샘플링' },
  sentence: {
    en: 'Makes an image smaller, by the mean of each square of pixels or by its first pixel.',
    ko: '픽셀 정사각형마다 평균이나 첫 픽셀을 골라 이미지를 줄입니다.',
  },
  formula: 'y_{ij} = \\tfrac{1}{k^2} \\textstyle\\sum_{u, v < k} x_{ik+u,\\,jk+v}',
  aliases: ['resize', 'shrink', 'reduce', '축소'],
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    factor: factorDial,
    method: {
      type: 'choice',
      default: 'mean',
      title: { en: 'Method', ko: '방법' },
      options: { mean: { en: 'mean', ko: '평균' }, nearest: { en: 'nearest', ko: '최근접' } },
    },
  },
  build(ops, { input }, { factor, method }, context) {
    mustHaveRank('downsample', input, 4, '[batch, height, width, channels]');
    const [batch, height, width, channels] = input.shape;
    if (!isKnown(height!) || !isKnown(width!) || height % factor !== 0 || width % factor !== 0)
      throw new Problem(
        `A factor of ${factor} does not divide height and width of ${formatShape(input.shape)}. Choose one that does, or pad or crop the image first.`,
        `배율 ${factor}은(는) ${formatShape(input.shape)}의 세로와 가로를 나누지 못합니다. 나누어지는 배율을 고르거나, 먼저 여백을 채우거나 자르세요.`,
      );
    const [down, across] = [height / factor, width / factor];
    const smaller = () => {
      if (method === 'mean') return ops.averagePool(input, { size: [factor, factor] });
      const squares = ops.reshape(input, { shape: [batch!, down, factor, across, factor, channels!] });
      const first = ops.slice(squares, { begin: [0, 0, 0, 0, 0, 0], size: [-1, -1, 1, -1, 1, -1] });
      return ops.reshape(first, { shape: [batch!, down, across, channels!] });
    };
    return { output: context.means(smaller(), context.meaningOf(input)) };
  },
});
