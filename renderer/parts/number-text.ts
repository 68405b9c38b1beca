import { language } from '../language/texts.ts';

const LOCALES = { en: 'en-US', ko: 'ko-KR' } as const;
const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = LOCALES[language()];
  const key = `${locale} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.NumberFormat(locale, options)));
  return found;
}

/** What is no number, as people write it; `null` where it is one. */
const unusual = (value: number): string | null =>
  Number.isNaN(value) ? 'NaN' : Number.isFinite(value) ? null : value > 0 ? '∞' : '−∞';

/** A true minus, as wide as a digit. */
const withMinus = (text: string): string => text.replace(/^-/, '−').replace(/e-/, 'e−');

/** A measured number with three significant digits: `0.00321`, `12.3`, `12,345`, `1.2e−5`. */
export function numberText(value: number): string {
  const odd = unusual(value);
  if (odd !== null) return odd;
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-3 || size >= 1e9))
    return withMinus(Number(value.toPrecision(3)).toExponential().replace('e+', 'e'));
  return withMinus(
    size >= 1000
      ? format({ maximumFractionDigits: 0 }).format(value)
      : format({ maximumSignificantDigits: 3 }).format(value),
  );
}

/** The same, with zeros kept so that a changing number keeps its width: `0.500`, `12.0`. */
export function steadyText(value: number): string {
  const size = Math.abs(value);
  if (unusual(value) !== null || size >= 1000 || (size < 1e-3 && value !== 0)) return numberText(value);
  return withMinus(format({ minimumSignificantDigits: 3, maximumSignificantDigits: 3 }).format(value));
}

/** A dial's number with every digit that it has: `0.0003`, `1e−7`. */
export function exactText(value: number): string {
  const odd = unusual(value);
  if (odd !== null) return odd;
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e15))
    return withMinus(Number(value.toPrecision(12)).toExponential().replace('e+', 'e'));
  return withMinus(format({ maximumSignificantDigits: 12 }).format(value));
}

/** How many: `12,345`. */
export const countText = (value: number): string =>
  unusual(value) ?? format({ maximumFractionDigits: 0 }).format(value);

/** A share from 0 to 1: `42 %` with a thin space in English, `42%` in Korean as each writes it. */
export const shareText = (share: number): string =>
  unusual(share) ?? format({ style: 'percent', maximumFractionDigits: 0 }).format(share);

/** A span of time: `0:48`, `12:05`, `1:02:03`. */
export function timeText(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Memory or a download: `820 B`, `3.2 kB`, `1.24 GB`, in powers of 1000. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? countText(value) : numberText(value)} ${units[unit]}`;
}

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** When something happened, seen from now: `3 hours ago`, `어제`. */
export function agoText(milliseconds: number, now = Date.now()): string {
  const relative = new Intl.RelativeTimeFormat(LOCALES[language()], { numeric: 'auto' });
  const seconds = Math.max(0, (now - milliseconds) / 1000);
  const step = STEPS.find(([, length]) => seconds >= length);
  return step ? relative.format(-Math.floor(seconds / step[1]), step[0]) : relative.format(0, 'second');
}

/** A date and the time of day. */
export const dateText = (milliseconds: number): string =>
  new Intl.DateTimeFormat(LOCALES[language()], { dateStyle: 'medium', timeStyle: 'short' }).format(
    milliseconds,
  );
