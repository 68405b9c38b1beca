import type { MatMulAttributes } from '../../../../nodes/alphabet/operations/matrix.ts';
import { sizeOf } from '../../../../nodes/alphabet/shape.ts';
import { float, reshape } from '../idioms.ts';
import { print, type PrintTable } from '../print.ts';

export default {
  matMul: print<MatMulAttributes>(
    ({ graph, inputs: [a, b], inputTypes: [left, right], types: [type], attributes }) => {
      const { transposeA = false, transposeB = false } = attributes;
      const product = (x: string) =>
        float(graph, 'MatMul', [x, b], {
          transpose_a: { flag: transposeA },
          transpose_b: { flag: transposeB },
        });
      const { length } = left.shape;
      if (length === 2 && right.shape.length === 2) return product(a);
      // One matrix for all examples: one large product, where TensorFlow would make a small one for each.
      if (right.shape.length === 2 && !transposeA) {
        const rows = reshape(graph, a, 'float32', [sizeOf(left.shape.slice(0, -1)), left.shape[length - 1]!]);
        return reshape(graph, product(rows), 'float32', type.shape);
      }
      return float(graph, 'BatchMatMulV2', [a, b], {
        adj_x: { flag: transposeA },
        adj_y: { flag: transposeB },
      });
    },
  ),
} satisfies PrintTable;
