import path from 'node:path';
import { compile } from '../../nodes/graph/compile.ts';
import { describe } from '../../nodes/graph/describe.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { Vocabulary } from '../../nodes/vocabulary.ts';
import { writeFileAtomic } from '../projects/atomic-file.ts';

const FILE = 'vocabulary.json';

/**
 * Writes what tokens stand for beside what was exported, by data node: the pieces of letters and words in the order of their
 * numbers (0 is the end), the encoding and the merges of byte pairs (1 to 256 are bytes, each merge is one more).
 * @param learned what is known of data nodes beside what their dials say
 * @returns the name of the file; `null` where the model has no tokens, or nobody knows what they stand for
 */
export async function writeVocabularies(
  document: GraphDocument,
  learned: ReadonlyMap<string, Vocabulary>,
  folder: string,
): Promise<string | null> {
  const known = new Map(learned);
  const data = new Set(compile(document).data.map(({ node }) => node));
  for (const [wire, { meaning }] of describe(document).wires)
    if (meaning.vocabulary && data.has(nodeOf(wire))) known.set(nodeOf(wire), meaning.vocabulary);
  if (known.size === 0) return null;
  await writeFileAtomic(path.join(folder, FILE), `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
  return FILE;
}

const nodeOf = (wire: string): string => wire.slice(0, wire.indexOf('.'));
