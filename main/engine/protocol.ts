import type { Finding } from '../../nodes/finding.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { Pin } from '../../nodes/graph/probe.ts';
import type { BackendWish } from './backends/report.ts';
import type { Elements, Values } from '../targets/target.ts';
import type { News, TrainingOptions } from './training.ts';

/** How far a run is, and on what. */
export interface RunState {
  readonly folder: string;
  readonly step: number;
  readonly steps: number;
  readonly training: boolean;
  readonly identical: boolean;
  readonly backend: string;
  readonly notes: readonly string[];
  /** Tensors that the backend holds, for leak tests. */
  readonly tensors: number;
}

/** Everything that may be asked of an engine, whichever process it lives in. */
export interface EngineCalls {
  start(document: GraphDocument, folder: string, backend: BackendWish): RunState;
  resume(folder: string, backend: BackendWish, steps?: number): RunState;
  /** Trains until done, paused or broken; answers when it stopped. */
  train(
    pace?: Partial<Pick<TrainingOptions, 'reportEvery' | 'lookEvery' | 'keepEvery' | 'saveSeconds'>>,
  ): RunState;
  /** Stops after the step at hand, with a checkpoint. */
  pause(): RunState;
  state(): RunState;
  setDial(node: string, dial: string, value: number): void;
  pin(pins: readonly Pin[]): void;
  /** What a wire carries now: `value` for one batch, and `statistics`. */
  peek(pin: Pin): Record<string, Values>;
  look(node: string): Finding;
  /** Each turn of a sampler comes as news; `stopSampling` ends it between two. */
  sample(output: string, count: number, seed: number, inputs?: Readonly<Record<string, Elements>>): Values;
  /** Stops what is being sampled or looked at now, between two turns of its sampler; its call answers with that. */
  stopSampling(): void;
}

export type CallName = keyof EngineCalls;

/** Window or main → engine. */
export type Request =
  | { readonly id: number; readonly call: CallName; readonly args: readonly unknown[] }
  /** The news of that number was taken; the engine may send the next. */
  | { readonly acknowledge: number };

/** Engine → window or main. */
export type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly news: News; readonly number: number };
