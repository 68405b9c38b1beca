import { catalogue } from '../../nodes/catalogue.ts';
import { useLanguage, type Language } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';

/** How a node of the board is called: its own name, else what it is. */
export function nodeTitle(document: GraphDocument | null, node: string, language: Language): string {
  const drawn = document?.board.nodes[node];
  return drawn?.name ?? (drawn && catalogue.get(drawn.kind)?.title[language]) ?? node;
}

export function useNodeTitle(node: string): string {
  const language = useLanguage();
  return useDocument(({ document }) => nodeTitle(document, node, language));
}
