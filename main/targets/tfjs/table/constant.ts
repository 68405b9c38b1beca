import type { ConstantAttributes } from '../../../../nodes/alphabet/operations/constant.ts';
import { arrayOf } from '../../feeds.ts';
import { kernel, type KernelTable } from '../kernel.ts';

export default {
  constant: kernel<ConstantAttributes>((tf, _, { value }, [{ shape, dtype }]) =>
    typeof value === 'number'
      ? tf.fill([...shape], value, dtype)
      : tf.tensor(arrayOf[dtype].from(value), [...shape], dtype),
  ),
} satisfies KernelTable;
