import { resolveAxis } from '../../../../nodes/alphabet/shape.ts';
import { kernel, type KernelTable } from '../kernel.ts';

type CumulativeSumAttributes = {
  readonly axis: number;
  readonly exclusive?: boolean;
  readonly reverse?: boolean;
};

export default {
  cumulativeSum: kernel<CumulativeSumAttributes>((tf, [x], { axis, exclusive = false, reverse = false }) =>
    tf.cumsum(x, resolveAxis(axis, x.rank), exclusive, reverse),
  ),
} satisfies KernelTable;
