import type { Operations } from './alphabet/operation.ts';

/**
 * The part of mathematics that formulas need which are told once and then reckoned twice: with numbers, in double
 * precision, and with tensors, inside a program. `Operations` is one of them.
 */
export interface Arithmetic<N> {
  add(a: N | number, b: N | number): N;
  subtract(a: N | number, b: N | number): N;
  multiply(a: N | number, b: N | number): N;
  divide(a: N | number, b: N | number): N;
  minimum(a: N | number, b: N | number): N;
  maximum(a: N | number, b: N | number): N;
  exp(x: N | number): N;
  expm1(x: N | number): N;
  log(x: N | number): N;
  sqrt(x: N | number): N;
  cos(x: N | number): N;
  sigmoid(x: N | number): N;
}

/** With numbers. */
export const numbers: Arithmetic<number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  minimum: Math.min,
  maximum: Math.max,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  sqrt: Math.sqrt,
  cos: Math.cos,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
};

/** With tensors, written into their trace. */
export const tensors = (ops: Operations): Arithmetic<ReturnType<Operations['add']>> => ops;
