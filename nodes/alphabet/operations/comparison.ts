import { operation, type Operand, type Tensor } from '../operation.ts';
import { ANY, broadcast, elementwise, mustBe, NUMBERS, sumTo } from '../rules.ts';
import type { DType } from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /** a = b: bool, elementwise with broadcasting. */
    equal: (a: Operand, b: Operand) => Tensor;
    /** a ≠ b: bool, elementwise with broadcasting. */
    notEqual: (a: Operand, b: Operand) => Tensor;
    /** a < b: bool, elementwise with broadcasting. */
    less: (a: Operand, b: Operand) => Tensor;
    /** a ≤ b: bool, elementwise with broadcasting. */
    lessEqual: (a: Operand, b: Operand) => Tensor;
    /** a > b: bool, elementwise with broadcasting. */
    greater: (a: Operand, b: Operand) => Tensor;
    /** a ≥ b: bool, elementwise with broadcasting. */
    greaterEqual: (a: Operand, b: Operand) => Tensor;
    /** Both of two bools, elementwise with broadcasting. */
    logicalAnd: (a: Tensor, b: Tensor) => Tensor;
    /** At least one of two bools, elementwise with broadcasting. */
    logicalOr: (a: Tensor, b: Tensor) => Tensor;
    /** The other bool. */
    logicalNot: (x: Tensor) => Tensor;
    /** `a` where the condition (bool) holds, else `b`; all three broadcast. */
    select: (condition: Tensor, a: Operand, b: Operand) => Tensor;
  }
}

const comparison = (kind: string, sign: string, takes: readonly DType[]) =>
  operation({
    kind,
    inputs: ['a', 'b'],
    constant: true,
    infer: elementwise(kind, takes, 'bool'),
    formula: ([a, b]) => `${a} ${sign} ${b}`,
  });

export const equal = comparison('equal', '=', ANY);
export const notEqual = comparison('notEqual', '≠', ANY);
export const less = comparison('less', '<', NUMBERS);
export const lessEqual = comparison('lessEqual', '≤', NUMBERS);
export const greater = comparison('greater', '>', NUMBERS);
export const greaterEqual = comparison('greaterEqual', '≥', NUMBERS);
export const logicalAnd = comparison('logicalAnd', '∧', ['bool']);
export const logicalOr = comparison('logicalOr', '∨', ['bool']);

export const logicalNot = operation({
  kind: 'logicalNot',
  inputs: ['x'],
  constant: true,
  infer: elementwise('logicalNot', ['bool']),
  formula: ([x]) => `¬${x}`,
});

export const select = operation({
  kind: 'select',
  inputs: ['condition', 'a', 'b'],
  infer: ([condition, a, b]) => {
    mustBe('select', condition!, 'bool');
    mustBe('select', b!, a!.dtype);
    return [{ shape: broadcast('select', condition!.shape, a!.shape, b!.shape), dtype: a!.dtype }];
  },
  gradient: (ops, { inputs: [condition, a, b], gradients: [dy], needed }) => [
    null,
    needed[1] ? sumTo(ops, ops.select(condition!, dy!, 0), a!.shape) : null,
    needed[2] ? sumTo(ops, ops.select(condition!, 0, dy!), b!.shape) : null,
  ],
  formula: ([condition, a, b]) => `${condition} ? ${a} : ${b}`,
});
