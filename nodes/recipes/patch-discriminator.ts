import { channelsDial } from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';
import { spectralDial } from '../spectral-normalization.ts';

export default defineRecipe({
  kind: 'patch-discriminator',
  title: { en: 'Patch discriminator', ko: '패치 판별기' },
  sentence: {
    en: 'Gives every patch of an image a score of its own: it judges texture and style, and leaves the whole to others.',
    ko: '이미지의 조각마다 점수를 따로 매깁니다. 질감과 화풍을 보고, 전체는 다른 것에 맡깁니다.',
  },
  aliases: ['PatchGAN', 'pix2pix', 'CycleGAN', '판별기'],
  dials: { channels: { ...channelsDial, default: [32, 64] }, spectral: spectralDial },
  draw(dials) {
    const drawing = sketch();
    const { spectral } = dials;
    let stroke = drawing.input('image-input', { name: 'image', meaning: 'image', symbol: 'x' });
    dials.channels.forEach((filters, i) => {
      const halving = { filters, kernel: [4], strides: [2], padding: 'same', spectral };
      stroke = stroke.to(`convolution-${i + 1}`, 'conv2d', {
        ...halving,
        activation: i === 0 ? 'leaky' : 'linear',
      });
      // The first layer sees the image's own contrast, the others do not (Isola et al. 2017, section 6.1).
      if (i > 0)
        stroke = stroke
          .to(`normalization-${i + 1}`, 'instance-normalization')
          .to(`activation-${i + 1}`, 'activation', { activation: 'leaky' });
    });
    stroke
      .to('scores', 'conv2d', { filters: 1, kernel: [3], padding: 'same', spectral })
      .output('score-output', { name: 'score', meaning: 'score', form: 'logits', symbol: 's' });
    return drawing.design('patch-discriminator', dials);
  },
});
