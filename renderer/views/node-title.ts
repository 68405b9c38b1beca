import { catalogue } from '../../nodes/catalogue.ts';
import { givenName } from '../../nodes/graph/names.ts';
import { useLanguage, type Language } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';

/** How a node of the board is called: its own name, else what it is. */
export function nodeTitle(document: GraphDocument | null, node: string, language: Language): string {
  const drawn = document?.board.nodes[node];
  const kind = drawn && catalogue.get(drawn.kind)?.title[language];
  return givenName(drawn)?.[language] ?? (kind && withoutBrackets(kind)) ?? node;
}

/** Titles of kinds name alternatives in brackets, for which there is room where a node is chosen. */
export const withoutBrackets = (title: string): string => title.replace(/\s*\([^)]*\)$/, '');

export function useNodeTitle(node: string): string {
  const language = useLanguage();
  return useDocument(({ document }) => nodeTitle(document, node, language));
}
