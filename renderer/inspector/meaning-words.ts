import type { Text } from '../../nodes/alphabet/problem.ts';
import { meaningDial } from '../../nodes/door-dials.ts';
import type { Meaning } from '../../nodes/port.ts';
import { exactText } from '../language/numbers.ts';

const LOSS: Text = { en: 'loss', ko: '손실' };
const LOGITS: Text = { en: 'logits', ko: '로짓' };
const PROBABILITIES: Text = { en: 'probabilities', ko: '확률' };

/** What the numbers of a wire stand for, in a few words; nothing where they stand for anything. */
export function meaningWords({ kind, form, range, classes }: Meaning): Text | null {
  const parts: Text[] = [];
  if (kind !== 'any') parts.push(kind === 'loss' ? LOSS : meaningDial.options[kind]);
  if (form) parts.push(form === 'logits' ? LOGITS : PROBABILITIES);
  if (range) {
    const [low, high] = range.map(exactText) as [string, string];
    parts.push({ en: `${low} to ${high}`, ko: `${low}부터 ${high}까지` });
  }
  if (classes !== undefined) parts.push({ en: `${classes} classes`, ko: `클래스 ${classes}개` });
  if (parts.length === 0) return null;
  return { en: parts.map(({ en }) => en).join(', '), ko: parts.map(({ ko }) => ko).join(', ') };
}
