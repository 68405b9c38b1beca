import { current, isDraft, original } from 'immer';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Graph, GraphDocument } from '../../nodes/graph/document.ts';
import { edit, graphAt, useDocument, type Path } from '../state/document.ts';

/** The graph that an edit works on, and the document around it. */
export interface Site {
  readonly document: GraphDocument;
  readonly graph: Graph;
  /** Id of the design; `null` on the board. */
  readonly design: string | null;
}

/** The graph at a path. @throws where the path leads nowhere */
export function siteAt(document: GraphDocument, path: Path): Site {
  const graph = graphAt(document, path);
  if (!graph) throw new Error('The design on the canvas is gone.');
  return { document, graph, design: path.at(-1)?.design ?? null };
}

/** Where the graph stands, as catalogues say it. */
export const placeOf = ({ design }: Site): 'board' | 'design' => (design === null ? 'board' : 'design');

/** A design that a recipe drew is one's own from now on; the recipe is kept aside, to draw it anew. */
export function forgetRecipe({ document, design }: Site): void {
  const edited = design === null ? undefined : document.designs[design];
  if (!edited?.recipe) return;
  edited.formerRecipe = edited.recipe;
  delete edited.recipe;
}

/**
 * Changes the graph on the canvas by hand: one deed, which undo takes back.
 * @param gesture edits in a row with the same key are one deed
 */
export function editGraph(label: Text, change: (site: Site) => void, gesture?: string): void {
  edit(
    label,
    (draft) => {
      const site = siteAt(draft, useDocument.getState().path);
      change(site);
      if (site.design !== null && isDraft(site.graph) && current(site.graph) !== original(site.graph))
        forgetRecipe(site);
    },
    gesture,
  );
}

/** Changes how the graph on the canvas is drawn, and nothing of what it computes: a recipe stays what it was. */
export function editDrawing(label: Text, change: (graph: Graph) => void, gesture?: string): void {
  edit(
    label,
    (draft) => {
      const graph = graphAt(draft, useDocument.getState().path);
      if (graph) change(graph);
    },
    gesture,
  );
}

/** The graph on the canvas as it is; `null` while no project is open. */
export function siteNow(): Site | null {
  const { document, path } = useDocument.getState();
  return document && siteAt(document, path);
}
