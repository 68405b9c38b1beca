import type { Tensor } from '@tensorflow/tfjs';

import type { ReduceAttributes } from '../../../../nodes/alphabet/operations/reduction.ts';
import { resolveAxes } from '../../../../nodes/alphabet/shape.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import type { TensorFlowJs } from '../library.ts';

type Reduction = 'sum' | 'mean' | 'max' | 'min' | 'all' | 'any';

const reduction = (name: Reduction) =>
  kernel<ReduceAttributes>((tf, [x], { axes, keepDimensions = false }) =>
    (tf[name] as (x: Tensor, axes: number[], keepDimensions: boolean) => Tensor)(
      x,
      [...resolveAxes(axes, x.rank)],
      keepDimensions,
    ),
  );

export default {
  reduceSum: reduction('sum'),
  reduceMean: reduction('mean'),
  reduceMax: reduction('max'),
  reduceMin: reduction('min'),
  reduceAll: reduction('all'),
  reduceAny: reduction('any'),
  argMax: kernel<{ readonly axis: number }>((tf: TensorFlowJs, [x], { axis }) => tf.argMax(x, axis)),
} satisfies KernelTable;
