import type { Text } from '../../nodes/alphabet/problem.ts';

/** `12,345` */
export const formatCount = (count: number): string => count.toLocaleString('en');

/** A measured number with four digits that count: `152.3`, `0.01234`, `1.2e-7`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value) || value === 0) return String(value);
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e7) return value.toExponential(2);
  return size >= 1000 ? formatCount(Math.round(value)) : String(Number(value.toPrecision(4)));
}

/** `12 s`, `3 min 5 s`, `2 h 10 min` */
export function formatDuration(seconds: number): Text {
  if (!Number.isFinite(seconds)) return { en: '?', ko: '?' };
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return { en: `${hours} h ${minutes} min`, ko: `${hours}시간 ${minutes}분` };
  if (minutes > 0) return { en: `${minutes} min ${rest} s`, ko: `${minutes}분 ${rest}초` };
  return { en: `${rest} s`, ko: `${rest}초` };
}

/** A word as a shell takes it. */
export const shellWord = (word: string): string =>
  /^[\w./:@%+=,~\\-]+$/u.test(word) ? word : `"${word.replaceAll(/["$`]/g, String.raw`\$&`)}"`;
