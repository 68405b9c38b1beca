import { defineNode } from '../contract.ts';
import { mustHaveRank } from '../alphabet/rules.ts';
import { sidesDial, sidesOf } from '../image-sides.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'pad',
  family: 'layers',
  places: ['board', 'design'],
  title: { en: 'Pad', ko: '여백 채우기' },
  sentence: {
    en: 'Lays a frame of one value around an image.',
    ko: '이미지 둘레에 한 가지 값으로 테두리를 두릅니다.',
  },
  formula: 'y_{ij} = x_{i-t,\\,j-l}',
  aliases: ['ZeroPadding2D', 'padding', 'border', '패딩', '테두리'],
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    sides: sidesDial,
    value: {
      type: 'number',
      default: 0,
      min: -1e6,
      max: 1e6,
      title: { en: 'Value of the frame', ko: '테두리 값' },
    },
  },
  build(ops, { input }, { sides, value }, context) {
    mustHaveRank('pad', input, 4, '[batch, height, width, channels]');
    const { top, bottom, left, right } = sidesOf('sides', sides);
    const padded = ops.pad(input, {
      paddings: [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
      value,
    }); // [B, height + top + bottom, width + left + right, channels]
    const meaning = context.meaningOf(input);
    const [low, high] = meaning.range ?? [value, value];
    return {
      output: context.means(padded, {
        ...meaning,
        ...(meaning.range ? { range: [Math.min(low, value), Math.max(high, value)] } : {}),
      }),
    };
  },
});
