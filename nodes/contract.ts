import type { Operations, Tensor } from './alphabet/operation.ts';
import type { Text } from './alphabet/problem.ts';
import type { DType, Dimension, Shape } from './alphabet/shape.ts';
import type { Initializer } from './initializer.ts';

export type Family =
  | 'data'
  | 'noise'
  | 'blocks'
  | 'maths'
  | 'losses'
  | 'training'
  | 'sampling'
  | 'metrics'
  | 'views'
  | 'layers';

/** What the numbers on a wire stand for, and the facts that travel with it. */
export interface Meaning {
  readonly kind:
    | 'any'
    | 'image'
    | 'points'
    | 'latent'
    | 'label'
    | 'tokens'
    | 'time'
    | 'noise'
    | 'features'
    | 'mean'
    | 'log variance'
    | 'score'
    | 'loss'
    | 'mask';
  /** Smallest and largest value that occur. */
  readonly range?: readonly [number, number];
  /** Number of classes of a label. */
  readonly classes?: number;
  /** Whether numbers that stand for probabilities still wait for their sigmoid or softmax. */
  readonly form?: 'logits' | 'probabilities';
  /** How data was made comparable: likelihoods of different forms are never ranked. */
  readonly data?: 'binary' | 'grey' | 'continuous';
  /** Over how many numbers of an example a loss is a sum. */
  readonly dimensions?: number;
}

/** The network itself, as a value on a wire. */
export interface Block {
  readonly id: string;
  readonly name: string;
  /** The names of the design's inputs and outputs, in the order they were drawn. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** How formulas write the doors, in TeX, by name. */
  readonly symbols: Readonly<Record<string, string>>;
}

/** How a block is called, beside its inputs. */
export interface CallOptions {
  /** Which weights: the latest, or their moving average (a teacher without gradient). */
  readonly weights?: 'latest' | 'averaged';
  readonly mode?: 'training' | 'inference';
  /** In a design: this many members one after the other, each with weights of its own; side inputs reach all. */
  readonly times?: number;
  /** In a design: the weights of that other call instead of own ones. */
  readonly again?: string;
}

interface PortBase {
  /** The papers' symbol, in TeX: `x`, `\mu`, `\log\sigma^2`, `\hat{x}`. */
  readonly symbol: string;
  readonly title: Text;
}

export interface InputPort extends PortBase {
  /** What the wire must carry; a tensor unless told. */
  readonly takes?: 'tensor' | 'block';
  readonly optional?: true;
  /** Takes any number of wires, each with a name of its own. */
  readonly several?: true;
}

export interface OutputPort extends PortBase {
  readonly gives?: 'tensor' | 'block';
  /** What the numbers mean; the node may say more with `context.means`. */
  readonly meaning?: Meaning;
}

interface DialBase {
  readonly title: Text;
  readonly help?: Text;
}

/** A setting of a node. `live` ones may be turned while it trains: `context.dial(name)` gives them as a scalar. */
export type Dial = DialBase &
  (
    | {
        readonly type: 'number';
        readonly default: number;
        readonly min: number;
        readonly max: number;
        readonly integer?: true;
        readonly live?: true;
        readonly unit?: string;
      }
    | { readonly type: 'choice'; readonly default: string; readonly options: Readonly<Record<string, Text>> }
    | { readonly type: 'flag'; readonly default: boolean }
    | { readonly type: 'text'; readonly default: string }
    /** A list of numbers: a shape, widths, classes. `min` and `max` hold for each. */
    | {
        readonly type: 'numbers';
        readonly default: readonly number[];
        readonly min: number;
        readonly max: number;
        readonly integer?: true;
        /** How many numbers the list must have. */
        readonly length?: number;
      }
    /** A number for each wire of a `several` port, by the wire's name; always live. */
    | {
        readonly type: 'weights';
        readonly default: Readonly<Record<string, number>>;
        /** Of a wire that has no number of its own. */
        readonly otherwise: number;
        readonly min: number;
        readonly max: number;
      }
  );

export interface Named<T> {
  readonly name: string;
  readonly value: T;
}

type Single<P extends InputPort> = P extends { takes: 'block' } ? Block : Tensor;
type Taken<P extends InputPort> = P extends { several: true }
  ? readonly Named<Single<P>>[]
  : P extends { optional: true }
    ? Single<P> | undefined
    : Single<P>;
type Given<P extends OutputPort> = P extends { gives: 'block' } ? Block : Tensor;
type Turned<D extends Dial> = D extends { type: 'number' }
  ? number
  : D extends { type: 'choice'; options: infer O }
    ? keyof O & string
    : D extends { type: 'flag' }
      ? boolean
      : D extends { type: 'text' }
        ? string
        : D extends { type: 'numbers' }
          ? readonly number[]
          : Readonly<Record<string, number>>;

