import type { Variable } from '../../nodes/graph/variables.ts';
import type { Values } from '../targets/target.ts';

/** What of some weights fits a model. */
export interface CarriedOver {
  /** By the name of the model's variable. */
  readonly values: ReadonlyMap<string, Values>;
  /** Names of the model's variables that nothing was found for. */
  readonly anew: readonly string[];
}

/**
 * Finds what fits by name and shape.
 * @param slots whether optimizers keep what they know of their weights; one that counts its updates from 0 must not
 */
export function carryOver(
  declared: ReadonlyMap<string, Variable>,
  offered: ReadonlyMap<string, Values>,
  { slots = true }: { readonly slots?: boolean } = {},
): CarriedOver {
  const values = new Map<string, Values>();
  const anew: string[] = [];
  for (const variable of declared.values()) {
    const value = variable.role === 'slot' && !slots ? undefined : offerFor(variable, offered);
    if (JSON.stringify(value?.shape) === JSON.stringify(variable.type.shape))
      values.set(variable.name, value!);
    else anew.push(variable.name);
  }
  return { values, anew };
}

/** Shipped weights hold each weight once, averaged where it has an average: both start from it. */
const offerFor = ({ name, start }: Variable, offered: ReadonlyMap<string, Values>): Values | undefined =>
  offered.get(name) ?? (start.kind === 'copy' ? offered.get(start.of) : undefined);
