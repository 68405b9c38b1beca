/** `12,345` */
export const formatCount = (count: number): string => count.toLocaleString('en');

/** A measured number with as many digits as count: `147`, `0.0123`, `1.2 × 10⁻⁷`. Nothing finite stays as a word. */
export function formatValue(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  // A count is not a measurement: 2, not 2.00.
  if (Number.isInteger(value) && size < 1e7) return sign + formatCount(size);
  if (size < 1e-4 || size >= 1e7) {
    const [mantissa, exponent] = size.toExponential(Math.max(0, digits - 2)).split('e');
    return `${sign}${Number(mantissa)} × 10${superscript(Number(exponent))}`;
  }
  if (size >= 10 ** digits) return sign + formatCount(Math.round(size));
  // Digits that count stay, so that a number that changes does not jump about.
  return sign + formatFixed(size, digits);
}

function formatFixed(size: number, digits: number): string {
  const text = size.toPrecision(digits);
  return text.includes('e') ? String(Number(text)) : text;
}

const superscript = (exponent: number): string =>
  Array.from(String(exponent), (digit) => (digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)])).join('');

/** Seconds as `0:48`, `12:05`, `1:02:30`. */
export function formatClock(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–:––';
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
