import type { Operations, Tensor } from './alphabet/operation.ts';

/** As float32: whole numbers keep their value, bools become 0 and 1. */
export const asFloat = (ops: Operations, value: Tensor): Tensor =>
  value.dtype === 'float32' ? value : ops.cast(value, { dtype: 'float32' });

/** Tensors of one type that can be reckoned with: int32 where all are, else float32. */
export const promote = <const T extends readonly Tensor[]>(
  ops: Operations,
  ...values: T
): { readonly [K in keyof T]: Tensor } =>
  (values.every(({ dtype }) => dtype === 'int32')
    ? values
    : values.map((value) => asFloat(ops, value))) as unknown as { readonly [K in keyof T]: Tensor };
