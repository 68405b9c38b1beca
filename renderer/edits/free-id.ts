/** What a wish for an id becomes where ids are lower-case letters, digits and hyphens. */
const asId = (wish: string): string =>
  wish
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');

/**
 * An id that nobody has.
 * @param wish a kind, a name or another id; in a script without Latin letters it falls back to `otherwise`
 */
export function freeId(
  taken: Readonly<Record<string, unknown>>,
  wish: string,
  otherwise: string = 'node',
): string {
  const id = asId(wish) || otherwise;
  if (!Object.hasOwn(taken, id)) return id;
  const stem = id.replace(/-\d+$/, '');
  let number = 2;
  while (Object.hasOwn(taken, `${stem}-${number}`)) number++;
  return `${stem}-${number}`;
}

/** A name that none of the others has: `kl`, `kl 2`. */
export function freeName(taken: readonly string[], wish: string): string {
  if (!taken.includes(wish)) return wish;
  let number = 2;
  while (taken.includes(`${wish} ${number}`)) number++;
  return `${wish} ${number}`;
}
