import type { Tensor } from '../alphabet/operation.ts';
import { initialValue } from '../initializer.ts';
import { randomKey } from './context.ts';
import { finishEntry, type Entry } from './entry.ts';
import { hash32 } from './hash.ts';
import type { Slice } from './slice.ts';
import type { Variable, Variables } from './variables.ts';

/** Fills every variable with its first value, keyed by its name. */
export function initialEntry(slice: Slice, variables: Variables): Entry {
  const { trace } = slice.settings;
  const random = randomKey(slice);
  const values = new Map<string, Tensor>();
  const fill = ({ name, type, start }: Variable): Tensor => {
    const known = values.get(name);
    if (known) return known;
    const value =
      start.kind === 'copy'
        ? fill(variables.get(start.of)!)
        : initialValue(trace.ops, start, type.shape, random, hash32(`start/${name}`));
    values.set(name, value);
    trace.update(name, value);
    return value;
  };
  for (const variable of variables.all.values()) fill(variable);
  const done = trace.ops.constant({ value: values.size, shape: [], dtype: 'float32' });
  return finishEntry('initialize', slice, { variables: done });
}
