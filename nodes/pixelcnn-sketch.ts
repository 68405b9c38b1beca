import type { Dial } from './dial.ts';
import { filtersDial } from './kernel-dials.ts';
import type { Sketch, Stroke } from './sketch.ts';

/** What the drawings of autoregressive convolutional networks share. */

/** Sides with a pixel in the centre. */
export const sideDial = {
  type: 'choice',
  options: {
    3: { en: '3 × 3', ko: '3 × 3' },
    5: { en: '5 × 5', ko: '5 × 5' },
    7: { en: '7 × 7', ko: '7 × 7' },
  },
} as const;

export const pixelcnnDials = {
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
  gated: { type: 'flag', default: true, title: { en: 'Gated', ko: '게이트' } },
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
} as const satisfies Readonly<Record<string, Dial>>;

export const headDial = {
  type: 'number',
  default: 64,
  min: 1,
  max: 4096,
  integer: true,
  title: { en: 'Width of the last layer', ko: '마지막 층 너비' },
} as const satisfies Dial;

export const dilationsDial = {
  type: 'numbers',
  default: [1, 1, 1, 1, 1],
  min: 1,
  max: 16,
  integer: true,
  title: { en: 'Dilation of each block', ko: '블록별 팽창' },
} as const satisfies Dial;

interface Settings {
  readonly filters: number;
  readonly gated: boolean;
  readonly dropout: number;
}

/** What goes in: −1 and 1, so that a black pixel differs from the zeros around the picture; or one of so many levels. */
export const drawSeen = (drawing: Sketch, levels: number): Stroke =>
  levels === 2
    ? drawing
        .input('image-input', { name: 'image', meaning: 'image', symbol: 'x' })
        .maths('centred', 'expression', 'x', { formula: '2*x-1' })
    : drawing
        .input('codes-input', { name: 'codes', meaning: 'tokens', symbol: 'k' })
        .maths('one-of-all', 'one-hot', 'indices', { classes: levels });

/** The class as a vector, where there is one. */
export const drawLabel = (
  drawing: Sketch,
  { classes, filters }: { readonly classes: number; readonly filters: number },
): Stroke | null =>
  classes === 0
    ? null
    : drawing
        .input('label-input', { name: 'label', meaning: 'label', symbol: 'y' })
        .to('label-embedding', 'embedding', { count: classes, size: filters });

/** A residual block: narrow, look around behind a gate that hears the class, wide again. */
export function drawBlock(
  x: Stroke,
  id: string,
  told: Stroke | null,
  { filters, gated, dropout }: Settings,
  look: {
    readonly mask: 'B' | 'rows';
    readonly kernel: readonly number[];
    readonly dilation: readonly number[];
  },
): Stroke {
  const narrow = Math.ceil(filters / 2);
  const inside = x
    .to(`${id}-activation`, 'activation', { activation: 'ReLU' })
    .to(`${id}-narrow`, 'conv2d', { filters: narrow, kernel: [1], activation: 'ReLU' })
    .to(
      `${id}-look`,
      'masked-conv2d',
      { ...look, filters: narrow, ...(gated ? { gated } : { activation: 'ReLU' }) },
      told ? { beside: { condition: told } } : {},
    );
  const kept = dropout > 0 ? inside.to(`${id}-dropout`, 'dropout', { rate: dropout }) : inside;
  const wide = kept.to(`${id}-wide`, 'conv2d', { filters, kernel: [1] });
  return x.to(`${id}-sum`, 'add', {}, { into: 'a', beside: { b: wide }, from: 'result' });
}

/** What comes out: a logit for each pixel, or for each level of it. */
export const drawLogits = (x: Stroke, levels: number, head: number): void =>
  x
    .to('out-activation', 'activation', { activation: 'ReLU' })
    .to('out-dense', 'conv2d', { filters: head, kernel: [1], activation: 'ReLU' })
    .to('out', 'conv2d', { filters: levels === 2 ? 1 : levels, kernel: [1] })
    .output('logits-output', { name: 'logits', form: 'logits', symbol: '\\ell' });
