import type { Tensor } from './alphabet/operation.ts';
import type { Text } from './alphabet/problem.ts';
import type { Schedule } from './schedule.ts';
import type { Vocabulary } from './vocabulary.ts';

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
  /** Number of classes of a label, of levels of a pixel, of different codes. */
  readonly classes?: number;
  /** What tokens stand for, as far as that is known. */
  readonly vocabulary?: Vocabulary;
  /** Whether numbers that stand for probabilities still wait for their sigmoid or softmax. */
  readonly form?: 'logits' | 'probabilities';
  /** How data was made comparable: likelihoods of different forms are never ranked. */
  readonly data?: 'binary' | 'grey' | 'continuous' | 'levels' | 'codes';
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
  /** Inputs that a call may leave open. */
  readonly optional: readonly string[];
  /** Inputs that take a block instead of numbers. */
  readonly blocks: readonly string[];
  /** How formulas write the doors, in TeX, by name. */
  readonly symbols: Readonly<Record<string, string>>;
  /** What the inputs expect, as far as the design says so. */
  readonly expects: Readonly<Record<string, Meaning['kind']>>;
}

/** What a wire can carry. */
export interface Carried {
  tensor: Tensor;
  block: Block;
  schedule: Schedule;
}

interface PortBase {
  /** The papers' symbol, in TeX: `x`, `\mu`, `\log\sigma^2`, `\hat{x}`. */
  readonly symbol: string;
  readonly title: Text;
}

export interface InputPort extends PortBase {
  /** What the wire must carry; a tensor unless told. */
  readonly takes?: keyof Carried;
  readonly optional?: true;
  /** Takes any number of wires, each with a name of its own. */
  readonly several?: true;
}

export interface OutputPort extends PortBase {
  readonly gives?: keyof Carried;
  /** What the numbers mean; the node may say more with `context.means`. */
  readonly meaning?: Meaning;
  /** What the numbers are measured in. */
  readonly unit?: string;
}

export interface Named<T> {
  readonly name: string;
  readonly value: T;
}

type Single<P extends InputPort> = P extends { takes: infer T extends keyof Carried } ? Carried[T] : Tensor;
type Taken<P extends InputPort> = P extends { several: true }
  ? readonly Named<Single<P>>[]
  : P extends { optional: true }
    ? Single<P> | undefined
    : Single<P>;
type Given<P extends OutputPort> = P extends { gives: infer T extends keyof Carried } ? Carried[T] : Tensor;
export type Inputs<I extends Readonly<Record<string, InputPort>>> = { readonly [P in keyof I]: Taken<I[P]> };
export type Outputs<O extends Readonly<Record<string, OutputPort>>> = {
  readonly [P in keyof O]: Given<O[P]>;
};
