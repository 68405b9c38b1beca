import type { Tensor } from '../alphabet/operation.ts';
import type { Meaning } from '../port.ts';
import type { Program } from '../program/program.ts';
import { simplify } from '../program/simplify.ts';
import type { BuiltNode } from './scope.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Slice } from './slice.ts';

/** One entry point: something that is run as a whole. */
export interface Entry {
  readonly name: string;
  /** What runs. */
  readonly program: Program;
  /** What was written, with every line of every node, for reading and stepping. */
  readonly traced: Program;
  /** The nodes in the order they were built. */
  readonly built: readonly BuiltNode[];
  /** What the inputs mean, by name. */
  readonly inputMeanings: Readonly<Record<string, Meaning>>;
  /** What the tokens of words stand for, by `node.dial`. */
  readonly vocabularies: ReadonlyMap<string, Vocabulary>;
  /** What the outputs mean. */
  readonly meanings: Readonly<Record<string, Meaning>>;
  /** B of this program; `null` where it was left open. */
  readonly batch: number | null;
}

/** Finishes a slice: these tensors are what the entry returns. */
export function finishEntry(name: string, slice: Slice, outputs: Readonly<Record<string, Tensor>>): Entry {
  const traced = slice.settings.trace.program(outputs);
  const { batch } = slice.settings;
  return {
    name,
    traced,
    program: simplify(traced),
    built: slice.built,
    inputMeanings: Object.fromEntries(
      traced.feeds.flatMap(({ source, value }) =>
        source.kind === 'input' ? [[source.name, slice.meaningOf(slice.settings.trace.tensor(value))]] : [],
      ),
    ),
    vocabularies: new Map(
      traced.feeds.flatMap(({ source, value }) => {
        const { vocabulary } = slice.meaningOf(slice.settings.trace.tensor(value));
        return source.kind === 'words' && vocabulary
          ? [[`${source.node}.${source.dial}`, vocabulary] as const]
          : [];
      }),
    ),
    meanings: Object.fromEntries(
      Object.entries(outputs).map(([port, tensor]) => [port, slice.meaningOf(tensor)]),
    ),
    batch: typeof batch === 'number' ? batch : null,
  };
}
