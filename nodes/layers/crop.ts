import { Problem } from '../alphabet/problem.ts';
import { mustHaveRank } from '../alphabet/rules.ts';
import { formatShape, isKnown } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { sidesDial, sidesOf } from '../image-sides.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'crop',
  family: 'layers',
  places: ['board', 'design'],
  title: { en: 'Crop', ko: '가장자리 자르기' },
  sentence: {
    en: 'Cuts the sides off an image and keeps what is between them.',
    ko: '이미지의 가장자리를 잘라 내고 안쪽만 남깁니다.',
  },
  formula: 'y_{ij} = x_{i+t,\\,j+l}',
  aliases: ['Cropping2D', 'cut', 'trim', '크롭'],
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: { sides: sidesDial },
  build(ops, { input }, { sides }, context) {
    mustHaveRank('crop', input, 4, '[batch, height, width, channels]');
    const { top, bottom, left, right } = sidesOf('sides', sides);
    const [batch, height, width, channels] = input.shape;
    if (!isKnown(height!) || !isKnown(width!) || top + bottom >= height || left + right >= width)
      throw new Problem(
        `Crop takes ${top + bottom} rows and ${left + right} columns off an image that has ${formatShape([height!])} and ${formatShape([width!])}, so nothing would be left. Cut less off.`,
        `자르기가 행 ${top + bottom}개와 열 ${left + right}개를 잘라 내려 하는데 이미지의 세로는 ${formatShape([height!])}, 가로는 ${formatShape([width!])}이어서 남는 것이 없습니다. 더 적게 자르세요.`,
      );
    const cropped = ops.slice(input, {
      begin: [0, top, left, 0],
      size: [batch!, height - top - bottom, width - left - right, channels!],
    });
    return { output: context.means(cropped, context.meaningOf(input)) };
  },
});
