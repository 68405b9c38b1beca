import type { Dataset, DatasetKind } from './dataset.ts';

// A data set is added by adding its file to `sets`.
const kinds = new Map<string, DatasetKind>(
  Object.values(import.meta.glob<DatasetKind>('./sets/*.ts', { eager: true, import: 'default' })).map(
    (set) => [set.kind, set],
  ),
);

/** The kinds of data sets that there are, sorted. */
export function datasetKinds(): string[] {
  return [...kinds.keys()].sort();
}

/** A data node's data set: its kind and the dials of its node. */
export interface DatasetSource {
  readonly kind: string;
  readonly dials: Readonly<Record<string, unknown>>;
}

/** Reads through the files that cannot be read piece by piece, once; call it before `openDataset`. Throws as that does. */
export async function prepareDataset(source: DatasetSource): Promise<void> {
  await kindOf(source).prepare?.(source.dials);
}

/**
 * Opens the data set of a kind with the dials of its node. Throws a sentence for a kind that is not known, for dials that
 * cannot be met and for files that cannot be read.
 */
export const openDataset = (source: DatasetSource): Dataset => kindOf(source).open(source.dials);

function kindOf({ kind }: DatasetSource): DatasetKind {
  const set = kinds.get(kind);
  if (set !== undefined) return set;
  throw new Error(
    `There is no data set of the kind "${kind}". This Genloom knows: ${datasetKinds().join(', ')}. Choose one of them, or use a newer Genloom.`,
  );
}
