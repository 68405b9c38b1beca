import { readFile } from 'node:fs/promises';
import type { Vocabulary } from '../../nodes/vocabulary.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { diskError } from '../projects/disk-error.ts';
import type { Values } from '../targets/target.ts';
import { decodeCheckpoint, type Counters } from './checkpoint.ts';
import { decodeWeights } from './trained-weights.ts';

/** Weights on the disk: those that ship with a template, or a checkpoint of a run. */
export interface WeightsFile {
  readonly file: string;
  readonly form: 'weights' | 'checkpoint';
}

interface Weights {
  readonly variables: ReadonlyMap<string, Values>;
  readonly counters?: Counters;
  readonly vocabularies?: ReadonlyMap<string, Vocabulary>;
}

/** Reads weights by name; a checkpoint says how far training was too. @throws a sentence where the file is broken */
export async function readWeightsFile({ file, form }: WeightsFile): Promise<Weights> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw diskError(error, 'read', file);
  });
  return form === 'weights' ? { variables: decodeWeights(bytes, file) } : decodeCheckpoint(bytes, file);
}

/** The first of some weights that is whole, with a note for each before it that is not. */
export async function firstReadable(
  files: readonly WeightsFile[],
): Promise<Weights & { readonly used: number | null; readonly notes: readonly Text[] }> {
  const notes: Text[] = [];
  for (const [used, file] of files.entries()) {
    try {
      return { ...(await readWeightsFile(file)), used, notes };
    } catch (error) {
      const { message } = error as Error;
      notes.push({
        en: `${message} The weights before these are used.`,
        ko: `가중치를 읽을 수 없어 그 앞의 것을 씁니다. (${message})`,
      });
    }
  }
  return { variables: new Map(), used: null, notes };
}