export type Inputs<I extends Readonly<Record<string, InputPort>>> = { readonly [P in keyof I]: Taken<I[P]> };
export type Outputs<O extends Readonly<Record<string, OutputPort>>> = {
  readonly [P in keyof O]: Given<O[P]>;
};
export type Dials<D extends Readonly<Record<string, Dial>>> = { readonly [K in keyof D]: Turned<D[K]> };

/** A trained tensor of a block. */
export interface Weight {
  /** Block, member path, node and name, joined by `/`. */
  readonly name: string;
  readonly tensor: Tensor;
}

/** What a node may ask of the place where it is built. */
export interface BuildContext {
  /** `training` in the slice of a loss, `inference` everywhere else, unless a call says otherwise. */
  readonly mode: 'training' | 'inference';
  /** B: a number in programs that run, symbolic where only shapes are wanted. */
  readonly batch: Dimension;
  /** A trained tensor of the block that is being built; all calls of the block share it. */
  weight(name: string, shape: Shape, initializer: Initializer): Tensor;
  /** A tensor of the block that training steps change without gradient (running means). */
  state(name: string, shape: Shape, initial: number): Tensor;
  /** The state after this call; holds only in steps of optimizers that train the block. */
  setState(name: string, value: Tensor): void;
  /** N(0, 1), keyed by (seed, draw, call path, node, name). */
  normalNoise(shape: Shape, name?: string): Tensor;
  /** U[0, 1), keyed the same way. */
  uniformNoise(shape: Shape, name?: string): Tensor;
  /** Examples of this data node, batch first; ports of one node belong to the same examples. */
  data(port: string, example: readonly number[], dtype: DType): Tensor;
  /** A live dial as a float32 scalar; `of` names one of a `weights` dial. */
  dial(name: string, of?: string): Tensor;
  /** What this `input` node was given: the call's argument in a design, a feed on the board. */
  argument(name: string, otherwise: { readonly shape: Shape; readonly dtype: DType } | null): Tensor | null;
  /** Calls a block that came in on a wire; all calls share its weights. */
  call(
    block: Block,
    inputs: Readonly<Record<string, Tensor>>,
    options?: CallOptions,
  ): Readonly<Record<string, Tensor>>;
  /** The block (or `design:<id>`) of that name; a sentence where there is none. */
  block(id: string): Block;
  /** ∂of/∂each, inside the trace; zeros where `of` does not depend on it. */
  gradient(of: Tensor, withRespectTo: readonly Tensor[]): readonly Tensor[];
  /** What is known about the numbers of a tensor. */
  meaningOf(tensor: Tensor): Meaning;
  /** Says what the numbers of a tensor mean; answers with the tensor. */
  means(tensor: Tensor, meaning: Meaning): Tensor;
}

/** What an optimizer may ask beside. Slots belong to (optimizer, weight). */
export interface TrainingContext extends BuildContext {
  /** The trained tensors of a block that the loss passed through. */
  weightsOf(block: Block): readonly Weight[];
  /** A tensor of the optimizer's own beside a weight (a moment), of the weight's shape, zero at the start. */
  slot(weight: Weight, name: string): Tensor;
  setSlot(weight: Weight, name: string, value: Tensor): void;
  setWeight(weight: Weight, value: Tensor): void;
  /** The moving average of a weight, equal to the weight at the start; samplers, views, metrics and exports use it. */
  average(weight: Weight): Tensor;
  setAverage(weight: Weight, value: Tensor): void;
  /** Updates that this optimizer has made before this one: a float32 scalar. */
  readonly updates: Tensor;
  /** Updates that it will have made when its phase ends. */
  readonly plannedUpdates: number;
}

/** Numbers that left the backend, as metrics and views get them. */
export interface Measured {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array;
}

interface DefinitionBase<
  I extends Readonly<Record<string, InputPort>>,
  O extends Readonly<Record<string, OutputPort>>,
  D extends Readonly<Record<string, Dial>>,
  C extends BuildContext,
> {
  readonly kind: string;
  readonly family: Family;
  /** Where it may stand: on the board, inside designs, or both. */
  readonly places: readonly ('board' | 'design')[];
  readonly title: Text;
  /** One sentence: what it does. */
  readonly sentence: Text;
  /** What it computes, in TeX, with the symbols of its ports. */
  readonly formula?: string;
  /** Other names that people search for, in any language. */
  readonly aliases?: readonly string[];
  /** Where it comes from: paper and equation. */
  readonly source?: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly dials: D;
  /** Refuses dials that cannot work together, with a `Problem`. */
  readonly check?: (dials: Dials<D>) => void;
  /** Ports beside the fixed ones, from the dials and the block that they name. */
  readonly grow?: (
    dials: Dials<D>,
    blockOf: (id: string) => Block | null,
  ) => {
    readonly inputs?: Readonly<Record<string, InputPort>>;
    readonly outputs?: Readonly<Record<string, OutputPort>>;
  };
  /** Writes the node into a program. Grown ports are among `inputs` and in the answer too. */
  readonly build: (
    ops: Operations,
    inputs: Inputs<I> & Readonly<Record<string, unknown>>,
    dials: Dials<D>,
    context: C,
  ) => Outputs<O> & Readonly<Record<string, Tensor | Block>>;
}

