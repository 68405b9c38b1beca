import type { Operation } from './operation.ts';

const files = import.meta.glob<Record<string, Operation>>('./operations/*.ts', { eager: true });

/** Every operation by kind: all that the files of `operations/` export. */
export const alphabet: ReadonlyMap<string, Operation> = new Map(
  Object.values(files)
    .flatMap((exported) => Object.values(exported))
    .filter((value): value is Operation => typeof value === 'object' && value !== null && 'infer' in value)
    .map((operation) => [operation.kind, operation]),
);

/** The operation of that kind. */
export function operationOf(kind: string): Operation {
  const found = alphabet.get(kind);
  if (!found) throw new Error(`There is no operation '${kind}' in the alphabet.`);
  return found;
}
