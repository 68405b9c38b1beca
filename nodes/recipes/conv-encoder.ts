import { channelsDial, denseWidthDial, hiddenActivationDial } from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'conv-encoder',
  title: { en: 'Encoder', ko: '인코더' },
  sentence: {
    en: 'Halves an image with each convolution and squeezes what is left into a latent vector.',
    ko: '합성곱마다 이미지를 절반으로 줄이고, 남은 것을 잠재 벡터로 압축합니다.',
  },
  aliases: ['convolutional encoder', '합성곱 인코더', '부호기'],
  dials: {
    channels: channelsDial,
    dense: denseWidthDial,
    latent: {
      type: 'number',
      default: 2,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Latent size', ko: '잠재 벡터 크기' },
    },
    heads: {
      type: 'choice',
      default: 'gaussian',
      title: { en: 'Heads', ko: '출력 머리' },
      options: {
        gaussian: { en: 'mean and log variance', ko: '평균과 로그 분산' },
        one: { en: 'the latent vector', ko: '잠재 벡터 하나' },
      },
    },
    unitVariance: {
      type: 'flag',
      default: false,
      title: { en: 'Latents of variance 1', ko: '분산 1인 잠재 벡터' },
      help: {
        en: 'A batch normalization without scale ends the mean, so that a diffusion in the latents needs no scaling constant.',
        ko: '평균 끝에 스케일 없는 배치 정규화를 두어, 잠재 공간의 확산에 배율 상수가 필요 없게 합니다.',
      },
    },
    activation: hiddenActivationDial,
  },
  draw(dials) {
    const drawing = sketch();
    const { activation, latent } = dials;
    let stroke = drawing.input('image-input', { name: 'image', meaning: 'image', symbol: 'x' });
    dials.channels.forEach((filters, i) => {
      const halving = { filters, kernel: [4], strides: [2], padding: 'same', activation };
      stroke = stroke.to(`convolution-${i + 1}`, 'conv2d', halving);
    });
    const features = stroke
      .to('flatten', 'flatten')
      .to('dense-1', 'dense', { units: dials.dense, activation });
    const head = (id: string) => features.to(id, 'dense', { units: latent });
    const centred = (id: string) =>
      dials.unitVariance
        ? head(id).to(`${id}-normalization`, 'batch-normalization', { scale: false, shift: false })
        : head(id);
    if (dials.heads === 'one')
      centred('latent').output('latent-output', { name: 'latent', meaning: 'latent', symbol: 'z' });
    else {
      centred('mean').output('mean-output', { name: 'mean', meaning: 'mean', symbol: '\\mu' });
      head('log-variance').output('log-variance-output', {
        name: 'logVariance',
        meaning: 'log variance',
        symbol: '\\log\\sigma^2',
      });
    }
    return drawing.design('conv-encoder', dials);
  },
});
