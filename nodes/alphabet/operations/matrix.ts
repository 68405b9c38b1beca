import { operation, type Operations, type Tensor } from '../operation.ts';
import { Problem } from '../problem.ts';
import { broadcast, mustBe, sumTo } from '../rules.ts';
import { formatShape, sameDimension, sizeOf, type Shape } from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /**
     * The matrix product over the last two axes, `[..., n, k] · [..., k, m]`; the leading axes broadcast.
     * A flag says that a matrix comes with its last two axes exchanged.
     */
    matMul: (a: Tensor, b: Tensor, attributes?: MatMulAttributes) => Tensor;
  }
}

export type MatMulAttributes = {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
};

/** Rows and columns as they stand in the product. */
const matrixOf = (shape: Shape, transposed: boolean | undefined) => {
  const [rows, columns] = shape.slice(-2) as unknown as [Shape[number], Shape[number]];
  return transposed ? [columns, rows] : [rows, columns];
};

/** All leading axes and the rows as one axis: `[..., n, k]` → `[..·n, k]`. */
const flat = (ops: Operations, x: Tensor): Tensor =>
  ops.reshape(x, { shape: [sizeOf(x.shape.slice(0, -1)), x.shape.at(-1)!] });

export const matMul = operation<MatMulAttributes>({
  kind: 'matMul',
  inputs: ['a', 'b'],
  infer: ([a, b], { transposeA, transposeB }) => {
    mustBe('matMul', a!, 'float32');
    mustBe('matMul', b!, 'float32');
    if (a!.shape.length < 2 || b!.shape.length < 2)
      throw new Problem(
        `matMul needs two tensors of at least 2 axes; it was given ${formatShape(a!.shape)} and ${formatShape(b!.shape)}. A reshape can add axes.`,
        `matMul에는 축이 2개 이상인 텐서 두 개가 필요한데 ${formatShape(a!.shape)}, ${formatShape(b!.shape)}이(가) 들어왔습니다. 모양 바꾸기로 축을 더할 수 있습니다.`,
      );
    const [n, k] = matrixOf(a!.shape, transposeA);
    const [inner, m] = matrixOf(b!.shape, transposeB);
    if (!sameDimension(k!, inner!))
      throw new Problem(
        `matMul needs as many columns in the first matrix as rows in the second; it was given ${formatShape([n!, k!])} · ${formatShape([inner!, m!])} (from ${formatShape(a!.shape)} and ${formatShape(b!.shape)}).`,
        `matMul에서는 첫째 행렬의 열 수와 둘째 행렬의 행 수가 같아야 하는데 ${formatShape([n!, k!])} · ${formatShape([inner!, m!])}이(가) 들어왔습니다(모양 ${formatShape(a!.shape)}, ${formatShape(b!.shape)}).`,
      );
    const leading = broadcast('matMul', a!.shape.slice(0, -2), b!.shape.slice(0, -2));
    return [{ shape: [...leading, n!, m!], dtype: 'float32' }];
  },
  gradient: (ops, { inputs, gradients, needed, attributes: { transposeA = false, transposeB = false } }) => {
    const [a, b] = inputs as readonly [Tensor, Tensor];
    const dy = gradients[0]!;
    const forA = () =>
      transposeA
        ? ops.matMul(b, dy, { transposeA: transposeB, transposeB: true })
        : ops.matMul(dy, b, { transposeB: !transposeB });
    const forB = () => {
      // One matrix for all examples: one large product instead of a small one for each and a sum over them.
      const shared = b.shape.length === 2 && a.shape.length > 2 && !transposeA;
      const [left, right] = shared ? [flat(ops, a), flat(ops, dy)] : [a, dy];
      return transposeB
        ? ops.matMul(right, left, { transposeA: true, transposeB: transposeA })
        : ops.matMul(left, right, { transposeA: !transposeA });
    };
    return [needed[0] ? sumTo(ops, forA(), a.shape) : null, needed[1] ? sumTo(ops, forB(), b.shape) : null];
  },
  formula: ([a, b], { transposeA, transposeB }) =>
    `${a}${transposeA ? 'ᵀ' : ''} ${b}${transposeB ? 'ᵀ' : ''}`,
});
