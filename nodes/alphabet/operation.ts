import type { DType, Shape, TensorType } from './shape.ts';

/** A tensor inside a trace: a type and a name for a value that a program will compute. */
export interface Tensor {
  /** The number of the value in its program. */
  readonly id: number;
  readonly shape: Shape;
  readonly dtype: DType;
  /** The trace that the tensor belongs to; tensors of two traces never mix. */
  readonly trace: object;
}

/** What an operation takes where a tensor is wanted; a number becomes a scalar of the other operand's type. */
export type Operand = Tensor | number;

/** Fixed settings of an operation: plain data. Shapes may hold B. */
export type Attributes = Readonly<Record<string, unknown>>;

/**
 * The operations as functions: `ops.matMul(a, b)`. Each file of `operations/` declares its own here, so that a new
 * operation is a new file and nothing else. Tensors come first, attributes last, in one object.
 */
// oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-empty-interface
export interface Operations {}

/** What a gradient rule is given. */
export interface GradientRule<A extends Attributes = Attributes> {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** ∂loss/∂output for each output; an output that the loss does not use has zeros where `used` is false. */
  readonly gradients: readonly Tensor[];
  /** Which outputs the loss really uses. */
  readonly used: readonly boolean[];
  /** Which inputs are asked for; a rule may answer `null` for the others and so spare the work. */
  readonly needed: readonly boolean[];
  readonly attributes: A;
}

/** One letter of the alphabet. */
export interface Operation<A extends Attributes = Attributes> {
  readonly kind: string;
  /** Names of the inputs in order. A single name with `...` before it takes a list of any length. */
  readonly inputs: readonly string[];
  /** Names of the outputs; one called `result` unless told. */
  readonly outputs?: readonly string[];
  /** The shape rule: the outputs' types from the inputs' types; throws a `Problem` where they do not fit. */
  infer(types: readonly TensorType[], attributes: A): readonly TensorType[];
  /**
   * ∂loss/∂inputs, written in the alphabet itself, so that gradients of gradients just work; `null` = no gradient.
   * A wide operation without a rule is differentiated through its definition.
   */
  readonly gradient?: (ops: Operations, rule: GradientRule<A>) => readonly (Tensor | null)[];
  /** The result does not change with small changes of the inputs (comparisons, argMax): every gradient is zero. */
  readonly constant?: true;
  /** A wide operation says what it is in narrower ones; a target may take it whole or expand it. */
  readonly define?: (ops: Operations, inputs: readonly Tensor[], attributes: A) => readonly Tensor[];
  /** The result in mathematical notation, from the names of the inputs. */
  formula(inputs: readonly string[], attributes: A): string;
}

/** Checks the shape of a definition and keeps its attribute type out of the table. */
export const operation = <A extends Attributes = Attributes>(definition: Operation<A>): Operation =>
  definition as unknown as Operation;
