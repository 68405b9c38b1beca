import { Problem } from '../alphabet/problem.ts';
import {
  channelsDial,
  classesDial,
  conditionDial,
  conditionSizeDial,
  endDial,
  endsIn,
  sizeDial,
} from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'dcgan-generator',
  title: { en: 'Generator', ko: '생성기 (생성자)' },
  sentence: {
    en: 'Unfolds noise into a small stack of features and doubles it with transposed convolutions, batch normalization between them; on request it is told the class.',
    ko: '노이즈를 작은 특징 더미로 펼치고 배치 정규화를 사이에 둔 전치 합성곱으로 두 배씩 키웁니다. 원하면 클래스를 함께 받습니다.',
  },
  aliases: ['DCGAN', 'GAN', 'conditional GAN', '생성 네트워크'],
  dials: {
    size: sizeDial,
    channels: {
      ...channelsDial,
      default: [64, 128],
      help: {
        en: 'From the large image to the small one, as in the discriminator.',
        ko: '판별기처럼 큰 이미지 쪽부터 차례로 씁니다.',
      },
    },
    condition: conditionDial,
    classes: classesDial,
    conditionSize: conditionSizeDial,
    output: { ...endDial, default: 'tanh' },
  },
  draw(dials) {
    const [height, width, channels] = dials.size as readonly [number, number, number];
    const shrunk = 2 ** dials.channels.length;
    if (dials.channels.length === 0 || height % shrunk !== 0 || width % shrunk !== 0)
      throw new Problem(
        `A generator doubles its image once for each of its channels: ${dials.channels.length} numbers of channels need sides that ${shrunk} divides, and at least one is needed; the image is ${height} × ${width}. Change 'size' or 'channels'.`,
        `생성기는 채널 수 하나마다 이미지를 두 배로 키웁니다. 채널 수가 ${dials.channels.length}개면 변의 길이가 ${shrunk}(으)로 나누어져야 하고, 채널 수는 하나 이상 있어야 합니다. 이미지는 ${height} × ${width}입니다. 'size'나 'channels'를 바꾸세요.`,
      );
    const drawing = sketch();
    const end = endsIn[dials.output];
    const small = [height / shrunk, width / shrunk, dials.channels.at(-1)!];
    const latent = drawing.input('latent-input', { name: 'latent', meaning: 'latent', symbol: 'z' });
    let stroke = latent;
    if (dials.condition === 'class') {
      const label = drawing.input('label-input', { name: 'label', meaning: 'label', symbol: 'y' });
      stroke = label
        .to('class', 'embedding', { count: dials.classes, size: dials.conditionSize })
        .joined('latent-and-class', latent);
    }
    stroke = stroke
      .to('dense', 'dense', { units: small.reduce((a, b) => a * b), bias: false })
      .to('reshape', 'reshape', { shape: small });
    const filters = [...dials.channels.slice(0, -1).toReversed(), channels];
    filters.forEach((count, i) => {
      const last = i === filters.length - 1;
      stroke = stroke
        .to(`normalization-${i + 1}`, 'batch-normalization', { momentum: 0.9 })
        .to(`activation-${i + 1}`, 'activation', { activation: 'ReLU' })
        .to(`transposed-convolution-${i + 1}`, 'conv2d-transpose', {
          filters: count,
          kernel: [4],
          strides: [2],
          padding: 'same',
          activation: last ? end.activation : 'linear',
          bias: last,
        });
    });
    stroke.output('image-output', { name: 'image', meaning: 'image', form: end.form, symbol: '\\tilde{x}' });
    return drawing.design('dcgan-generator', dials);
  },
});
