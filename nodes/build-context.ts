import type { Tensor } from './alphabet/operation.ts';
import type { Dimension, DType, Shape } from './alphabet/shape.ts';
import type { Initializer } from './initializer.ts';
import type { Block, Meaning } from './port.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { Looped, Turn } from './program/trace.ts';

/** What a block is called with, by the names of its inputs: numbers, or another block. */
export type BlockArguments = Readonly<Record<string, Tensor | Block>>;

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
  /** What this data node's tokens stand for, learned from its text; `null` where no data was opened, as in the window. */
  vocabulary(): Vocabulary | null;
  /** A live dial as a float32 scalar; `of` names one of a `weights` dial. */
  dial(name: string, of?: string): Tensor;
  /**
   * The words of a live text dial as a row of tokens, zeros behind them: int32 [1, length].
   * @returns `null` where there are none and none can come: their tokens are not known, or the function is taken away without
   * @throws Problem where they hold unknown characters or are too long
   */
  words(dial: string, vocabulary: Vocabulary | undefined, length: number): Tensor | null;
  /** The numbers of a live list dial, all 0 where it is empty: float32 [length]. */
  numbers(dial: string, length: number): Tensor;
  /** What this `input` node was given: the call's argument in a design, a feed on the board. */
  argument(name: string, otherwise: { readonly shape: Shape; readonly dtype: DType } | null): Tensor | null;
  /** The block that this input of a design was given; `null` where the call leaves it open. */
  argumentBlock(name: string): Block | null;
  /** Calls a block that came in on a wire; all calls share its weights. */
  call(block: Block, inputs: BlockArguments, options?: CallOptions): Readonly<Record<string, Tensor>>;
  /**
   * Calls a block and answers with what the nodes of a kind in its design, and in the designs that it calls, give at a port: in the
   * order in which they are computed. For who looks into a network.
   */
  inside(
    block: Block,
    inputs: BlockArguments,
    of: { readonly kind: string; readonly port: string },
    options?: CallOptions,
  ): readonly Tensor[];
  /** The block (or `design:<id>`) of that name; a sentence where there is none. */
  block(id: string): Block;
  /**
   * The loop: `body` describes one turn and is called once; noise in it is new in each turn. Outside training the engine runs it
   * one call a turn, so that it can be watched and stopped; in a training slice it is written out.
   * @param keep turns whose kept values are wanted, in order; they come as [B, turns, ...]
   */
  repeat(
    count: number,
    carried: readonly Tensor[],
    body: (turn: Tensor, carried: readonly Tensor[]) => Turn,
    keep?: readonly number[],
  ): Looped;
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
