import type { Text } from '../alphabet/problem.ts';

interface Named {
  readonly name?: string | undefined;
  readonly names?: { readonly ko?: string | undefined } | undefined;
}

/** How something of a document is called, in both languages; `null` where nobody gave it a name. */
export const givenName = (named: Named | undefined): Text | null =>
  named?.name === undefined ? null : { en: named.name, ko: named.names?.ko ?? named.name };

/** The name of a block, or its id where nobody gave it one. */
export const nameOr = (named: Named | undefined, id: string): Text => givenName(named) ?? { en: id, ko: id };

/** How a phase is called that optimizers and runs know by its `name`. */
export const phaseName = (phases: readonly (Named & { readonly name: string })[], name: string): Text =>
  nameOr(
    phases.find((phase) => phase.name === name),
    name,
  );

/** Gives a name that is the same in both languages, as a person types it; an empty one takes the name away. */
export function giveName(
  named: { name?: string | undefined; names?: { ko?: string | undefined } | undefined },
  wish: string,
): void {
  const name = wish.trim();
  delete named.names;
  if (name === '') delete named.name;
  else named.name = name;
}
