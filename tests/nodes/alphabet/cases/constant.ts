import fc from 'fast-check';
import type { Contracts } from '../case.ts';
import { shapes, sizeOfShape, type Numbers } from '../tensors.ts';

const valueOf = (dtype: string) =>
  dtype === 'float32'
    ? fc.constantFrom(0, 1, -0.5, 1e-20, 3e38)
    : dtype === 'int32'
      ? fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
      : fc.constantFrom(0, 1);

const lists = (shape: Numbers, dtype: string) => {
  const length = sizeOfShape(shape);
  return fc.array(valueOf(dtype), { minLength: length, maxLength: length });
};

export default {
  constant: {
    valid: (batch) =>
      fc.tuple(fc.constantFrom('float32', 'int32', 'bool'), fc.boolean()).chain(([dtype, filled]) =>
        // A list has as many elements as the shape, so only one number can fill a shape that holds B.
        shapes(filled ? batch : fc.integer({ min: 1, max: 3 }), { min: 0 }).chain((shape) =>
          (filled ? valueOf(dtype) : lists(shape, dtype)).map((value) => ({
            inputs: [],
            attributes: { value, shape, dtype },
          })),
        ),
      ),
    wrong: [
      { types: [], attributes: { value: [1, 2], shape: [3], dtype: 'float32' } },
      { types: [], attributes: { value: [1, 2], shape: [{ batches: 1 }], dtype: 'float32' } },
    ],
  },
} satisfies Contracts;
