import { language } from './texts.ts';

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

/** How many: `12,345`. */
export const countText = (count: number): string =>
  unusual(count) ?? withMinus(format({ maximumFractionDigits: 0 }).format(count));

/**
 * A measured number with as many digits as count: `147`, `0.0123`, `1.2 × 10⁻⁷`. Digits that count stay where they are zero, so
 * that a number that changes does not jump about.
 */
export function measuredText(value: number, digits = 3): string {
  const odd = unusual(value);
  if (odd !== null) return odd;
  const size = Math.abs(value);
  // A count is not a measurement: 2, not 2.00.
  if (Number.isInteger(value) && size < 1e7) return countText(value);
  if (size < 1e-4 || size >= 1e7) {
    const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 2)).split('e');
    return `${withMinus(String(Number(mantissa)))} × 10${superscript(Number(exponent))}`;
  }
  if (size >= 10 ** digits) return countText(Math.round(value));
  return withMinus(
    format({ minimumSignificantDigits: digits, maximumSignificantDigits: digits }).format(value),
  );
}

const superscript = (exponent: number): string =>
  Array.from(String(exponent), (digit) => (digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)])).join('');

/** A number on an axis, with few digits: neighbours differ in the first ones. */
export function tickText(tick: number): string {
  const size = Math.abs(tick);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return measuredText(tick, 2);
  return withMinus(format({ maximumSignificantDigits: 4 }).format(tick));
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

/** A share from 0 to 1, as `42%`. */
export const shareText = (share: number): string =>
  unusual(share) ?? format({ style: 'percent', maximumFractionDigits: 0 }).format(share);

/** A span of time: `0:48`, `12:05`, `1:02:03`. */
export function timeText(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–:––';
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
  return `${unit === 0 ? countText(value) : format({ maximumSignificantDigits: 3 }).format(value)} ${units[unit]}`;
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

/** A date and the time of day, to the second. */
export const dateText = (milliseconds: number): string =>
  new Intl.DateTimeFormat(LOCALES[language()], { dateStyle: 'medium', timeStyle: 'medium' }).format(
    milliseconds,
  );
