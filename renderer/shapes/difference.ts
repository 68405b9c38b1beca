/** What is another between two maps of the same kind: entries that came or changed, and keys that went. */
export interface Difference<T> {
  readonly changed: readonly (readonly [string, T])[];
  readonly gone: readonly string[];
}

export function difference<T>(before: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): Difference<T> {
  return {
    changed: [...now].filter(([key, value]) => !before.has(key) || !equal(before.get(key), value)),
    gone: [...before.keys()].filter((key) => !now.has(key)),
  };
}

/** A map after a difference: the same map where nothing differs, and the same entries where they do not. */
export function withDifference<T>(
  before: ReadonlyMap<string, T>,
  { changed, gone }: Difference<T>,
): ReadonlyMap<string, T> {
  if (changed.length === 0 && gone.length === 0) return before;
  const now = new Map(before);
  for (const key of gone) now.delete(key);
  for (const [key, value] of changed) now.set(key, value);
  return now;
}

/** Whether two plain values hold the same. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        equal((a as Readonly<Record<string, unknown>>)[key], (b as Readonly<Record<string, unknown>>)[key]),
    )
  );
}
