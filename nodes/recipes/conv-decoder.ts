import { Problem } from '../alphabet/problem.ts';
import {
  channelsDial,
  denseWidthDial,
  endDial,
  endsIn,
  hiddenActivationDial,
  sizeDial,
} from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'conv-decoder',
  title: { en: 'Decoder', ko: '디코더' },
  sentence: {
    en: 'Unfolds a latent vector into a small image and doubles it with each transposed convolution.',
    ko: '잠재 벡터를 작은 이미지로 펼치고, 전치 합성곱마다 두 배로 키웁니다.',
  },
  aliases: ['convolutional decoder', 'generator', '합성곱 디코더', '복호기'],
  dials: {
    size: sizeDial,
    channels: {
      ...channelsDial,
      help: {
        en: 'From the large image to the small one, as in the encoder.',
        ko: '인코더처럼 큰 이미지 쪽부터 차례로 씁니다.',
      },
    },
    dense: denseWidthDial,
    activation: hiddenActivationDial,
    output: { ...endDial, default: 'logits' },
  },
  draw(dials) {
    const [height, width, channels] = dials.size as readonly [number, number, number];
    const shrunk = 2 ** dials.channels.length;
    if (dials.channels.length === 0 || height % shrunk !== 0 || width % shrunk !== 0)
      throw new Problem(
        `A decoder doubles its image once for each of its channels: ${dials.channels.length} numbers of channels need sides that ${shrunk} divides, and at least one is needed; the image is ${height} × ${width}. Change 'size' or 'channels'.`,
        `디코더는 채널 수 하나마다 이미지를 두 배로 키웁니다. 채널 수가 ${dials.channels.length}개면 변의 길이가 ${shrunk}(으)로 나누어져야 하고, 채널 수는 하나 이상 있어야 합니다. 이미지는 ${height} × ${width}입니다. 'size'나 'channels'를 바꾸세요.`,
      );
    const drawing = sketch();
    const { activation } = dials;
    const end = endsIn[dials.output];
    const small = [height / shrunk, width / shrunk, dials.channels.at(-1)!];
    let stroke = drawing
      .input('latent-input', { name: 'latent', meaning: 'latent', symbol: 'z' })
      .to('dense-1', 'dense', { units: dials.dense, activation })
      .to('dense-2', 'dense', { units: small.reduce((a, b) => a * b), activation })
      .to('reshape', 'reshape', { shape: small });
    const filters = [...dials.channels.slice(0, -1).toReversed(), channels];
    filters.forEach((count, i) => {
      stroke = stroke.to(`transposed-convolution-${i + 1}`, 'conv2d-transpose', {
        filters: count,
        kernel: [4],
        strides: [2],
        padding: 'same',
        activation: i === filters.length - 1 ? end.activation : activation,
      });
    });
    stroke.output('image-output', { name: 'image', meaning: 'image', form: end.form, symbol: '\\hat{x}' });
    return drawing.design('conv-decoder', dials);
  },
});
