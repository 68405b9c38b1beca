import { compile } from '../../nodes/graph/compile.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { describe } from '../../nodes/graph/describe.ts';
import type { Vocabulary } from '../../nodes/vocabulary.ts';
import { openDataset, prepareDataset } from '../datasets/catalogue.ts';
import { namedFiles } from '../datasets/named-files.ts';

/**
 * What the tokens of a document stand for, by data node, where that is learned: as the training of the weights noted it, else from
 * a text that ships with Genloom. A file of the person's own is not read for an export.
 * @param noted what came with the weights
 */
export async function learnedVocabularies(
  document: GraphDocument,
  noted: ReadonlyMap<string, Vocabulary> = new Map(),
): Promise<ReadonlyMap<string, Vocabulary>> {
  const found = new Map(noted);
  const { wires } = describe(document);
  const unknown = new Set(
    [...wires].flatMap(([wire, { meaning }]) =>
      meaning.kind === 'tokens' && !meaning.vocabulary ? [wire.slice(0, wire.indexOf('.'))] : [],
    ),
  );
  for (const { node, source } of unknown.size > 0 ? compile(document).data : []) {
    if (!unknown.has(node) || found.has(node) || namedFiles([{ source }]).length > 0) continue;
    await prepareDataset(source);
    const { vocabulary } = openDataset(source);
    if (vocabulary) found.set(node, vocabulary);
  }
  return found;
}
