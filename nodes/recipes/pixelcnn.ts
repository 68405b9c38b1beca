import type { Dial } from '../dial.ts';
import { filtersDial } from '../kernel-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch, type Stroke } from '../sketch.ts';

/** Sides with a pixel in the centre. */
const kernel = {
  type: 'choice',
  options: {
    3: { en: '3 × 3', ko: '3 × 3' },
    5: { en: '5 × 5', ko: '5 × 5' },
    7: { en: '7 × 7', ko: '7 × 7' },
  },
} as const;

export default defineRecipe({
  kind: 'pixelcnn',
  title: { en: 'PixelCNN', ko: '픽셀CNN' },
  sentence: {
    en: 'Says for each pixel, or each code of a map, how likely its values are, given only what was drawn before it: the rows above and what stands to the left.',
    ko: '픽셀이나 코드마다 먼저 그려진 것(위쪽 행들과 왼쪽)만 보고 각 값이 얼마나 그럴듯한지 말합니다.',
  },
  aliases: ['PixelRNN', 'autoregressive', 'gated PixelCNN', 'prior', '자기회귀', '픽셀씨엔엔', '사전 분포'],
  dials: {
    levels: {
      type: 'number',
      default: 2,
      min: 2,
      max: 4096,
      integer: true,
      title: { en: 'Levels', ko: '단계 수' },
      help: {
        en: '2: images of 0 and 1 go in, one logit a pixel comes out. More: codes from 0 go in, a logit for each level comes out.',
        ko: '2면 0과 1인 이미지가 들어가고 픽셀마다 로짓 하나가 나옵니다. 더 많으면 0부터의 코드가 들어가고 단계마다 로짓이 나옵니다.',
      },
    },
    filters: { ...filtersDial, default: 48 },
    first: { ...kernel, default: '7', title: { en: 'First kernel (mask A)', ko: '첫 커널 (마스크 A)' } },
    kernel: {
      ...kernel,
      default: '5',
      title: { en: 'Kernel of the blocks (mask B)', ko: '블록 커널 (마스크 B)' },
    },
    dilations: {
      type: 'numbers',
      default: [1, 1, 1, 1, 1],
      min: 1,
      max: 16,
      integer: true,
      title: { en: 'Dilation of each block', ko: '블록별 팽창' },
      help: {
        en: 'A block for each number; a 3 × 3 kernel with dilation d reaches d rows further up, a 5 × 5 one 2 d.',
        ko: '수마다 블록이 하나씩 생깁니다. 팽창이 d이면 3 × 3 커널은 d행, 5 × 5 커널은 2d행 더 위까지 봅니다.',
      },
    },
    gated: { type: 'flag', default: true, title: { en: 'Gated', ko: '게이트' } },
    head: {
      type: 'number',
      default: 64,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Width of the last layer', ko: '마지막 층 너비' },
    },
    dropout: { type: 'number', default: 0, min: 0, max: 0.9, title: { en: 'Dropout', ko: '드롭아웃' } },
    classes: {
      type: 'number',
      default: 0,
      min: 0,
      max: 65_536,
      integer: true,
      title: { en: 'Classes', ko: '클래스 수' },
      help: { en: 'Of the condition; 0: there is none.', ko: '조건의 클래스 수. 0이면 조건이 없습니다.' },
    },
  } satisfies Readonly<Record<string, Dial>>,
  draw(dials) {
    const { levels, filters, classes } = dials;
    const drawing = sketch();
    const binary = levels === 2;

    // 1. what goes in: −1 and 1, so that a black pixel differs from the zeros around the picture, or one of so many
    const seen = binary
      ? drawing
          .input('image-input', { name: 'image', meaning: 'image', symbol: 'x' })
          .maths('centred', 'expression', 'x', { formula: '2*x-1' })
      : drawing
          .input('codes-input', { name: 'codes', meaning: 'tokens', symbol: 'k' })
          .maths('one-of-all', 'one-hot', 'indices', { classes: levels });
    const told =
      classes === 0
        ? null
        : drawing
            .input('label-input', { name: 'label', meaning: 'label', symbol: 'y' })
            .to('label-embedding', 'embedding', { count: classes, size: filters });

    // 2. the first layer leaves the pixel itself out; from there on it may be seen, as it holds only what came before
    let x = seen.to('first', 'masked-conv2d', { mask: 'A', filters, kernel: [Number(dials.first)] });
    dials.dilations.forEach((dilation, i) => (x = block(x, `block-${i + 1}`, dilation, told, dials)));

    // 3. out
    x.to('out-activation', 'activation', { activation: 'ReLU' })
      .to('out-dense', 'conv2d', { filters: dials.head, kernel: [1], activation: 'ReLU' })
      .to('out', 'conv2d', { filters: binary ? 1 : levels, kernel: [1] })
      .output('logits-output', { name: 'logits', form: 'logits', symbol: '\\ell' });
    return drawing.design('pixelcnn', dials);
  },
});

/** A residual block: narrow, look around behind a gate that hears the class, wide again. */
function block(
  x: Stroke,
  id: string,
  dilation: number,
  told: Stroke | null,
  dials: {
    readonly filters: number;
    readonly kernel: string;
    readonly gated: boolean;
    readonly dropout: number;
  },
): Stroke {
  const narrow = Math.ceil(dials.filters / 2);
  const inside = x
    .to(`${id}-activation`, 'activation', { activation: 'ReLU' })
    .to(`${id}-narrow`, 'conv2d', { filters: narrow, kernel: [1], activation: 'ReLU' })
    .to(
      `${id}-look`,
      'masked-conv2d',
      {
        mask: 'B',
        filters: narrow,
        kernel: [Number(dials.kernel)],
        dilation: [dilation],
        ...(dials.gated ? { gated: true } : { activation: 'ReLU' }),
      },
      told ? { beside: { condition: told } } : {},
    );
  const kept = dials.dropout > 0 ? inside.to(`${id}-dropout`, 'dropout', { rate: dials.dropout }) : inside;
  const wide = kept.to(`${id}-wide`, 'conv2d', { filters: dials.filters, kernel: [1] });
  return x.to(`${id}-sum`, 'add', {}, { into: 'a', beside: { b: wide }, from: 'result' });
}
