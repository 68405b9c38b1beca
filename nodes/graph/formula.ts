import type { NodeDefinition } from '../contract.ts';
import { resolveDials } from './dials.ts';
import type { DialValue } from './document.ts';

/**
 * What a node computes with these dials, in TeX; with its defaults where they do not fit.
 * @param wired inputs that something arrives at; `null` where nobody knows
 * @returns `undefined` where its definition tells no formula
 */
export function formulaOf(
  { formula, dials }: Pick<NodeDefinition, 'formula' | 'dials'>,
  given: Readonly<Record<string, DialValue>> = {},
  wired: ReadonlySet<string> | null = null,
): string | undefined {
  if (typeof formula !== 'function') return formula;
  const told = formula as (
    dials: Readonly<Record<string, DialValue>>,
    wired: ReadonlySet<string> | null,
  ) => string;
  try {
    return told(resolveDials(dials, given), wired);
  } catch {
    return told(resolveDials(dials, {}), wired);
  }
}
