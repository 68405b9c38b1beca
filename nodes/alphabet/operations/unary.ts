import { operation, type Operand, type Operations, type Tensor } from '../operation.ts';
import { elementwise, mustBe, mustHaveShape, NUMBERS } from '../rules.ts';
import type { DType } from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /** −x */
    negative: (x: Operand) => Tensor;
    /** |x|; its gradient at 0 is 0. */
    absolute: (x: Operand) => Tensor;
    /** −1, 0 or 1. */
    sign: (x: Operand) => Tensor;
    /** eˣ */
    exp: (x: Operand) => Tensor;
    /** The natural logarithm; −∞ at 0, NaN below. */
    log: (x: Operand) => Tensor;
    /** √x; NaN below 0, and an infinite gradient at 0. */
    sqrt: (x: Operand) => Tensor;
    /** 1/√x */
    rsqrt: (x: Operand) => Tensor;
    /** x² */
    square: (x: Operand) => Tensor;
    /** 1/x */
    reciprocal: (x: Operand) => Tensor;
    /** The sine of x in radians. */
    sin: (x: Operand) => Tensor;
    /** The cosine of x in radians. */
    cos: (x: Operand) => Tensor;
    /** The hyperbolic tangent, in [−1, 1]. */
    tanh: (x: Operand) => Tensor;
    /** σ(x) = 1/(1 + e⁻ˣ), in [0, 1]. */
    sigmoid: (x: Operand) => Tensor;
    /** log(1 + eˣ), without overflow. */
    softplus: (x: Operand) => Tensor;
    /** The error function 2/√π ∫₀ˣ exp(−t²) dt. */
    erf: (x: Operand) => Tensor;
    /** log(1 + x), exact for small x. */
    log1p: (x: Operand) => Tensor;
    /** eˣ − 1, exact for small x. */
    expm1: (x: Operand) => Tensor;
    /** The next whole number below. */
    floor: (x: Operand) => Tensor;
    /** The nearest whole number; halves go to the even one. */
    round: (x: Operand) => Tensor;
    /** Whether x is neither infinite nor NaN: bool. */
    isFinite: (x: Operand) => Tensor;
    /** max(x, 0); its gradient at 0 is 0. */
    relu: (x: Operand) => Tensor;
    /** dy where x > 0, else 0. Both have the same shape. */
    reluGradient: (dy: Operand, x: Operand) => Tensor;
  }
}

/** The derivative times `dy`, from the input and the result. */
type Slope = (ops: Operations, dy: Tensor, x: Tensor, y: Tensor) => Tensor;

const smooth = (
  kind: string,
  formula: (x: string) => string,
  slope: Slope,
  takes: readonly DType[] = ['float32'],
) =>
  operation({
    kind,
    inputs: ['x'],
    infer: elementwise(kind, takes),
    gradient: (ops, { inputs: [x], outputs: [y], gradients: [dy] }) => [slope(ops, dy!, x!, y!)],
    formula: ([x]) => formula(x!),
  });

export const negative = smooth(
  'negative',
  (x) => `−${x}`,
  (ops, dy) => ops.negative(dy),
  NUMBERS,
);

export const absolute = smooth(
  'absolute',
  (x) => `|${x}|`,
  (ops, dy, x) => ops.multiply(dy, ops.sign(x)),
  NUMBERS,
);

export const sign = operation({
  kind: 'sign',
  inputs: ['x'],
  constant: true,
  infer: elementwise('sign', NUMBERS),
  formula: ([x]) => `sign(${x})`,
});

export const exp = smooth(
  'exp',
  (x) => `exp(${x})`,
  (ops, dy, _, y) => ops.multiply(dy, y),
);

export const log = smooth(
  'log',
  (x) => `log(${x})`,
  (ops, dy, x) => ops.divide(dy, x),
);

export const sqrt = smooth(
  'sqrt',
  (x) => `√${x}`,
  (ops, dy, _, y) => ops.divide(ops.multiply(dy, 0.5), y),
);

