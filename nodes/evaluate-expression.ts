import type { Operand, Operations, Tensor } from './alphabet/operation.ts';
import { euclideanNorm } from './euclidean-norm.ts';
import type { Expression, FunctionName, Operator } from './expression.ts';
import { meanOver } from './mean.ts';
import { exampleAxes } from './per-example.ts';

/** Writes a formula into a program. @param names the float32 tensors that its names stand for */
export function evaluateExpression(
  ops: Operations,
  expression: Expression,
  names: ReadonlyMap<string, Tensor>,
): Tensor {
  const evaluate = (part: Expression): Operand => {
    switch (part.kind) {
      case 'number':
        return part.value;
      case 'name':
        return names.get(part.name)!;
      case 'negative':
        return ops.negative(evaluate(part.of));
      case 'operator':
        return OPERATORS[part.operator](ops, evaluate(part.left), evaluate(part.right));
      case 'call': {
        const [first, ...others] = part.of.map(evaluate);
        if (others.length === 0) return CALLS[part.name](ops, tensorOf(ops, first!));
        const pair = part.name === 'min' ? ops.minimum : ops.maximum;
        return others.reduce((a, b) => pair(a, b), first!);
      }
    }
  };
  return tensorOf(ops, evaluate(expression));
}

const tensorOf = (ops: Operations, operand: Operand): Tensor =>
  typeof operand === 'number' ? ops.constant({ value: operand, shape: [], dtype: 'float32' }) : operand;

const OPERATORS: Readonly<Record<Operator, (ops: Operations, a: Operand, b: Operand) => Tensor>> = {
  '+': (ops, a, b) => ops.add(a, b),
  '-': (ops, a, b) => ops.subtract(a, b),
  '*': (ops, a, b) => ops.multiply(a, b),
  '/': (ops, a, b) => ops.divide(a, b),
  '^': (ops, a, b) => (b === 2 ? ops.square(a) : ops.power(a, b)),
};

const CALLS: Readonly<Record<FunctionName, (ops: Operations, x: Tensor) => Tensor>> = {
  exp: (ops, x) => ops.exp(x),
  log: (ops, x) => ops.log(x),
  sqrt: (ops, x) => ops.sqrt(x),
  square: (ops, x) => ops.square(x),
  abs: (ops, x) => ops.absolute(x),
  sin: (ops, x) => ops.sin(x),
  cos: (ops, x) => ops.cos(x),
  tanh: (ops, x) => ops.tanh(x),
  sigmoid: (ops, x) => ops.sigmoid(x),
  softplus: (ops, x) => ops.softplus(x),
  relu: (ops, x) => ops.relu(x),
  erf: (ops, x) => ops.erf(x),
  mean: (ops, x) => meanOver(ops, x),
  sum: (ops, x) => ops.reduceSum(x),
  max: (ops, x) => ops.reduceMax(x),
  min: (ops, x) => ops.reduceMin(x),
  // The length of each example; of single numbers that is their absolute value.
  norm: (ops, x) => (x.shape.length < 2 ? ops.absolute(x) : euclideanNorm(ops, x, { axes: exampleAxes(x) })),
};
