import type { Dial } from './dial.ts';
import type { Sketch, Stroke } from './sketch.ts';

/** What the drawings of denoisers share: how they hear of time and class. */

export const classesDial = {
  type: 'number',
  default: 0,
  min: 0,
  max: 65_536,
  integer: true,
  title: { en: 'Classes', ko: '클래스 수' },
  help: {
    en: 'Of the condition; 0: there is none. One row more stands for "no class".',
    ko: '조건의 클래스 수. 0이면 조건이 없습니다. 한 행을 더 두어 "클래스 없음"을 나타냅니다.',
  },
} as const satisfies Dial;

export const vectorConditionDial = {
  type: 'flag',
  default: false,
  title: { en: 'Condition: a vector', ko: '조건: 벡터' },
  help: {
    en: 'A vector for each example that is heard beside time and class: what a text encoder made of a caption. Zeros stand for "none".',
    ko: '시간, 클래스와 함께 듣는 예제별 벡터입니다. 텍스트 인코더가 캡션으로 만든 벡터 등이며, 0이면 "없음"입니다.',
  },
} as const satisfies Dial;

export const timeSizeDial = {
  type: 'number',
  default: 128,
  min: 2,
  max: 4096,
  integer: true,
  title: { en: 'Size of time and class', ko: '시간과 클래스의 크기' },
} as const satisfies Dial;

/** Draws the doors of time, class and vector and what becomes of them, [B, size], which every layer may listen to. */
export function drawConditions(
  drawing: Sketch,
  {
    classes,
    timeSize,
    vector = false,
  }: { readonly classes: number; readonly timeSize: number; readonly vector?: boolean },
): Stroke {
  const time = drawing
    .input('time-input', { name: 'time', meaning: 'time', symbol: 't' })
    .to('time-embedding', 'time-embedding', {}, { into: 'time' })
    .to('time-dense-1', 'dense', { units: timeSize, activation: 'SiLU' })
    .to('time-dense-2', 'dense', { units: timeSize });
  let heard = time;
  const also = (id: string, stroke: Stroke) => {
    heard = heard.to(id, 'add', {}, { into: 'a', beside: { b: stroke }, from: 'result' });
  };
  if (classes > 0)
    also(
      'time-and-label',
      drawing
        .input('label-input', { name: 'label', meaning: 'label', symbol: 'y' })
        .to('label-embedding', 'embedding', { count: classes, size: timeSize, none: true }),
    );
  if (vector)
    also(
      'and-vector',
      drawing
        .input('vector-input', { name: 'vector', meaning: 'features', symbol: 'c' })
        .to('vector-dense-1', 'dense', { units: timeSize, activation: 'SiLU' })
        .to('vector-dense-2', 'dense', { units: timeSize }),
    );
  return heard.to('condition', 'activation', { activation: 'SiLU' });
}
