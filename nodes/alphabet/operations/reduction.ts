import { operation, type Attributes, type GradientRule, type Operations, type Tensor } from '../operation.ts';
import { Problem } from '../problem.ts';
import { keepAxes, mustBe, NUMBERS } from '../rules.ts';
import {
  formatShape,
  isKnown,
  resolveAxes,
  resolveAxis,
  type DType,
  type Shape,
  type TensorType,
} from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /** The sum over axes (all of them unless told). */
    reduceSum: (x: Tensor, attributes?: ReduceAttributes) => Tensor;
    /** The mean over axes (all of them unless told), whose sizes must be known. */
    reduceMean: (x: Tensor, attributes?: ReduceAttributes) => Tensor;
    /** The largest along axes (all of them unless told); the gradient is shared equally among ties. */
    reduceMax: (x: Tensor, attributes?: ReduceAttributes) => Tensor;
    /** The smallest along axes (all of them unless told); the gradient is shared equally among ties. */
    reduceMin: (x: Tensor, attributes?: ReduceAttributes) => Tensor;
    /** Whether all bools along axes (all of them unless told) are true. */
    reduceAll: (x: Tensor, attributes?: ReduceAttributes) => Tensor;
    /** Whether one of the bools along axes (all of them unless told) is true. */
    reduceAny: (x: Tensor, attributes?: ReduceAttributes) => Tensor;
    /** The place of the largest along one axis, the first among ties: int32. */
    argMax: (x: Tensor, attributes: { readonly axis: number }) => Tensor;
  }
}

export type ReduceAttributes = {
  /** Negative ones count from the end. */
  readonly axes?: readonly number[];
  /** Leaves an axis of size 1 where one was reduced. */
  readonly keepDimensions?: boolean;
};

const reduced = (shape: Shape, { axes, keepDimensions }: ReduceAttributes): Shape => {
  const gone = resolveAxes(axes, shape.length);
  return keepDimensions
    ? shape.map((dimension, axis) => (gone.includes(axis) ? 1 : dimension))
    : shape.filter((_, axis) => !gone.includes(axis));
};

const inferReduced =
  (kind: string, takes: readonly DType[]) =>
  ([x]: readonly TensorType[], attributes: ReduceAttributes): readonly TensorType[] => {
    mustBe(kind, x!, ...takes);
    return [{ shape: reduced(x!.shape, attributes), dtype: x!.dtype }];
  };

const formula =
  (name: string) =>
  ([x]: readonly string[], { axes }: ReduceAttributes) =>
    axes ? `${name}(${x}; axes ${axes.join(', ')})` : `${name}(${x})`;

/** The number of elements that make one mean. */
function meanOver(shape: Shape, axes: readonly number[]): number {
  const sizes = axes.map((axis) => shape[axis]!);
  if (sizes.every(isKnown)) return sizes.reduce((a, b) => a * b, 1);
  throw new Problem(
    `reduceMean would divide by the batch size, which is not known here: axes ${axes.join(', ')} of ${formatShape(shape)}. Take the mean over other axes, or a sum.`,
    `reduceMean이 배치 크기로 나누게 되는데 여기서는 배치 크기를 알 수 없습니다: ${formatShape(shape)}의 축 ${axes.join(', ')}. 다른 축으로 평균을 내거나 합을 쓰세요.`,
  );
}

export const reduceSum = operation<ReduceAttributes>({
  kind: 'reduceSum',
  inputs: ['x'],
  infer: inferReduced('reduceSum', NUMBERS),
  gradient: (ops, { inputs: [x], gradients: [dy], attributes }) => [
    ops.broadcastTo(keepAxes(ops, dy!, x!.shape, resolveAxes(attributes.axes, x!.shape.length)), {
      shape: x!.shape,
    }),
  ],
  formula: formula('Σ'),
});

export const reduceMean = operation<ReduceAttributes>({
  kind: 'reduceMean',
  inputs: ['x'],
  infer: ([x], attributes) => {
    meanOver(x!.shape, resolveAxes(attributes.axes, x!.shape.length));
    return inferReduced('reduceMean', ['float32'])([x!], attributes);
  },
  gradient: (ops, { inputs: [x], gradients: [dy], attributes }) => {
    const axes = resolveAxes(attributes.axes, x!.shape.length);
    const share = ops.multiply(dy!, 1 / meanOver(x!.shape, axes));
    return [ops.broadcastTo(keepAxes(ops, share, x!.shape, axes), { shape: x!.shape })];
  },
  formula: formula('mean'),
});

/** Each of the elements that reach the extreme gets an equal share. */
function shareAmongTies(
  ops: Operations,
  { inputs: [x], outputs: [y], gradients: [dy], attributes }: GradientRule<ReduceAttributes>,
): readonly Tensor[] {
  const axes = resolveAxes(attributes.axes, x!.shape.length);
  const extreme = ops.cast(ops.equal(x!, keepAxes(ops, y!, x!.shape, axes)), { dtype: 'float32' });
  const ties = ops.reduceSum(extreme, { axes, keepDimensions: true });
  return [ops.multiply(extreme, ops.divide(keepAxes(ops, dy!, x!.shape, axes), ties))];
}

export const reduceMax = operation<ReduceAttributes>({
  kind: 'reduceMax',
  inputs: ['x'],
  infer: inferReduced('reduceMax', NUMBERS),
  gradient: shareAmongTies,
  formula: formula('max'),
});

export const reduceMin = operation<ReduceAttributes>({
  kind: 'reduceMin',
  inputs: ['x'],
  infer: inferReduced('reduceMin', NUMBERS),
  gradient: shareAmongTies,
  formula: formula('min'),
});

export const reduceAll = operation<ReduceAttributes>({
  kind: 'reduceAll',
  inputs: ['x'],
  constant: true,
  infer: inferReduced('reduceAll', ['bool']),
  formula: formula('all'),
});

export const reduceAny = operation<ReduceAttributes>({
  kind: 'reduceAny',
  inputs: ['x'],
  constant: true,
  infer: inferReduced('reduceAny', ['bool']),
  formula: formula('any'),
});

export const argMax = operation<Attributes & { readonly axis: number }>({
  kind: 'argMax',
  inputs: ['x'],
  constant: true,
  infer: ([x], { axis }) => {
    mustBe('argMax', x!, ...NUMBERS);
    return [{ shape: x!.shape.toSpliced(resolveAxis(axis, x!.shape.length), 1), dtype: 'int32' }];
  },
  formula: ([x], { axis }) => `argmax(${x}; axis ${axis})`,
});
