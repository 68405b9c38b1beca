import type { NodeDefinition } from '../contract.ts';
import { resolveDials } from './dials.ts';
import type { DialValue } from './document.ts';

/**
 * What a node computes with these dials, in TeX; with its defaults where they do not fit.
 * @returns `undefined` where its definition tells no formula
 */
export function formulaOf(
  { formula, dials }: Pick<NodeDefinition, 'formula' | 'dials'>,
  given: Readonly<Record<string, DialValue>> = {},
): string | undefined {
  if (typeof formula !== 'function') return formula;
  const told = formula as (dials: Readonly<Record<string, DialValue>>) => string;
  try {
    return told(resolveDials(dials, given));
  } catch {
    return told(resolveDials(dials, {}));
  }
}
