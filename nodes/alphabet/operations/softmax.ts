import { operation, type Operand, type Operations, type Tensor } from '../operation.ts';
import { elementwise, keepAxes, mustBe, mustHaveShape, sumTo } from '../rules.ts';
import { resolveAxes, resolveAxis, type TensorType } from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /** eˣ / Σ eˣ along an axis, the last unless told. */
    softmax: (x: Tensor, attributes?: SoftmaxAttributes) => Tensor;
    /** x − log Σ eˣ along an axis, the last unless told. */
    logSoftmax: (x: Tensor, attributes?: SoftmaxAttributes) => Tensor;
    /** log Σ eˣ over axes (all of them unless told), without overflow. */
    logSumExp: (x: Tensor, attributes?: LogSumExpAttributes) => Tensor;
    /** −z·log σ(l) − (1 − z)·log(1 − σ(l)) for labels z in [0, 1] and logits l, elementwise with broadcasting. */
    sigmoidCrossEntropy: (labels: Operand, logits: Operand) => Tensor;
    /** −Σ p·log softmax(l) over the last axis, for probabilities p and logits l of one shape [..., classes]. */
    softmaxCrossEntropy: (labels: Tensor, logits: Tensor) => Tensor;
  }
}

export type SoftmaxAttributes = { readonly axis?: number };
export type LogSumExpAttributes = { readonly axes?: readonly number[]; readonly keepDimensions?: boolean };

const inferAlong =
  (kind: string) =>
  ([x]: readonly TensorType[], { axis = -1 }: SoftmaxAttributes): readonly TensorType[] => {
    mustBe(kind, x!, 'float32');
    resolveAxis(axis, x!.shape.length);
    return [x!];
  };

export const softmax = operation<SoftmaxAttributes>({
  kind: 'softmax',
  inputs: ['x'],
  infer: inferAlong('softmax'),
  gradient: (ops, { outputs: [y], gradients: [dy], attributes: { axis = -1 } }) => {
    const mean = ops.reduceSum(ops.multiply(dy!, y!), { axes: [axis], keepDimensions: true });
    return [ops.multiply(ops.subtract(dy!, mean), y!)];
  },
  define: (ops, [x], { axis = -1 }) => {
    const along = { axes: [axis], keepDimensions: true };
    const weights = ops.exp(ops.subtract(x!, ops.reduceMax(x!, along)));
    return [ops.divide(weights, ops.reduceSum(weights, along))];
  },
  formula: ([x]) => `softmax(${x})`,
});

export const logSoftmax = operation<SoftmaxAttributes>({
  kind: 'logSoftmax',
  inputs: ['x'],
  infer: inferAlong('logSoftmax'),
  gradient: (ops, { outputs: [y], gradients: [dy], attributes: { axis = -1 } }) => {
    const sum = ops.reduceSum(dy!, { axes: [axis], keepDimensions: true });
    return [ops.subtract(dy!, ops.multiply(ops.exp(y!), sum))];
  },
  define: (ops, [x], { axis = -1 }) => {
    const along = { axes: [axis], keepDimensions: true };
    const shifted = ops.subtract(x!, ops.reduceMax(x!, along));
    return [ops.subtract(shifted, ops.log(ops.reduceSum(ops.exp(shifted), along)))];
  },
  formula: ([x]) => `log softmax(${x})`,
});

/** exp(x − shift) with the largest x as the shift, and 0 where that is −∞: the logarithm of 0 is then −∞ and not NaN. */
function withoutOverflow(ops: Operations, x: Tensor, axes: readonly number[]) {
  const largest = ops.reduceMax(x, { axes, keepDimensions: true });
  const shift = ops.stopGradient(ops.select(ops.isFinite(largest), largest, 0));
  return { shift, weights: ops.exp(ops.subtract(x, shift)) };
}

export const logSumExp = operation<LogSumExpAttributes>({
  kind: 'logSumExp',
  inputs: ['x'],
  infer: ([x], { axes, keepDimensions }) => {
    mustBe('logSumExp', x!, 'float32');
    const gone = resolveAxes(axes, x!.shape.length);
    const kept = x!.shape.map((size, axis) => (gone.includes(axis) ? 1 : size));
    return [
      { shape: keepDimensions ? kept : kept.filter((_, axis) => !gone.includes(axis)), dtype: 'float32' },
    ];
  },
  gradient: (ops, { inputs: [x], gradients: [dy], attributes }) => {
    // Not exp(x − y): for large x that has lost its last digits.
    const axes = resolveAxes(attributes.axes, x!.shape.length);
    const { weights } = withoutOverflow(ops, x!, axes);
    const share = ops.divide(weights, ops.reduceSum(weights, { axes, keepDimensions: true }));
    return [ops.multiply(keepAxes(ops, dy!, x!.shape, axes), share)];
  },
  define: (ops, [x], { axes: given, keepDimensions = false }) => {
    const axes = resolveAxes(given, x!.shape.length);
    const { shift, weights } = withoutOverflow(ops, x!, axes);
    const sum = ops.reduceSum(weights, { axes, keepDimensions });
    return [ops.add(ops.log(sum), ops.reshape(shift, { shape: sum.shape }))];
  },
  formula: ([x]) => `log Σ exp(${x})`,
});

export const sigmoidCrossEntropy = operation({
  kind: 'sigmoidCrossEntropy',
  inputs: ['labels', 'logits'],
  infer: elementwise('sigmoidCrossEntropy', ['float32']),
  gradient: (ops, { inputs: [labels, logits], gradients: [dy], needed }) => [
    needed[0] ? ops.negative(sumTo(ops, ops.multiply(dy!, logits!), labels!.shape)) : null,
    needed[1]
      ? sumTo(ops, ops.multiply(dy!, ops.subtract(ops.sigmoid(logits!), labels!)), logits!.shape)
      : null,
  ],
  define: (ops, [labels, logits]) => {
    const linear = ops.subtract(ops.relu(logits!), ops.multiply(logits!, labels!));
    return [ops.add(linear, ops.log1p(ops.exp(ops.negative(ops.absolute(logits!)))))];
  },
  formula: ([z, l]) => `−${z}·log σ(${l}) − (1 − ${z})·log(1 − σ(${l}))`,
});

/** Its gradient is that of its definition: softmax(l)·Σp − p. */
export const softmaxCrossEntropy = operation({
  kind: 'softmaxCrossEntropy',
  inputs: ['labels', 'logits'],
  infer: ([labels, logits]) => {
    mustBe('softmaxCrossEntropy', labels!, 'float32');
    mustBe('softmaxCrossEntropy', logits!, 'float32');
    resolveAxis(-1, logits!.shape.length);
    mustHaveShape('softmaxCrossEntropy', 'labels', labels!, logits!.shape);
    return [{ shape: logits!.shape.slice(0, -1), dtype: 'float32' }];
  },
  define: (ops, [labels, logits]) => [
    ops.negative(ops.reduceSum(ops.multiply(labels!, ops.logSoftmax(logits!)), { axes: [-1] })),
  ],
  formula: ([p, l]) => `−Σ ${p}·log softmax(${l})`,
});
