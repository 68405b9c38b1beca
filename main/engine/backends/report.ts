import type { Text } from '../../../nodes/alphabet/problem.ts';

export type BackendName = 'tensorflow' | 'wasm' | 'cpu';

/** What a person asks for; `auto` is the best one that works. */
export type BackendWish = 'auto' | BackendName;

/** How a backend did in the self-test. */
export interface SelfTest {
  readonly passed: boolean;
  /** The largest difference from a known answer, in units of the largest known number of its tensor or 1. */
  readonly worstDifference: number;
  /** Making the program ready and running it twice. */
  readonly milliseconds: number;
}

/** Which backend was taken, and why no better one. */
export interface BackendReport {
  readonly name: BackendName;
  /** Of the library that computes: TensorFlow's own, or that of TensorFlow.js. */
  readonly version: string;
  /** "CPU", or the name of the GPU. */
  readonly device: string;
  /** How many threads an operation may use. */
  readonly threads: number;
  /** A sentence for each better one that was not taken, best first; and one where a GPU that was meant to help does not. */
  readonly why: readonly Text[];
  readonly selfTest: SelfTest;
  /** Equal fingerprints promise equal numbers, to the bit where the device is a CPU. */
  readonly fingerprint: string;
}
