import { Problem } from '../../nodes/alphabet/problem.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import { resolveDials } from '../../nodes/graph/dials.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { namedFiles } from '../datasets/named-files.ts';
import type { Workspace } from '../projects/workspace.ts';
import { mustNotRead } from './sentences.ts';

/**
 * A document from elsewhere may name files of this machine as its data. They are read where they lie in the person's own folder, or
 * where the person chose them in a dialog.
 * @throws Problem that lists the others
 */
export async function mustMayRead(document: GraphDocument, workspace: Workspace): Promise<void> {
  const unasked: string[] = [];
  for (const file of namedFiles(dataOf(document))) if (!(await workspace.allows(file))) unasked.push(file);
  if (unasked.length > 0) throw mustNotRead(document.name, unasked);
}

/** The data sets that the board reads; dials that are wrong are told by the compiler. */
function dataOf({ board }: GraphDocument) {
  return Object.values(board.nodes).flatMap(({ kind, dials }) => {
    const definition = catalogue.get(kind);
    if (!definition || !('dataset' in definition) || !definition.dataset) return [];
    try {
      return [{ source: definition.dataset(resolveDials(definition.dials, dials)) }];
    } catch (error) {
      if (error instanceof Problem) return [];
      throw error;
    }
  });
}
