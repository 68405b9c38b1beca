import { Problem } from './alphabet/problem.ts';
import type { Dial } from './dial.ts';
import type { Stroke } from './sketch.ts';

/** What the drawings of transformers share: their size, and layers that look and think. */

export const lengthDial = {
  type: 'number',
  default: 16,
  min: 1,
  max: 65_536,
  integer: true,
  title: { en: 'Longest row', ko: '가장 긴 행' },
} as const satisfies Dial;

export const layersDial = {
  type: 'number',
  default: 2,
  min: 1,
  max: 48,
  integer: true,
  title: { en: 'Layers', ko: '층 수' },
} as const satisfies Dial;

export const widthDial = {
  type: 'number',
  default: 64,
  min: 1,
  max: 4096,
  integer: true,
  title: { en: 'Width', ko: '너비' },
} as const satisfies Dial;

/** @throws Problem where the heads cannot have equal parts of the width */
export function mustShare(width: number, heads: number): void {
  if (width % heads === 0) return;
  const other = heads * Math.max(1, Math.round(width / heads));
  throw new Problem(
    `A width of ${width} cannot be shared equally among ${heads} heads. Take a width that ${heads} divides, such as ${other}.`,
    `너비 ${width}을(를) 헤드 ${heads}개가 똑같이 나눌 수 없습니다. ${heads}(으)로 나누어지는 너비(예: ${other})로 하세요.`,
  );
}

export interface TransformerLayers {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly dropout: number;
  /** Units within the small network of a layer. */
  readonly hidden: number;
  readonly causal?: boolean;
  /** Hides places of the row itself. */
  readonly mask?: Stroke;
  /** A sequence that every layer looks at too. */
  readonly context?: Stroke | null;
  /** A vector for each example that scales and shifts what every layer thinks about: a time. */
  readonly condition?: Stroke;
}

/** Dropout, where there is any. */
export const dropped = (x: Stroke, id: string, rate: number): Stroke =>
  rate === 0 ? x : x.to(id, 'dropout', { rate });

/** Scaled and shifted by what a condition says: Peebles & Xie 2023, section 3.2 (adaptive layer normalization). */
export const scaled = (x: Stroke, id: string, condition: Stroke): Stroke =>
  x.to(id, 'adaptive-normalization', { kind: 'none', initializer: 'zeros' }, { beside: { condition } });

/** Draws layers that look, look at the context, and think; each adds to what is there (pre-normalization). */
export function drawLayers(start: Stroke, drawn: TransformerLayers): Stroke {
  const { layers, width, heads, dropout, hidden, causal, mask, context, condition } = drawn;
  const size = { heads, headSize: width / heads };
  let x = start;
  const add = (id: string, to: Stroke): Stroke =>
    x.to(
      `${id}-sum`,
      'add',
      {},
      { into: 'a', beside: { b: dropped(to, `${id}-dropout`, dropout) }, from: 'result' },
    );
  for (let i = 1; i <= layers; i++) {
    const seen = x
      .to(`look-${i}-normalization`, 'layer-normalization')
      .to(
        `look-${i}`,
        'attention',
        { ...size, ...(causal === undefined ? {} : { causal }) },
        { into: 'query', ...(mask ? { beside: { mask } } : {}) },
      );
    x = add(`look-${i}`, seen);
    if (context) {
      const heard = x
        .to(`hear-${i}-normalization`, 'layer-normalization')
        .to(`hear-${i}`, 'attention', size, { into: 'query', beside: { context } });
      x = add(`hear-${i}`, heard);
    }
    const before = x.to(`think-${i}-normalization`, 'layer-normalization');
    const thought = (condition ? scaled(before, `think-${i}-scaled`, condition) : before)
      .to(`think-${i}-a`, 'dense', { units: hidden, activation: 'GELU' })
      .to(`think-${i}-b`, 'dense', { units: width });
    x = add(`think-${i}`, thought);
  }
  return x;
}
