import { channelsDial, denseWidthDial, hiddenActivationDial } from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';
import { sharedSizeDial } from '../tower-dials.ts';

export default defineRecipe({
  kind: 'image-tower',
  title: { en: 'Image encoder (tower)', ko: '이미지 인코더 (타워)' },
  sentence: {
    en: 'Makes one vector of a picture, in the space that it shares with a text encoder.',
    ko: '그림을 텍스트 인코더와 함께 쓰는 공간의 벡터 하나로 만듭니다.',
  },
  aliases: ['CLIP', 'vision encoder', '비전 인코더'],
  dials: {
    channels: { ...channelsDial, default: [32, 64, 64] },
    dense: denseWidthDial,
    shared: sharedSizeDial,
    activation: hiddenActivationDial,
  },
  draw(dials) {
    const drawing = sketch();
    const { activation, dense, shared } = dials;
    let stroke = drawing.input('image-input', { name: 'image', meaning: 'image', symbol: 'x' });
    dials.channels.forEach((filters, i) => {
      const halving = { filters, kernel: [i < 2 ? 4 : 3], strides: [2], padding: 'same', activation };
      stroke = stroke.to(`convolution-${i + 1}`, 'conv2d', halving);
    });
    stroke
      .to('flatten', 'flatten')
      .to('dense-1', 'dense', { units: dense, activation })
      .to('dense-2', 'dense', { units: shared })
      // All vectors on one sphere, of radius √size: what counts is the direction, and others may read it as it is.
      .to('on-a-sphere', 'rms-normalization', { scale: false })
      .output('embedding-output', { name: 'embedding', meaning: 'features', symbol: 'u' });
    return drawing.design('image-tower', dials);
  },
});