export const rsqrt = smooth(
  'rsqrt',
  (x) => `1/√${x}`,
  (ops, dy, _, y) => ops.multiply(ops.multiply(dy, -0.5), ops.multiply(y, ops.square(y))),
);

export const square = smooth(
  'square',
  (x) => `${x}²`,
  (ops, dy, x) => ops.multiply(dy, ops.multiply(x, 2)),
  NUMBERS,
);

export const reciprocal = smooth(
  'reciprocal',
  (x) => `1/${x}`,
  (ops, dy, _, y) => ops.negative(ops.multiply(dy, ops.square(y))),
);

export const sin = smooth(
  'sin',
  (x) => `sin(${x})`,
  (ops, dy, x) => ops.multiply(dy, ops.cos(x)),
);

export const cos = smooth(
  'cos',
  (x) => `cos(${x})`,
  (ops, dy, x) => ops.negative(ops.multiply(dy, ops.sin(x))),
);

export const tanh = smooth(
  'tanh',
  (x) => `tanh(${x})`,
  (ops, dy, _, y) => ops.multiply(dy, ops.subtract(1, ops.square(y))),
);

export const sigmoid = smooth(
  'sigmoid',
  (x) => `σ(${x})`,
  (ops, dy, _, y) => ops.multiply(dy, ops.multiply(y, ops.subtract(1, y))),
);

export const softplus = smooth(
  'softplus',
  (x) => `log(1 + exp(${x}))`,
  (ops, dy, x) => ops.multiply(dy, ops.sigmoid(x)),
);

export const erf = smooth(
  'erf',
  (x) => `erf(${x})`,
  (ops, dy, x) =>
    ops.multiply(dy, ops.multiply(ops.exp(ops.negative(ops.square(x))), 2 / Math.sqrt(Math.PI))),
);

export const log1p = smooth(
  'log1p',
  (x) => `log(1 + ${x})`,
  (ops, dy, x) => ops.divide(dy, ops.add(x, 1)),
);

export const expm1 = smooth(
  'expm1',
  (x) => `exp(${x}) − 1`,
  (ops, dy, _, y) => ops.multiply(dy, ops.add(y, 1)),
);

export const floor = operation({
  kind: 'floor',
  inputs: ['x'],
  constant: true,
  infer: elementwise('floor', ['float32']),
  formula: ([x]) => `⌊${x}⌋`,
});

export const round = operation({
  kind: 'round',
  inputs: ['x'],
  constant: true,
  infer: elementwise('round', ['float32']),
  formula: ([x]) => `round(${x})`,
});

export const isFinite = operation({
  kind: 'isFinite',
  inputs: ['x'],
  constant: true,
  infer: elementwise('isFinite', ['float32'], 'bool'),
  formula: ([x]) => `isFinite(${x})`,
});

export const relu = smooth(
  'relu',
  (x) => `max(${x}, 0)`,
  // The result says the same as the input, and TensorFlow joins a relu to what computes its input if nobody else looks at that.
  (ops, dy, _x, y) => ops.reluGradient(dy, y),
);

export const reluGradient = operation({
  kind: 'reluGradient',
  inputs: ['dy', 'x'],
  infer: ([dy, x]) => {
    mustBe('reluGradient', dy!, 'float32');
    mustBe('reluGradient', x!, 'float32');
    mustHaveShape('reluGradient', 'x', x!, dy!.shape);
    return [dy!];
  },
  // The second derivative of relu is zero, so nothing goes to x.
  gradient: (ops, { inputs: [, x], gradients: [d], needed }) => [
    needed[0] ? ops.reluGradient(d!, x!) : null,
    null,
  ],
  define: (ops, [dy, x]) => [ops.select(ops.greater(x!, 0), dy!, 0)],
  formula: ([dy, x]) => `${x} > 0 ? ${dy} : 0`,
});
