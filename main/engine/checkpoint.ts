import type { Vocabulary } from '../../nodes/vocabulary.ts';
import type { Elements, Values } from '../targets/target.ts';
import { readSafetensors, writeSafetensors, type Safetensor } from '../projects/safetensors.ts';

/** How far a training is. With the seed it says which batch and which noise come next. */
export interface Counters {
  /** Steps done, over all phases. */
  readonly step: number;
  /** Draws made. */
  readonly draw: number;
  /** Updates made, by optimizer. */
  readonly updates: Readonly<Record<string, number>>;
}

/** Everything that a run needs to go on as if nothing had happened. */
export interface Checkpoint {
  readonly counters: Counters;
  /** Program, backend, library version, threads: where all are equal, going on is identical to the bit. */
  readonly fingerprint: string;
  /** Seconds of training so far. */
  readonly seconds: number;
  /** Weights, states, slots and moving averages, by name. */
  readonly variables: ReadonlyMap<string, Values>;
  /** What tokens stand for, by data node, where that was learned from a text: who has the weights need not read that text again. */
  readonly vocabularies: ReadonlyMap<string, Vocabulary>;
}

/** The checkpoint as a safetensors file that other tools can read, with the counters in its metadata. */
export function encodeCheckpoint({
  counters,
  fingerprint,
  seconds,
  variables,
  vocabularies,
}: Checkpoint): Uint8Array {
  const tensors = new Map<string, Safetensor>(
    [...variables].map(([name, { shape, data }]) => [
      name,
      { dtype: 'float32', shape, data: data as Float32Array },
    ]),
  );
  return writeSafetensors(tensors, {
    genloom: JSON.stringify({
      version: 1,
      counters,
      fingerprint,
      seconds,
      vocabularies: Object.fromEntries(vocabularies),
    }),
  });
}

/** What the metadata holds; checkpoints of Genloom 0.1 and before hold no vocabularies. */
type Noted = Pick<Checkpoint, 'counters' | 'fingerprint' | 'seconds'> & {
  readonly vocabularies?: Readonly<Record<string, Vocabulary>>;
};

/** @throws a sentence where the file is cut, broken or no checkpoint */
export function decodeCheckpoint(bytes: Uint8Array, where: string): Checkpoint {
  const { tensors, metadata } = readSafetensors(bytes, where);
  if (metadata.genloom === undefined)
    throw new Error(
      `${where} holds tensors but no counters of a Genloom run, so training cannot go on from it. Choose a checkpoint that Genloom wrote.`,
    );
  const { counters, fingerprint, seconds, vocabularies } = JSON.parse(metadata.genloom) as Noted;
  const variables = new Map(
    [...tensors].map(([name, { shape, data }]): [string, Values] => [
      name,
      { shape, dtype: 'float32', data: data as Elements },
    ]),
  );
  return {
    counters,
    fingerprint,
    seconds,
    variables,
    vocabularies: new Map(Object.entries(vocabularies ?? {})),
  };
}
