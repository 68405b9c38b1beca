import { channelsDial, classesDial, conditionDial } from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';
import { spectralDial } from '../spectral-normalization.ts';

export default defineRecipe({
  kind: 'conv-discriminator',
  title: { en: 'Discriminator', ko: '판별기 (구분자)' },
  sentence: {
    en: 'Halves an image with each convolution and ends in one score: real or not; on request it also judges whether the class fits.',
    ko: '합성곱마다 이미지를 절반으로 줄이고 진짜인지에 대한 점수 하나로 끝냅니다. 원하면 클래스가 맞는지도 함께 봅니다.',
  },
  aliases: ['critic', 'DCGAN', 'conditional GAN', 'projection', '비평기', '판별 네트워크'],
  dials: {
    channels: { ...channelsDial, default: [32, 64, 128] },
    dropout: {
      type: 'number',
      default: 0,
      min: 0,
      max: 0.95,
      title: { en: 'Dropout', ko: '드롭아웃' },
      help: { en: 'After each convolution but the last.', ko: '마지막을 뺀 합성곱 뒤마다 둡니다.' },
    },
    condition: conditionDial,
    classes: classesDial,
    spectral: spectralDial,
    minibatchDeviation: {
      type: 'flag',
      default: false,
      title: { en: 'Minibatch deviation', ko: '미니배치 표준편차' },
      help: {
        en: 'Tells the score how different the examples of the batch are: a generator that repeats itself is seen.',
        ko: '배치의 예제들이 서로 얼마나 다른지를 점수에 알려 줍니다. 같은 것만 만드는 생성기가 드러납니다.',
      },
    },
  },
  draw(dials) {
    const drawing = sketch();
    const { spectral } = dials;
    let stroke = drawing.input('image-input', { name: 'image', meaning: 'image', symbol: 'x' });
    dials.channels.forEach((filters, i) => {
      stroke = stroke.to(`convolution-${i + 1}`, 'conv2d', {
        filters,
        kernel: [i === 2 ? 3 : 4],
        strides: [2],
        padding: 'same',
        activation: 'leaky',
        spectral,
      });
      if (dials.dropout > 0 && i < dials.channels.length - 1)
        stroke = stroke.to(`dropout-${i + 1}`, 'dropout', { rate: dials.dropout });
    });
    const features = stroke.to('flatten', 'flatten');
    const judged = dials.minibatchDeviation
      ? stroke.to('deviation', 'minibatch-deviation').to('flatten-all', 'flatten')
      : features;
    const score = judged.to('score', 'dense', { units: 1, spectral });
    const door = { name: 'score', meaning: 'score', form: 'logits', symbol: 's' };
    if (dials.condition === 'none') score.output('score-output', door);
    else {
      // How far the features point where this class does: their product with its vector (Miyato & Koyama 2018, eq. 8).
      const label = drawing.input('label-input', { name: 'label', meaning: 'label', symbol: 'y' });
      const chosen = label.maths('class', 'one-hot', 'indices', { classes: dials.classes });
      const fits = features.to('fit-of-each-class', 'dense', {
        units: dials.classes,
        bias: false,
        initializer: 'zeros',
      });
      const fit = fits.maths('chosen', 'multiply', 'a');
      chosen.into(fit, 'b');
      const sum = fit
        .maths('fit', 'reduce', 'value', { kind: 'sum', axes: [-1], keep: true })
        .maths('sum', 'add', 'b');
      score.into(sum, 'a');
      sum.output('score-output', door);
    }
    return drawing.design('conv-discriminator', dials);
  },
});
