import type { Operations } from './alphabet/operation.ts';
import type { Text } from './alphabet/problem.ts';
import type { BuildContext, TrainingContext } from './build-context.ts';
import type { Dial, Dials } from './dial.ts';
import type { Finding, Measured } from './finding.ts';
import type { Block, Carried, InputPort, Inputs, OutputPort, Outputs } from './port.ts';

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
  /**
   * What it computes, in TeX, with the symbols of its ports; by the dials where they choose it, and by which ports are wired
   * where somebody knows that.
   */
  readonly formula?: string | ((dials: Dials<D>, wired: ReadonlySet<string> | null) => string);
  /** Other names that people search for, in any language. */
  readonly aliases?: readonly string[];
  /** Where it comes from: paper and equation. */
  readonly source?: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly dials: D;
  /** Refuses dials that cannot work together, with a `Problem`. */
  readonly check?: (dials: Dials<D>) => void;
  /** Ports beside the fixed ones, from the dials, the block that they name, and the block wired into a port. */
  readonly grow?: (
    dials: Dials<D>,
    blockOf: (id: string) => Block | null,
    wiredInto: (port: string) => Block | null,
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
  ) => Outputs<O> & Readonly<Record<string, Carried[keyof Carried]>>;
}

/** A number of a loss that tells of trouble where it stays beyond a bound while training goes on. */
export interface Alarm {
  /** An output of the node, a single number that updates tell. */
  readonly port: string;
  readonly above: number;
  /** What it means, and what to do. */
  readonly text: Text;
}

/** A node that makes values from values. */
export interface ValueNode<
  I extends Readonly<Record<string, InputPort>> = Readonly<Record<string, InputPort>>,
  O extends Readonly<Record<string, OutputPort>> = Readonly<Record<string, OutputPort>>,
  D extends Readonly<Record<string, Dial>> = Readonly<Record<string, Dial>>,
> extends DefinitionBase<I, O, D, BuildContext> {
  /** What the compiler treats apart: `data` is fed, `input` and `output` are doors, `call` calls a block. */
  readonly role?: 'data' | 'input' | 'output' | 'call';
  /** Of a loss: what is worth a warning while it trains. */
  readonly alarms?: readonly Alarm[];
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
    /** Works in every n-th step of the phase, the first included. */
    readonly every: number;
    /** Updates in a step. */
    readonly repeat: number;
    /** Whether it makes a draw of its own or shares that of the optimizer before it. */
    readonly draw: 'new' | 'shared';
    /** Whether another optimizer of the phase may train its blocks too. */
    readonly sharesBlocks: boolean;
  };
}

/** What a number of a metric measures. */
export interface MeasuredNumber {
  /** How it is called, where its name alone does not say so in both languages: signs and symbols do. */
  readonly title?: Text;
  /** What it is measured in, such as `nats`. */
  readonly unit?: string;
  /** The inputs whose means over the examples it is the sum of: in training the losses before them measure the same. */
  readonly meanOf?: readonly string[];
  /** The same at every step, such as how many there are: no curve of its own. */
  readonly constant?: true;
}

/** A node that looks at values with a fixed draw: held-out examples, inference mode, averaged weights. */
export interface LookingNode<
  I extends Readonly<Record<string, InputPort>> = Readonly<Record<string, InputPort>>,
  O extends Readonly<Record<string, OutputPort>> = Readonly<Record<string, OutputPort>>,
  D extends Readonly<Record<string, Dial>> = Readonly<Record<string, Dial>>,
> extends DefinitionBase<I, O, D, BuildContext> {
  readonly role: 'view' | 'metric';
  /**
   * Of its numbers, by name: what they are called and measure. One that is measured at several places has one entry: `distance` is
   * also that of `distance at 10` and `distance, K = 10`.
   */
  readonly numbers?: Readonly<Record<string, MeasuredNumber>>;
  /** How many examples it looks at; they are run through in batches and put together again along the first axis. */
  readonly examples: (dials: Dials<D>) => number;
  /** So dear that nobody looks on the way: it is looked at where training ends, and where somebody asks. */
  readonly rarely?: true;
  /** How often it runs through them, each time with other noise; the rows of a later round follow those of the ones before. */
  readonly rounds?: (dials: Dials<D>) => number;
  /**
   * From the tensors that `build` answered with, over all examples, to what is shown: named numbers (a metric's curves)
   * and what the view draws.
   */
  readonly finish: (measured: Readonly<Record<string, Measured>>, dials: Dials<D>) => Finding;
}

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
