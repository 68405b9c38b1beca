import {
  dilationsDial,
  drawBlock,
  drawLabel,
  drawSeen,
  pixelcnnDials,
  sideDial,
} from '../pixelcnn-sketch.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'pixelcnn-above',
  title: { en: 'PixelCNN: the rows above', ko: '픽셀CNN: 위쪽 행' },
  sentence: {
    en: 'Tells for each place what the rows above it hold: the vertical stack of a gated PixelCNN. Nothing of the row itself is seen, so that drawing a row asks it once.',
    ko: '자리마다 위쪽 행들의 내용을 알려 줍니다. 게이트 픽셀CNN의 수직 층들입니다. 자기 행은 전혀 보지 않으므로 한 행을 그릴 때 한 번만 물으면 됩니다.',
  },
  aliases: ['vertical stack', 'gated PixelCNN', '수직 스택'],
  dials: {
    levels: pixelcnnDials.levels,
    filters: pixelcnnDials.filters,
    first: {
      ...sideDial,
      default: '7',
      title: { en: 'First kernel (its upper rows)', ko: '첫 커널 (위쪽 행만)' },
    },
    kernel: { ...sideDial, default: '3', title: { en: 'Kernel of the blocks', ko: '블록 커널' } },
    dilations: {
      ...dilationsDial,
      default: [1, 2, 4, 8, 1, 8],
      help: {
        en: 'A block for each number; a 3 × 3 kernel with dilation d reaches d rows further up.',
        ko: '수마다 블록이 하나씩 생깁니다. 팽창이 d이면 3 × 3 커널은 d행 더 위까지 봅니다.',
      },
    },
    gated: pixelcnnDials.gated,
    dropout: pixelcnnDials.dropout,
    classes: pixelcnnDials.classes,
  },
  draw(dials) {
    const { filters } = dials;
    const drawing = sketch();
    const seen = drawSeen(drawing, dials.levels);
    const told = drawLabel(drawing, dials);
    // After the first layer a row holds only what lies above it: the others may see it whole.
    let x = seen.to('first', 'masked-conv2d', { mask: 'above', filters, kernel: [Number(dials.first)] });
    dials.dilations.forEach((dilation, i) => {
      const look = { mask: 'rows', kernel: [Number(dials.kernel)], dilation: [dilation] } as const;
      x = drawBlock(x, `block-${i + 1}`, told, dials, look);
    });
    x.output('above-output', { name: 'above', meaning: 'features', symbol: 'v' });
    return drawing.design('pixelcnn-above', dials);
  },
});
