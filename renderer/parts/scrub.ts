/** What a number of a field may be. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean | undefined;
  readonly step?: number | undefined;
}

/**
 * How far one notch moves a number: one for whole numbers, else a hundredth of its order of magnitude, so that 0.001
 * and 200 both move sensibly.
 */
export function notchOf(value: number, { min, max, integer, step }: NumberRange): number {
  if (step !== undefined) return step;
  if (integer) return 1;
  const span = Number.isFinite(max - min) ? max - min : 1;
  const size = value === 0 ? span / 10 : Math.abs(value);
  // No finer than numbers go.
  return 10 ** Math.max(-300, Math.floor(Math.log10(size)) - 1);
}

/** The nearest number that a field may hold, without the dust of binary fractions. */
export function within(value: number, { min, max, integer }: NumberRange): number {
  const clean = integer ? Math.round(value) : Number(value.toPrecision(12));
  return Math.min(max, Math.max(min, clean));
}

/** A number moved by notches, on the notch's own grid. */
export function moved(value: number, notches: number, range: NumberRange): number {
  const notch = notchOf(value, range);
  return within(Math.round(value / notch + notches) * notch, range);
}

/** Reads what a person typed: `0,001`, `1e-4`, `12,345`, `−3`. @returns `null` where it is no number */
export function readNumber(text: string): number | null {
  const plain = text.trim().replaceAll('−', '-').replaceAll(/[\s_]/g, '');
  // A comma before groups of three separates thousands; any other single comma is a decimal one.
  const grouped = /^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(plain);
  const spelled = grouped ? plain.replaceAll(',', '') : plain.replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(spelled) ? Number(spelled) : null;
}
