import type { GraphDocument } from '../../nodes/graph/document.ts';
import { titleOnBoard } from '../../nodes/graph/node-title.ts';
import { useLanguage, type Language } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';

/** How a node of the board is called beside the others. */
export const nodeTitle = (document: GraphDocument | null, node: string, language: Language): string =>
  document ? titleOnBoard(document, node)[language] : node;

export function useNodeTitle(node: string): string {
  const language = useLanguage();
  return useDocument(({ document }) => nodeTitle(document, node, language));
}
