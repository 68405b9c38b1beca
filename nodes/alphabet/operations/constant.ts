import { operation, type Tensor } from '../operation.ts';
import { Problem } from '../problem.ts';
import { knownSize, type DType, type Shape } from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /**
     * Fixed numbers: one number fills the whole shape (which may hold B), a list gives every element in row-major order.
     */
    constant: (attributes: ConstantAttributes) => Tensor;
  }
}

export type ConstantAttributes = {
  readonly value: number | readonly number[];
  readonly shape: Shape;
  readonly dtype: DType;
};

export const constant = operation<ConstantAttributes>({
  kind: 'constant',
  inputs: [],
  constant: true,
  infer: (_, { value, shape, dtype }) => {
    if (typeof value !== 'number' && value.length !== knownSize(shape))
      throw new Problem(
        `A constant of ${knownSize(shape)} elements was given ${value.length} numbers.`,
        `원소가 ${knownSize(shape)}개인 상수에 수가 ${value.length}개 주어졌습니다.`,
      );
    return [{ shape, dtype }];
  },
  formula: (_, { value }) => (typeof value === 'number' ? String(value) : 'constant'),
});
