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

export const timeSizeDial = {
  type: 'number',
  default: 128,
  min: 2,
  max: 4096,
  integer: true,
  title: { en: 'Size of time and class', ko: '시간과 클래스의 크기' },
} as const satisfies Dial;

/** Draws the doors of time and class and what becomes of them, [B, size], which every layer may listen to. */
export function drawConditions(
  drawing: Sketch,
  { classes, timeSize }: { readonly classes: number; readonly timeSize: number },
): Stroke {
  const time = drawing
    .input('time-input', { name: 'time', meaning: 'time', symbol: 't' })
    .to('time-embedding', 'time-embedding', {}, { into: 'time' })
    .to('time-dense-1', 'dense', { units: timeSize, activation: 'SiLU' })
    .to('time-dense-2', 'dense', { units: timeSize });
  if (classes === 0) return time.to('condition', 'activation', { activation: 'SiLU' });
  const label = drawing
    .input('label-input', { name: 'label', meaning: 'label', symbol: 'y' })
    .to('label-embedding', 'embedding', { count: classes, size: timeSize, none: true });
  return time
    .to('time-and-label', 'add', {}, { into: 'a', beside: { b: label }, from: 'result' })
    .to('condition', 'activation', { activation: 'SiLU' });
}
