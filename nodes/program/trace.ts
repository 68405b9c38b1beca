import { alphabet, operationOf } from '../alphabet/alphabet.ts';
import type { Attributes, Operand, Operation, Operations, Tensor } from '../alphabet/operation.ts';
import type { RepeatAttributes } from '../alphabet/operations/repeat.ts';
import type { DType, Shape, TensorType } from '../alphabet/shape.ts';
import { closeBody } from './loop.ts';
import type { Feed, FeedSource, Instruction, Origin, Program, VariableRead } from './program.ts';

/** What one turn of a loop hands on, and what is kept of it. */
export interface Turn {
  readonly next: readonly Tensor[];
  /** Each with the batch as its first axis. */
  readonly kept?: readonly Tensor[];
}

/** What a loop gives: the last carried values, and the kept ones over the turns to keep, [B, turns, ...]. */
export interface Looped {
  readonly carried: readonly Tensor[];
  readonly kept: readonly Tensor[];
}

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
  readonly #makers = new Map<number, Instruction>();
  readonly #feeds = new Map<string, Feed>();
  readonly #variables = new Map<string, VariableRead>();
  readonly #updates = new Map<string, Tensor>();
  readonly #tensors: Tensor[] = [];
  readonly #elsewhere = new Set<number>();
  readonly #whole: (kind: string) => boolean;
  /** Whether the body of a loop is being written. */
  #inLoop = false;
  /** Values of bodies that are finished: they are nowhere outside. */
  readonly #closed = new Set<number>();

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

  /** The instruction that gives a tensor; null where it comes from outside. */
  maker({ id }: Tensor): Instruction | null {
    return this.#makers.get(id) ?? null;
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
    for (const input of inputs) {
      if (input.trace !== this) throw new Error(`${kind} was given a tensor of another trace.`);
      if (this.#closed.has(input.id)) throw new Error(`${kind} was given a tensor from inside a loop.`);
    }
    const types = operation.infer(inputs.map(typeOf), attributes);
    if (!this.#whole(kind)) {
      if (!operation.define)
        throw new Error(`This target has no operation '${kind}', and it is not made of others.`);
      return operation.define(this.ops, inputs, attributes);
    }
    const outputs = types.map((type) => this.#value(type));
    const instruction: Instruction = {
      kind,
      inputs: inputs.map((input) => input.id),
      outputs: outputs.map((output) => output.id),
      attributes,
      origin: this.origin,
    };
    this.#instructions.push(instruction);
    for (const { id } of outputs) this.#makers.set(id, instruction);
    return outputs;
  }

  /**
   * Writes a loop: `body` is called once and describes every turn. A loop inside a loop is written out.
   * @param turn int32 scalar, from 0
   * @param keep turns whose kept values are wanted
   * @throws Problem where what is carried changes its shape
   */
  repeat(
    count: number,
    carried: readonly Tensor[],
    body: (turn: Tensor, carried: readonly Tensor[]) => Turn,
    keep: readonly number[] = [],
  ): Looped {
    if (this.#inLoop) return this.#unrolled(count, carried, body, keep);
    const start = this.#instructions.length;
    const first = this.#types.length;
    const turn = this.#value({ shape: [], dtype: 'int32' });
    const inside = carried.map((tensor) => this.#value(typeOf(tensor)));
    this.#inLoop = true;
    let made: Turn;
    let written: Instruction[];
    try {
      made = body(turn, inside);
    } finally {
      this.#inLoop = false;
      written = this.#instructions.splice(start);
    }
    const ids = (tensors: readonly Tensor[]) => tensors.map(({ id }) => id);
    const closed = closeBody(
      (value) => this.#types[value]!,
      written,
      [turn.id, ...ids(inside)],
      ids(made.next),
      keep.length > 0 ? ids(made.kept ?? []) : [],
    );
    for (const id of [turn.id, ...ids(inside), ...written.flatMap(({ outputs }) => outputs)])
      if (id >= first) this.#closed.add(id);
    const results = this.apply('repeat', [...carried, ...closed.captured.map((id) => this.tensor(id))], {
      count,
      keep,
      body: closed.body,
    } satisfies RepeatAttributes);
    return { carried: results.slice(0, carried.length), kept: results.slice(carried.length) };
  }

  #unrolled(
    count: number,
    first: readonly Tensor[],
    body: (turn: Tensor, carried: readonly Tensor[]) => Turn,
    keep: readonly number[],
  ): Looped {
    let carried = first;
    const frames: Tensor[][] = [];
    for (let number = 0; number < count; number++) {
      const turn = this.ops.constant({ value: number, shape: [], dtype: 'int32' });
      const { next, kept = [] } = body(turn, carried);
      carried = next;
      if (keep.includes(number))
        kept.forEach((tensor, i) => {
          const [batch, ...example] = tensor.shape;
          (frames[i] ??= []).push(this.ops.reshape(tensor, { shape: [batch!, 1, ...example] }));
        });
    }
    return { carried, kept: frames.map((frame) => this.ops.concat(frame, { axis: 1 })) };
  }

  /** A tensor that is given from outside at each run; asking again for the same name gives the same tensor. */
  feed(name: string, type: TensorType, source: FeedSource): Tensor {
    const known = this.#feeds.get(name);
    if (known) return this.tensor(known.value);
    const tensor = this.#value(type);
    this.#feeds.set(name, { name, value: tensor.id, source });
    return tensor;
  }

  /** A value that was computed somewhere else: only its type is known here. */
  elsewhere(type: TensorType): Tensor {
    const tensor = this.#value(type);
    this.#elsewhere.add(tensor.id);
    return tensor;
  }

  /**
   * Whether a tensor may depend on others in a way that is not written here, because it passes through values that were
   * computed elsewhere.
   */
  hides(of: Tensor, on: readonly Tensor[]): boolean {
    if (this.#elsewhere.size === 0) return false;
    const stop = new Set(on.map(({ id }) => id));
    const first = Math.min(...stop);
    const reached = new Set([of.id]);
    // Backwards: what makes a value stands before what uses it.
    for (let i = this.#instructions.length - 1; i >= 0; i--) {
      const { inputs, outputs } = this.#instructions[i]!;
      if (outputs.some((id) => reached.has(id) && !stop.has(id))) for (const id of inputs) reached.add(id);
    }
    return [...reached].some((id) => id > first && !stop.has(id) && this.#elsewhere.has(id));
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
