import type { Text } from '../../nodes/alphabet/problem.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { nodeTitle as ownTitle, titlesIn } from '../../nodes/graph/node-title.ts';
import { useLanguage, type Language } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';

type Titles = ReadonlyMap<string, Text>;

/** Found once for all who ask: on a large board hundreds do, at every edit. */
const known = new WeakMap<
  GraphDocument['board']['nodes'],
  { readonly blocks: GraphDocument['blocks']; readonly titles: Titles }
>();

function titlesOnBoard({ board, blocks }: GraphDocument): Titles {
  const before = known.get(board.nodes);
  if (before?.blocks === blocks) return before.titles;
  const titles = titlesIn({ blocks }, board);
  known.set(board.nodes, { blocks, titles });
  return titles;
}

/** How a node of the board is called beside the others. */
export const nodeTitle = (document: GraphDocument | null, node: string, language: Language): string =>
  (document && titlesOnBoard(document).get(node)?.[language]) ?? node;

export function useNodeTitle(node: string): string {
  const language = useLanguage();
  return useDocument(({ document }) => nodeTitle(document, node, language));
}

/** How a node of the board is called by itself: it stays when another one that is called alike comes or goes. */
export function useOwnTitle(node: string): string {
  const language = useLanguage();
  return useDocument(({ document }) => ownTitle(document, document?.board.nodes[node])[language]);
}
