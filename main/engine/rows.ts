import type { Elements, Values } from '../targets/target.ts';

/**
 * Puts the results of several batches under each other along the first axis and keeps the first `count` rows.
 * A result whose first axis is not the batch (a grid, a single number) is the same in every batch and is kept as it is.
 */
export function joinRows(
  parts: readonly Readonly<Record<string, Values>>[],
  batch: number,
  count: number,
): Record<string, Values> {
  return Object.fromEntries(
    Object.entries(parts[0]!).map(([name, first]) => {
      if (first.shape[0] !== batch) return [name, first];
      const size = first.data.length / batch;
      const data = new (first.data.constructor as new (length: number) => Elements)(count * size);
      parts.forEach((part, i) => {
        const rows = Math.min(batch, count - i * batch);
        data.set(part[name]!.data.subarray(0, rows * size) as never, i * batch * size);
      });
      return [name, { shape: [count, ...first.shape.slice(1)], dtype: first.dtype, data }];
    }),
  );
}

/** The first examples of a batch. */
export function firstRows(values: Values, count: number): Values {
  const { shape, dtype, data } = values;
  const [rows = 0] = shape;
  if (rows <= count) return values;
  return {
    shape: [count, ...shape.slice(1)],
    dtype,
    data: data.slice(0, (data.length / rows) * count),
  };
}
