import type { Dial } from '../../nodes/dial.ts';
import { exactText } from '../language/numbers.ts';
import { readNumber } from '../parts/scrub.ts';

type NumbersDial = Extract<Dial, { type: 'numbers' }>;

/** A list of numbers as it is typed: `32, 64`. */
export const listText = (values: readonly number[]): string =>
  values.map((value) => exactText(value).replaceAll(',', '')).join(', ');

/** Reads a typed list. @returns `null` where something in it is no number */
export function readList(text: string): number[] | null {
  const parts = text.split(/[,\s;]+/).filter(Boolean);
  const values = parts.map(readNumber);
  return values.every((value) => value !== null) ? (values as number[]) : null;
}

/** What is wrong with a list that a dial is given; `null` where nothing is. */
export function wrongWithList(
  values: readonly number[] | null,
  { min, max, integer, length }: NumbersDial,
): 'noList' | 'wrongCount' | 'whole' | 'outside' | null {
  if (values === null) return 'noList';
  if (length !== undefined && values.length !== length) return 'wrongCount';
  if (integer && !values.every(Number.isInteger)) return 'whole';
  return values.every((value) => value >= min && value <= max) ? null : 'outside';
}
