import type { Attributes } from '../../../../nodes/alphabet/operation.ts';
import type { DType } from '../../../../nodes/alphabet/shape.ts';
import type { Print, PrintTable } from '../print.ts';
import { print } from '../print.ts';
import { operands } from '../broadcasting.ts';
import type { OperationName } from '../operations-2.7.ts';

/** An op of that name whose inputs have one type, `T`. */
const typed =
  (op: OperationName): Print =>
  ({ graph, inputs, inputTypes }) =>
    graph.node(op, operands(graph, inputs, inputTypes), { T: { type: inputTypes[0].dtype } });

/** An op without attributes. */
const bare =
  (op: OperationName): Print =>
  ({ graph, inputs, inputTypes }) =>
    graph.node(op, operands(graph, inputs, inputTypes));

export default {
  add: typed('AddV2'),
  subtract: typed('Sub'),
  multiply: typed('Mul'),
  divide: typed('RealDiv'),
  maximum: typed('Maximum'),
  minimum: typed('Minimum'),
  power: typed('Pow'),
  modulo: typed('FloorMod'),
  negative: typed('Neg'),
  absolute: typed('Abs'),
  sign: typed('Sign'),
  exp: typed('Exp'),
  log: typed('Log'),
  sqrt: typed('Sqrt'),
  rsqrt: typed('Rsqrt'),
  square: typed('Square'),
  reciprocal: typed('Reciprocal'),
  sin: typed('Sin'),
  cos: typed('Cos'),
  tanh: typed('Tanh'),
  sigmoid: typed('Sigmoid'),
  softplus: typed('Softplus'),
  erf: typed('Erf'),
  log1p: typed('Log1p'),
  expm1: typed('Expm1'),
  floor: typed('Floor'),
  round: typed('Round'),
  isFinite: typed('IsFinite'),
  relu: typed('Relu'),
  reluGradient: typed('ReluGrad'),
  equal: typed('Equal'),
  notEqual: typed('NotEqual'),
  less: typed('Less'),
  lessEqual: typed('LessEqual'),
  greater: typed('Greater'),
  greaterEqual: typed('GreaterEqual'),
  logicalAnd: bare('LogicalAnd'),
  logicalOr: bare('LogicalOr'),
  logicalNot: bare('LogicalNot'),
  select: ({ graph, inputs, inputTypes }) =>
    graph.node('SelectV2', inputs, { T: { type: inputTypes[1].dtype } }),
  cast: print<Attributes & { readonly dtype: DType }>(
    ({ graph, inputs: [x], inputTypes, attributes: { dtype } }) =>
      inputTypes[0].dtype === dtype
        ? x
        : graph.node('Cast', [x], { SrcT: { type: inputTypes[0].dtype }, DstT: { type: dtype } }),
  ),
  // Only differentiation looks at it.
  stopGradient: ({ inputs: [x] }) => x,
} satisfies PrintTable;
