import { alphabet, operationOf } from '../alphabet/alphabet.ts';
import type { Attributes, Operand, Operation, Operations, Tensor } from '../alphabet/operation.ts';
import type { DType, Shape, TensorType } from '../alphabet/shape.ts';
import type { Feed, FeedSource, Instruction, Origin, Program, VariableRead } from './program.ts';

/** A tensor or a list of them, the way callers hand them over. */
type Argument = Operand | readonly Operand[] | Attributes;

const isTensor = (value: unknown): value is Tensor =>
  typeof value === 'object' && value !== null && 'id' in value && 'trace' in value;

/**
 * Writes a program down while somebody calls operations: `trace.ops.matMul(a, b)` appends an instruction and answers
 * with the tensor that it will compute. Nothing is computed here.
 */
export class Trace {
  /** The whole alphabet as functions that write into this trace. */
  readonly ops: Operations;
  /** Where the next operations come from; whoever walks a graph sets it. */
  origin: Origin | null = null;

  readonly #types: TensorType[] = [];
  readonly #instructions: Instruction[] = [];
  readonly #feeds = new Map<string, Feed>();
  readonly #variables = new Map<string, VariableRead>();
  readonly #updates = new Map<string, Tensor>();
  readonly #tensors: Tensor[] = [];
  readonly #whole: (kind: string) => boolean;

  /** @param whole which kinds may stand in this program; the others are written as their definitions. */
  constructor(whole: (kind: string) => boolean = () => true) {
    this.#whole = whole;
    this.ops = Object.fromEntries(
      [...alphabet.values()].map((operation) => [operation.kind, this.#caller(operation)]),
    ) as unknown as Operations;
  }

  get instructions(): readonly Instruction[] {
    return this.#instructions;
  }

  /** The type of each value, by number. */
  get types(): readonly TensorType[] {
    return this.#types;
  }

  /** The tensor of a value number. */
  tensor(id: number): Tensor {
    const tensor = this.#tensors[id];
    if (!tensor) throw new Error(`There is no value ${id} in this trace.`);
    return tensor;
  }

  /** Appends one operation and answers with all its outputs. */
  apply(kind: string, inputs: readonly Tensor[], attributes: Attributes = {}): readonly Tensor[] {
    const operation = operationOf(kind);
    for (const input of inputs)
      if (input.trace !== this) throw new Error(`${kind} was given a tensor of another trace.`);
    const types = operation.infer(inputs.map(typeOf), attributes);
    if (!this.#whole(kind)) {
      if (!operation.define)
        throw new Error(`This target has no operation '${kind}', and it is not made of others.`);
      return operation.define(this.ops, inputs, attributes);
    }
    const outputs = types.map((type) => this.#value(type));
    this.#instructions.push({
      kind,
      inputs: inputs.map((input) => input.id),
      outputs: outputs.map((output) => output.id),
      attributes,
      origin: this.origin,
    });
    return outputs;
  }

  /** A tensor that is given from outside at each run; asking again for the same name gives the same tensor. */
  feed(name: string, type: TensorType, source: FeedSource): Tensor {
    const known = this.#feeds.get(name);
    if (known) return this.tensor(known.value);
    const tensor = this.#value(type);
    this.#feeds.set(name, { name, value: tensor.id, source });
    return tensor;
  }

  /** What a variable holds before the program runs. */
  variable(name: string, type: TensorType): Tensor {
    const known = this.#variables.get(name);
    if (known) return this.tensor(known.value);
    const tensor = this.#value(type);
    this.#variables.set(name, { name, value: tensor.id });
    return tensor;
  }

  /** What `variable` answered for that name, where it was asked. */
  variableRead(name: string): Tensor | null {
    const known = this.#variables.get(name);
    return known ? this.tensor(known.value) : null;
  }

  /** What a variable shall hold when the program has run. */
  update(name: string, value: Tensor): void {
    this.#updates.set(name, value);
  }

  /** The updates so far; a new one replaces an older one of the same variable. */
  get updates(): ReadonlyMap<string, Tensor> {
    return this.#updates;
  }

  /** Runs `write` with another origin. */
  from<T>(origin: Origin | null, write: () => T): T {
    const before = this.origin;
    this.origin = origin;
    try {
      return write();
    } finally {
      this.origin = before;
    }
  }

  /** The finished program with these outputs. */
  program(outputs: Readonly<Record<string, Tensor>>): Program {
    const ids = (entries: Iterable<[string, Tensor]>) =>
      Object.fromEntries([...entries].map(([name, tensor]) => [name, tensor.id]));
    return {
      types: this.#types,
      feeds: [...this.#feeds.values()],
      variables: [...this.#variables.values()],
      instructions: this.#instructions,
      outputs: ids(Object.entries(outputs)),
      updates: ids(this.#updates),
    };
  }

  #value(type: TensorType): Tensor {
    const tensor: Tensor = { id: this.#types.length, shape: type.shape, dtype: type.dtype, trace: this };
    this.#types.push({ shape: type.shape, dtype: type.dtype });
    this.#tensors.push(tensor);
    return tensor;
  }

  #caller(operation: Operation) {
    const names = operation.outputs ?? ['result'];
    return (...given: readonly Argument[]) => {
      const last = given.at(-1);
      const hasAttributes = typeof last === 'object' && !Array.isArray(last) && !isTensor(last);
      const operands = (hasAttributes ? given.slice(0, -1) : given).flat() as readonly Operand[];
      const dtype = operandType(operands);
      const inputs = operands.map((operand) => (isTensor(operand) ? operand : this.#number(operand, dtype)));
      const outputs = this.apply(operation.kind, inputs, hasAttributes ? (last as Attributes) : {});
      return names.length === 1
        ? outputs[0]!
        : Object.fromEntries(names.map((name, i) => [name, outputs[i]!]));
    };
  }

  #number(value: number, dtype: DType): Tensor {
    const shape: Shape = [];
    return this.apply('constant', [], { value, shape, dtype })[0]!;
  }
}

const typeOf = ({ shape, dtype }: Tensor): TensorType => ({ shape, dtype });

/** Numbers take the type of the tensor that they stand beside. */
const operandType = (operands: readonly Operand[]): DType =>
  operands.filter(isTensor).find((tensor) => tensor.dtype !== 'bool')?.dtype ?? 'float32';
