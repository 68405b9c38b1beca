import { operation, type Operand, type Tensor } from '../operation.ts';
import { elementwise, NUMBERS, sumTo } from '../rules.ts';

declare module '../operation.ts' {
  interface Operations {
    /** a + b, elementwise with broadcasting. */
    add: (a: Operand, b: Operand) => Tensor;
    /** a − b, elementwise with broadcasting. */
    subtract: (a: Operand, b: Operand) => Tensor;
    /** a · b, elementwise with broadcasting. */
    multiply: (a: Operand, b: Operand) => Tensor;
    /** a / b of float32, elementwise with broadcasting. */
    divide: (a: Operand, b: Operand) => Tensor;
    /** The larger of two, elementwise with broadcasting; where they are equal the gradient goes to `a`. */
    maximum: (a: Operand, b: Operand) => Tensor;
    /** The smaller of two, elementwise with broadcasting; where they are equal the gradient goes to `a`. */
    minimum: (a: Operand, b: Operand) => Tensor;
    /** aᵇ of float32, elementwise with broadcasting; a ≥ 0 where b is not whole. */
    power: (a: Operand, b: Operand) => Tensor;
    /** a − b·⌊a/b⌋, the remainder with the sign of `b`, elementwise with broadcasting. */
    modulo: (a: Operand, b: Operand) => Tensor;
  }
}

export const add = operation({
  kind: 'add',
  inputs: ['a', 'b'],
  infer: elementwise('add', NUMBERS),
  gradient: (ops, { inputs: [a, b], gradients: [dy], needed }) => [
    needed[0] ? sumTo(ops, dy!, a!.shape) : null,
    needed[1] ? sumTo(ops, dy!, b!.shape) : null,
  ],
  formula: ([a, b]) => `${a} + ${b}`,
});

export const subtract = operation({
  kind: 'subtract',
  inputs: ['a', 'b'],
  infer: elementwise('subtract', NUMBERS),
  gradient: (ops, { inputs: [a, b], gradients: [dy], needed }) => [
    needed[0] ? sumTo(ops, dy!, a!.shape) : null,
    needed[1] ? ops.negative(sumTo(ops, dy!, b!.shape)) : null,
  ],
  formula: ([a, b]) => `${a} − ${b}`,
});

export const multiply = operation({
  kind: 'multiply',
  inputs: ['a', 'b'],
  infer: elementwise('multiply', NUMBERS),
  gradient: (ops, { inputs: [a, b], gradients: [dy], needed }) => [
    needed[0] ? sumTo(ops, ops.multiply(dy!, b!), a!.shape) : null,
    needed[1] ? sumTo(ops, ops.multiply(dy!, a!), b!.shape) : null,
  ],
  formula: ([a, b]) => `${a} · ${b}`,
});

export const divide = operation({
  kind: 'divide',
  inputs: ['a', 'b'],
  infer: elementwise('divide', ['float32']),
  gradient: (ops, { inputs: [a, b], outputs: [y], gradients: [dy], needed }) => [
    needed[0] ? sumTo(ops, ops.divide(dy!, b!), a!.shape) : null,
    needed[1] ? ops.negative(sumTo(ops, ops.divide(ops.multiply(dy!, y!), b!), b!.shape)) : null,
  ],
  formula: ([a, b]) => `${a} / ${b}`,
});

export const maximum = operation({
  kind: 'maximum',
  inputs: ['a', 'b'],
  infer: elementwise('maximum', NUMBERS),
  gradient: (ops, { inputs: [a, b], gradients: [dy], needed }) => {
    const first = ops.greaterEqual(a!, b!);
    return [
      needed[0] ? sumTo(ops, ops.select(first, dy!, 0), a!.shape) : null,
      needed[1] ? sumTo(ops, ops.select(first, 0, dy!), b!.shape) : null,
    ];
  },
  formula: ([a, b]) => `max(${a}, ${b})`,
});

export const minimum = operation({
  kind: 'minimum',
  inputs: ['a', 'b'],
  infer: elementwise('minimum', NUMBERS),
  gradient: (ops, { inputs: [a, b], gradients: [dy], needed }) => {
    const first = ops.lessEqual(a!, b!);
    return [
      needed[0] ? sumTo(ops, ops.select(first, dy!, 0), a!.shape) : null,
      needed[1] ? sumTo(ops, ops.select(first, 0, dy!), b!.shape) : null,
    ];
  },
  formula: ([a, b]) => `min(${a}, ${b})`,
});

export const power = operation({
  kind: 'power',
  inputs: ['a', 'b'],
  infer: elementwise('power', ['float32']),
  gradient: (ops, { inputs: [a, b], outputs: [y], gradients: [dy], needed }) => {
    // a⁰ is 1 everywhere, but 0 · 0⁻¹ is not a number; and log a is not wanted where a = 0.
    const slope = () => {
      const base = ops.select(ops.logicalAnd(ops.equal(a!, 0), ops.equal(b!, 0)), 1, a!);
      return ops.multiply(b!, ops.power(base, ops.subtract(b!, 1)));
    };
    const logarithm = () => ops.log(ops.select(ops.greater(a!, 0), a!, 1));
    return [
      needed[0] ? sumTo(ops, ops.multiply(dy!, slope()), a!.shape) : null,
      needed[1] ? sumTo(ops, ops.multiply(dy!, ops.multiply(y!, logarithm())), b!.shape) : null,
    ];
  },
  formula: ([a, b]) => `${a}^${b}`,
});

export const modulo = operation({
  kind: 'modulo',
  inputs: ['a', 'b'],
  infer: elementwise('modulo', NUMBERS),
  gradient: (ops, { inputs: [a, b], gradients: [dy], needed }) => [
    needed[0] ? sumTo(ops, dy!, a!.shape) : null,
    needed[1] ? ops.negative(sumTo(ops, ops.multiply(dy!, ops.floor(ops.divide(a!, b!))), b!.shape)) : null,
  ],
  formula: ([a, b]) => `${a} mod ${b}`,
});
