import { Problem } from '../alphabet/problem.ts';
import { mustHaveRank } from '../alphabet/rules.ts';
import { formatShape, isKnown } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { factorDial } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'upsample',
  family: 'layers',
  places: ['design'],
  title: { en: 'Upsample', ko: '업샘플링' },
  sentence: {
    en: 'Makes an image larger, by repeating pixels or by blending between them.',
    ko: '픽셀을 반복하거나 그 사이를 섞어서 이미지를 키웁니다.',
  },
  formula: 'y_{ij} = x_{\\lfloor i/k \\rfloor \\lfloor j/k \\rfloor}',
  aliases: ['UpSampling2D', 'resize', 'enlarge', '확대'],
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    factor: factorDial,
    method: {
      type: 'choice',
      default: 'nearest',
      title: { en: 'Method', ko: '방법' },
      options: { nearest: { en: 'nearest', ko: '최근접' }, bilinear: { en: 'bilinear', ko: '쌍선형' } },
    },
  },
  build(ops, { input }, dials) {
    const { factor } = dials;
    mustHaveRank('upsample', input, 4, '[batch, height, width, channels]');
    if (dials.method === 'nearest') return { output: ops.upsampleNearest(input, { factor }) };
    const [, height, width] = input.shape;
    if (!isKnown(height!) || !isKnown(width!))
      throw new Problem(
        `upsample needs an image of fixed height and width to blend pixels; it was given ${formatShape(input.shape)}. Take the method 'nearest'.`,
        `upsample에서 픽셀을 섞으려면 세로와 가로가 정해진 이미지가 필요한데 ${formatShape(input.shape)}이(가) 들어왔습니다. 방법을 'nearest'로 바꾸세요.`,
      );
    return { output: ops.resizeBilinear(input, { size: [height * factor, width * factor] }) };
  },
});
