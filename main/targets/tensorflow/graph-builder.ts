import { isKnown, type Dimension, type DType, type Shape } from '../../../nodes/alphabet/shape.ts';
import type { Instruction } from '../../../nodes/program/program.ts';
import type { OperationName } from './operations-2.7.ts';

/** TensorFlow's element types, as far as they are printed. */
export type ElementType = DType | 'uint64';

/** The value of a node's attribute; a size of -1 in a shape is not known. */
export type Attribute =
  | { readonly type: ElementType }
  | { readonly shape: readonly number[] }
  | { readonly text: string }
  | { readonly int: number }
  | { readonly float: number }
  | { readonly flag: boolean }
  | { readonly ints: readonly number[] }
  | { readonly tensor: Constant };

export type NodeAttributes = Readonly<Record<string, Attribute>>;

/** Fixed numbers inside a graph, row-major. */
export interface Constant {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array;
}

/** One output of a node: `v12.1`, or `v12.1:2` for the third. */
export type Ref = string;

export interface GraphNode {
  readonly name: string;
  readonly op: OperationName;
  readonly inputs: readonly Ref[];
  /** Names of nodes that must have run before. */
  readonly controls: string[];
  readonly attributes: NodeAttributes;
}

/** The name of the node that gives `ref`. */
export const nodeOf = (ref: Ref): string => ref.split(':', 1)[0]!;

/** Another output of the node that `ref` is the first output of. */
export const outputOf = (ref: Ref, index: number): Ref => (index === 0 ? ref : `${ref}:${index}`);

/**
 * Writes a TensorFlow graph down as plain data. Names are made of ids alone, as TensorFlow refuses most of what users write;
 * `places` says which instruction wrote a node.
 */
export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  /** Which instruction the nodes of a scope belong to. */
  readonly places = new Map<string, Instruction>();
  readonly #names = new Set<string>();
  readonly #made = new Map<string, unknown>();
  readonly #batch: (() => Ref) | null;
  #scope = 'c';
  #count = 0;

  /** @param batch writes the batch size, an int32 scalar, where shapes hold it */
  constructor(batch: (() => Ref) | null = null) {
    this.#batch = batch;
  }

  /** Adds a node and answers with its first output. The name is made from the current scope unless given. */
  node(
    op: OperationName,
    inputs: readonly Ref[],
    attributes: NodeAttributes = {},
    name = this.#nextName(),
  ): Ref {
    return this.add({ name, op, inputs, controls: [], attributes }).name;
  }

  /** Adds a node that is complete but for controls that are added later. */
  add(node: GraphNode): GraphNode {
    if (this.#names.has(node.name)) throw new Error(`Two nodes of a graph are called '${node.name}'.`);
    this.#names.add(node.name);
    this.nodes.push(node);
    return node;
  }

  /** Runs `write`, whose nodes are called `scope.1`, `scope.2` and so on. */
  within<T>(scope: string, place: Instruction | null, write: () => T): T {
    const before = [this.#scope, this.#count] as const;
    [this.#scope, this.#count] = [scope, 0];
    if (place) this.places.set(scope, place);
    try {
      return write();
    } finally {
      [this.#scope, this.#count] = before;
    }
  }

  /** What `make` gave for that key before, or gives now. */
  once<T>(key: string, make: () => T): T {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as T;
  }

  /** What `once` or `remember` keeps for that key. */
  recall<T>(key: string): T | undefined {
    return this.#made.get(key) as T | undefined;
  }

  remember(key: string, value: unknown): void {
    this.#made.set(key, value);
  }

  /** A constant; equal small ones are one node. */
  constant(value: Constant): Ref {
    const write = () => this.node('Const', [], { dtype: { type: value.dtype }, value: { tensor: value } });
    if (value.data.length > SMALL) return write();
    const key = `constant ${value.dtype} [${value.shape.join()}] ${Array.from(value.data, exactly).join()}`;
    return this.once(key, () => this.within(`c${this.#made.size}`, null, write));
  }

  int(value: number): Ref {
    return this.constant({ dtype: 'int32', shape: [], data: Int32Array.of(value) });
  }

  ints(values: readonly number[]): Ref {
    return this.constant({ dtype: 'int32', shape: [values.length], data: Int32Array.from(values) });
  }

  float(value: number): Ref {
    return this.constant({ dtype: 'float32', shape: [], data: Float32Array.of(value) });
  }

  /** One dimension as an int32 scalar, computed where it is a multiple of the batch size. */
  dimension(dimension: Dimension): Ref {
    if (isKnown(dimension)) return this.int(dimension);
    if (!this.#batch)
      throw new Error('A graph with a fixed batch was asked for a multiple of the batch size.');
    const batch = this.once('batch', () => this.within('b', null, this.#batch!));
    const { batches } = dimension;
    if (batches === 1) return batch;
    return this.once(`batch ${batches}`, () =>
      this.within(`b${batches}`, null, () =>
        this.node('Mul', [batch, this.int(batches)], { T: { type: 'int32' } }),
      ),
    );
  }

  /** Dimensions as an int32 vector, computed where one of them is a multiple of the batch size. */
  dimensions(shape: Shape): Ref {
    if (shape.every(isKnown)) return this.ints(shape);
    return this.once(`dimensions ${JSON.stringify(shape)}`, () =>
      this.node(
        'Pack',
        shape.map((dimension) => this.dimension(dimension)),
        { N: { int: shape.length }, T: { type: 'int32' }, axis: { int: 0 } },
      ),
    );
  }

  #nextName(): string {
    this.#count += 1;
    return `${this.#scope}.${this.#count}`;
  }
}

/** Constants of up to so many elements are compared with each other. */
const SMALL = 16;

/** Tells -0 from 0. */
const exactly = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));
