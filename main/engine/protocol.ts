import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Asked } from '../../nodes/graph/asked-values.ts';
import type { Finding } from '../../nodes/finding.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { Pin } from '../../nodes/graph/probe.ts';
import type { BackendReport, BackendWish } from './backends/report.ts';
import type { Elements, Values } from '../targets/target.ts';
import type { News, TrainingOptions } from './training.ts';
import type { WeightsFile } from './weights-file.ts';

/** How far a run is, and on what. */
export interface RunState {
  readonly folder: string;
  readonly step: number;
  readonly steps: number;
  readonly phase: string;
  readonly training: boolean;
  readonly identical: boolean;
  readonly backend: string;
  readonly notes: readonly Text[];
  /** Weights that were to be carried over and start anew. */
  readonly anew: readonly string[];
  /** Tensors that the backend holds, for leak tests. */
  readonly tensors: number;
}

/** A model without a run: to be looked at and sampled. */
export interface ShownState {
  readonly step: number;
  readonly steps: number;
  readonly phase: string;
  /** Which of the offered weights it has, by their place among them; `null` where all of it is new. */
  readonly used: number | null;
  readonly anew: readonly string[];
  readonly notes: readonly Text[];
}

/** How often a training reports, looks and saves. */
export type Pace = Partial<
  Pick<TrainingOptions, 'reportEvery' | 'lookEvery' | 'keepEvery' | 'saveSeconds' | 'until'>
> & {
  /** Views are looked at as often as they may, and not with the metrics. */
  readonly watched?: boolean;
};

/** What a new run begins with; `shown` is the model that the engine holds. */
export type Beginning = 'scratch' | 'shown' | WeightsFile;

/** Everything that may be asked of an engine, whichever process it lives in. */
export interface EngineCalls {
  /** Loads a backend, so that what follows need not wait for it. */
  prepare(backend: BackendWish): BackendReport;
  /**
   * Compiles a document and fills it with the first of the weights that can be read, as far as they fit; then all views are looked
   * at and told.
   */
  show(document: GraphDocument, backend: BackendWish, weights: readonly WeightsFile[]): ShownState;
  start(document: GraphDocument, folder: string, backend: BackendWish, from?: Beginning): RunState;
  resume(folder: string, backend: BackendWish, steps?: number): RunState;
  /** Lets go of the model: its run's folder is closed. A training is paused first. */
  release(): void;
  /** Trains until done, paused or broken; answers when it stopped. */
  train(pace?: Pace): RunState;
  /** Stops after the step at hand, with a checkpoint. */
  pause(): RunState;
  state(): RunState;
  setDial(node: string, dial: string, value: number): void;
  /**
   * What views and samples are asked for from now on: live dials of the board, by `node.dial`. Views that follow one that is another
   * now look again.
   */
  ask(asked: Readonly<Record<string, Asked>>): void;
  pin(pins: readonly Pin[]): void;
  /** Which views are on a screen: they are looked at often while training goes on. */
  watch(nodes: readonly string[]): void;
  /** What a wire carries now: `value` for one batch, and `statistics`. */
  peek(pin: Pin): Record<string, Values>;
  look(node: string): Finding;
  /** Looks at all views and tells them, cheap ones first; other calls are served between. */
  lookAround(): void;
  /** Each turn of a sampler comes as news; `stopSampling` ends it between two. */
  sample(output: string, count: number, seed: number, inputs?: Readonly<Record<string, Elements>>): Values;
  /** Stops what is being sampled or looked at now, between two turns of its sampler; its call answers with that. */
  stopSampling(): void;
}

export type CallName = keyof EngineCalls;

/** What the owner of an engine hears: of progress every report since it heard last. */
export type Told =
  | (Extract<News, { kind: 'progress' }> & {
      readonly reports: readonly {
        readonly step: number;
        readonly numbers: Readonly<Record<string, number>>;
      }[];
    })
  | Exclude<News, { kind: 'progress' }>;

/** Window or main → engine. */
export type Request =
  | { readonly id: number; readonly call: CallName; readonly args: readonly unknown[] }
  /** The news of that number was taken; the engine may send the next. */
  | { readonly acknowledge: number }
  /** Whether it is there. */
  | { readonly beat: true };

/** Engine → window or main. */
export type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: Text }
  | { readonly news: Told; readonly number: number }
  | { readonly beat: true };
