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

/**
 * Opens the data set of a kind with the dials of its node. Throws a sentence for a kind that is not known, for dials that
 * cannot be met and for files that cannot be read.
 */
export function openDataset(source: {
  readonly kind: string;
  readonly dials: Readonly<Record<string, unknown>>;
}): Dataset {
  const set = kinds.get(source.kind);
  if (set === undefined)
    throw new Error(
      `There is no data set of the kind "${source.kind}". This Genloom knows: ${datasetKinds().join(', ')}. Choose one of them, or use a newer Genloom.`,
    );
  return set.open(source.dials);
}
