import {
  dilationsDial,
  drawBlock,
  drawLabel,
  drawLogits,
  drawSeen,
  headDial,
  pixelcnnDials,
} from '../pixelcnn-sketch.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'pixelcnn-along',
  title: { en: 'PixelCNN: along the row', ko: '픽셀CNN: 행을 따라' },
  sentence: {
    en: 'Says for each pixel of a row how likely its values are, given what stands to the left and what the rows above hold: the horizontal stack of a gated PixelCNN.',
    ko: '행의 왼쪽에 있는 것과 위쪽 행들의 내용을 받아, 픽셀의 값마다 얼마나 그럴듯한지 말합니다. 게이트 픽셀CNN의 수평 층들입니다.',
  },
  aliases: ['horizontal stack', 'gated PixelCNN', '수평 스택'],
  dials: {
    levels: pixelcnnDials.levels,
    filters: pixelcnnDials.filters,
    reach: {
      type: 'number',
      default: 4,
      min: 1,
      max: 31,
      integer: true,
      title: { en: 'Pixels to the left, first layer', ko: '첫 층이 보는 왼쪽 픽셀 수' },
    },
    dilations: {
      ...dilationsDial,
      default: [4, 8, 11],
      help: {
        en: 'A block for each number; with dilation d it reaches d pixels further to the left. Nothing is left out where none is larger than what is reached before it.',
        ko: '수마다 블록이 하나씩 생깁니다. 팽창이 d이면 d픽셀 더 왼쪽까지 봅니다. 앞에서 이미 닿은 거리보다 크지 않아야 빠지는 픽셀이 없습니다.',
      },
    },
    gated: pixelcnnDials.gated,
    head: headDial,
    dropout: pixelcnnDials.dropout,
    classes: pixelcnnDials.classes,
  },
  draw(dials) {
    const { levels, filters } = dials;
    const drawing = sketch();
    const seen = drawSeen(drawing, levels);
    const above = drawing.input('above-input', { name: 'above', meaning: 'features', symbol: 'v' });
    const told = drawLabel(drawing, dials);
    const left = seen.to('first', 'masked-conv2d', { mask: 'A', filters, kernel: [1, 2 * dials.reach + 1] });
    const joined = above.to('above-projection', 'conv2d', { filters, kernel: [1] });
    let x = left.to('left-and-above', 'add', {}, { into: 'a', beside: { b: joined }, from: 'result' });
    dials.dilations.forEach((dilation, i) => {
      const look = { mask: 'B', kernel: [1, 3], dilation: [1, dilation] } as const;
      x = drawBlock(x, `block-${i + 1}`, told, dials, look);
    });
    drawLogits(x, levels, dials.head);
    return drawing.design('pixelcnn-along', dials);
  },
});
