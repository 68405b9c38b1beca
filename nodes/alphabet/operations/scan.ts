import { operation, type Tensor } from '../operation.ts';
import { mustBe, NUMBERS } from '../rules.ts';
import { resolveAxis } from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /** The sum of everything up to each place along an axis. */
    cumulativeSum: (x: Tensor, attributes: CumulativeSumAttributes) => Tensor;
  }
}

export type CumulativeSumAttributes = {
  readonly axis: number;
  /** Leaves the place itself out. */
  readonly exclusive?: boolean;
  /** Sums from the end. */
  readonly reverse?: boolean;
};

export const cumulativeSum = operation<CumulativeSumAttributes>({
  kind: 'cumulativeSum',
  inputs: ['x'],
  infer: ([x], { axis }) => {
    mustBe('cumulativeSum', x!, ...NUMBERS);
    resolveAxis(axis, x!.shape.length);
    return [x!];
  },
  gradient: (ops, { gradients: [dy], attributes }) => [
    ops.cumulativeSum(dy!, { ...attributes, reverse: !attributes.reverse }),
  ],
  formula: ([x], { axis }) => `cumulative Σ(${x}; axis ${axis})`,
});
