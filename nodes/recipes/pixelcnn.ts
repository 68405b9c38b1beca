import {
  dilationsDial,
  drawBlock,
  drawLabel,
  drawLogits,
  drawSeen,
  headDial,
  pixelcnnDials,
  sideDial,
} from '../pixelcnn-sketch.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'pixelcnn',
  title: { en: 'PixelCNN', ko: '픽셀CNN' },
  sentence: {
    en: 'Says for each pixel, or each code of a map, how likely its values are, given only what was drawn before it: the rows above and what stands to the left.',
    ko: '픽셀이나 코드마다 먼저 그려진 것(위쪽 행들과 왼쪽)만 보고 각 값이 얼마나 그럴듯한지 말합니다.',
  },
  aliases: ['PixelRNN', 'autoregressive', 'gated PixelCNN', 'prior', '자기회귀', '픽셀씨엔엔', '사전 분포'],
  dials: {
    levels: pixelcnnDials.levels,
    filters: pixelcnnDials.filters,
    first: { ...sideDial, default: '7', title: { en: 'First kernel (mask A)', ko: '첫 커널 (마스크 A)' } },
    kernel: {
      ...sideDial,
      default: '5',
      title: { en: 'Kernel of the blocks (mask B)', ko: '블록 커널 (마스크 B)' },
    },
    dilations: {
      ...dilationsDial,
      help: {
        en: 'A block for each number; a 3 × 3 kernel with dilation d reaches d rows further up, a 5 × 5 one 2 d.',
        ko: '수마다 블록이 하나씩 생깁니다. 팽창이 d이면 3 × 3 커널은 d행, 5 × 5 커널은 2d행 더 위까지 봅니다.',
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
    const told = drawLabel(drawing, dials);
    // The first layer leaves the pixel itself out; from there on it may be seen, as it holds only what came before.
    let x = seen.to('first', 'masked-conv2d', { mask: 'A', filters, kernel: [Number(dials.first)] });
    dials.dilations.forEach((dilation, i) => {
      const look = { mask: 'B', kernel: [Number(dials.kernel)], dilation: [dilation] } as const;
      x = drawBlock(x, `block-${i + 1}`, told, dials, look);
    });
    drawLogits(x, levels, dials.head);
    return drawing.design('pixelcnn', dials);
  },
});
