import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { Variable } from '../../nodes/graph/variables.ts';
import { readSafetensors, writeSafetensors, type Safetensor } from '../projects/safetensors.ts';
import type { Values } from '../targets/target.ts';

/**
 * What a trained model is without its training: each weight (averaged where it has an average) and each state, under the
 * weight's own name.
 */
export function trainedWeights(
  declared: ReadonlyMap<string, Variable>,
  values: ReadonlyMap<string, Values>,
): Map<string, Values> {
  const trained = new Map<string, Values>();
  for (const { name, role } of declared.values()) {
    if (role !== 'weight' && role !== 'state') continue;
    trained.set(name, values.get(`average/${name}`) ?? values.get(name)!);
  }
  return trained;
}

/** Without the weights of blocks that are frozen as they came from elsewhere: they need not ship twice. */
export const withoutBorrowed = (
  { blocks }: GraphDocument,
  weights: ReadonlyMap<string, Values>,
): Map<string, Values> =>
  new Map(
    [...weights].filter(([name]) => {
      const { frozen, startsFrom } = blocks[name.slice(0, name.indexOf('/'))]!;
      return !(frozen && startsFrom);
    }),
  );

/** Trained weights as a safetensors file. float16 halves it; at most 0.05 % of each number is lost. */
export function encodeWeights(
  weights: ReadonlyMap<string, Values>,
  dtype: 'float16' | 'float32',
): Uint8Array {
  return writeSafetensors(
    new Map(
      [...weights].map(([name, { shape, data }]): [string, Safetensor] => [
        name,
        { dtype, shape, data: data as Float32Array },
      ]),
    ),
    { format: 'pt' },
  );
}

/** Trained weights from a safetensors file, as float32. @throws a sentence where the file is broken */
export function decodeWeights(bytes: Uint8Array, where: string): Map<string, Values> {
  return new Map(
    [...readSafetensors(bytes, where).tensors]
      .filter(([, { dtype }]) => dtype === 'float16' || dtype === 'float32')
      .map(([name, { shape, data }]): [string, Values] => [
        name,
        { shape, dtype: 'float32', data: data as Float32Array },
      ]),
  );
}