/** A node that makes values from values. */
export interface ValueNode<
  I extends Readonly<Record<string, InputPort>> = Readonly<Record<string, InputPort>>,
  O extends Readonly<Record<string, OutputPort>> = Readonly<Record<string, OutputPort>>,
  D extends Readonly<Record<string, Dial>> = Readonly<Record<string, Dial>>,
> extends DefinitionBase<I, O, D, BuildContext> {
  /** What the compiler treats apart: `data` is fed, `input` and `output` are doors, `call` calls a block. */
  readonly role?: 'data' | 'input' | 'output' | 'call';
  /** Of a data node: which data set it reads, by the dials. */
  readonly dataset?: (dials: Dials<D>) => {
    readonly kind: string;
    readonly dials: Readonly<Record<string, unknown>>;
  };
}

/** A node that trains blocks: one update of them is one run of its program. */
export interface OptimizerNode<
  I extends Readonly<Record<string, InputPort>> = Readonly<Record<string, InputPort>>,
  O extends Readonly<Record<string, OutputPort>> = Readonly<Record<string, OutputPort>>,
  D extends Readonly<Record<string, Dial>> = Readonly<Record<string, Dial>>,
> extends DefinitionBase<I, O, D, TrainingContext> {
  readonly role: 'optimizer';
  readonly plan: (dials: Dials<D>) => {
    /** Name of the phase; the first one where empty. */
    readonly phase: string;
    /** Place among the optimizers of a step. */
    readonly order: number;
    /** Works in every n-th step. */
    readonly every: number;
    /** Updates in a step. */
    readonly repeat: number;
    /** Whether it makes a draw of its own or shares that of the optimizer before it. */
    readonly draw: 'new' | 'shared';
  };
}

/** A node that looks at values with a fixed draw: held-out examples, inference mode, averaged weights. */
export interface LookingNode<
  I extends Readonly<Record<string, InputPort>> = Readonly<Record<string, InputPort>>,
  O extends Readonly<Record<string, OutputPort>> = Readonly<Record<string, OutputPort>>,
  D extends Readonly<Record<string, Dial>> = Readonly<Record<string, Dial>>,
> extends DefinitionBase<I, O, D, BuildContext> {
  readonly role: 'view' | 'metric';
  /** How many examples it looks at; they are run through in batches and put together again along the first axis. */
  readonly examples: (dials: Dials<D>) => number;
  /**
   * From the tensors that `build` answered with, over all examples, to what is shown: named numbers (a metric's curves)
   * and what the view draws.
   */
  readonly finish: (measured: Readonly<Record<string, Measured>>, dials: Dials<D>) => Finding;
}

/** What a view or a metric found. */
export interface Finding {
  /** Numbers by name, each a curve of its own over training. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** What to draw, by the form of the picture. */
  readonly picture?: Picture;
}

export type Picture =
  /** Images side by side, `[count, height, width, channels]`; `columns` a row. Labels name rows or columns. */
  | {
      readonly form: 'images';
      readonly images: Measured;
      readonly columns: number;
      readonly range: readonly [number, number];
    }
  /** Points in the plane or in space, coloured by label; `radii` draws circles about the origin. */
  | {
      readonly form: 'points';
      readonly points: Measured;
      readonly labels?: Measured;
      readonly radii?: readonly number[];
      readonly note?: Text;
    }
  | {
      readonly form: 'histogram';
      readonly edges: readonly number[];
      readonly counts: readonly number[];
      readonly mean: number;
      readonly deviation: number;
      /** Values to mark, such as the one that a score should have. */
      readonly lines?: readonly number[];
    };

/* oxlint-disable typescript/no-explicit-any -- a catalogue holds nodes of every dial type */
export type NodeDefinition =
  | ValueNode<any, any, any>
  | OptimizerNode<any, any, any>
  | LookingNode<any, any, any>;
/* oxlint-enable typescript/no-explicit-any */

/** Checks a definition and infers the types of its ports and dials for `build`. */
export function defineNode<
  const I extends Readonly<Record<string, InputPort>>,
  const O extends Readonly<Record<string, OutputPort>>,
  const D extends Readonly<Record<string, Dial>>,
>(definition: ValueNode<I, O, D>): ValueNode<I, O, D> {
  return definition;
}

export function defineOptimizer<
  const I extends Readonly<Record<string, InputPort>>,
  const O extends Readonly<Record<string, OutputPort>>,
  const D extends Readonly<Record<string, Dial>>,
>(definition: OptimizerNode<I, O, D>): OptimizerNode<I, O, D> {
  return definition;
}

export function defineLook<
  const I extends Readonly<Record<string, InputPort>>,
  const O extends Readonly<Record<string, OutputPort>>,
  const D extends Readonly<Record<string, Dial>>,
>(definition: LookingNode<I, O, D>): LookingNode<I, O, D> {
  return definition;
}
