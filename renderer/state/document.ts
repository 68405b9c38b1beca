import { produce } from 'immer';
import { create } from 'zustand';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Graph, GraphDocument } from '../../nodes/graph/document.ts';

/** Which graph is on the canvas: the calls that were entered from the board, outermost first. */
export type Path = readonly { readonly node: string; readonly design: string }[];

export interface Selection {
  readonly nodes: readonly string[];
  /** Wires by `wireKey`. */
  readonly wires: readonly string[];
  readonly frames: readonly string[];
  readonly notes: readonly string[];
}

const NOTHING: Selection = { nodes: [], wires: [], frames: [], notes: [] };

/** A state to go back to, and what was done from there. */
interface Moment {
  readonly document: GraphDocument;
  readonly path: Path;
  readonly selection: Selection;
  readonly label: Text;
}

interface DocumentState {
  /** `null` while no project is open. */
  readonly document: GraphDocument | null;
  readonly path: Path;
  readonly selection: Selection;
  readonly past: readonly Moment[];
  readonly future: readonly Moment[];
  /** Key of the gesture that further edits belong to: a whole scrub is one deed. */
  readonly gesture: string | null;
  /** Another window edits it: nothing is changed here, undo and redo included. */
  readonly lookingOn: boolean;
}

/** Deeds that can be taken back. */
const REMEMBERED = 500;

export const useDocument = create<DocumentState>(() => ({
  document: null,
  path: [],
  selection: NOTHING,
  past: [],
  future: [],
  gesture: null,
  lookingOn: false,
}));

const get = useDocument.getState;
const set = useDocument.setState;

/** Opens another document; what was done to the former one is forgotten. */
export const openDocument = (document: GraphDocument | null, lookingOn = false): void =>
  set({ document, path: [], selection: NOTHING, past: [], future: [], gesture: null, lookingOn });

/** Another window changed the document: the place and the selection stay, as far as they are there still. */
export function showInstead(document: GraphDocument): void {
  const path = pathWithin(document, get().path);
  const graph = graphAt(document, path);
  const { nodes, wires, frames, notes } = get().selection;
  const keys = new Set(graph?.wires.map(wireKey));
  const selection = {
    nodes: nodes.filter((id) => graph !== null && id in graph.nodes),
    wires: wires.filter((key) => keys.has(key)),
    frames: frames.filter((id) => id in (graph?.frames ?? {})),
    notes: notes.filter((id) => id in (graph?.notes ?? {})),
  };
  set({ document, path, selection, past: [], future: [], gesture: null });
}

/** Another window edits the document from now on. */
export const lookOn = (): void => set({ lookingOn: true, gesture: null });

/**
 * Changes the document. Every change goes through here, so every change can be undone.
 * @param label what was done, as the undo button says it
 * @param change writes into a draft; where nothing differs afterwards, nothing was done
 * @param gesture edits in a row with the same key are one deed, until `endGesture`
 */
export function edit(label: Text, change: (draft: GraphDocument) => void, gesture?: string): void {
  const { document, path, selection, past, gesture: open, lookingOn } = get();
  if (!document || lookingOn) return;
  const next = produce(document, change);
  if (next === document) return;
  const goesOn = gesture !== undefined && gesture === open && past.length > 0;
  set({
    document: next,
    past: goesOn ? past : [...past, { document, path, selection, label }].slice(-REMEMBERED),
    future: [],
    gesture: gesture ?? null,
    path: pathWithin(next, path),
  });
}

/** The next edit is a deed of its own. */
export function endGesture(): void {
  if (get().gesture !== null) set({ gesture: null });
}

/** @returns what was taken back, `null` where there was nothing */
export function undo(): Text | null {
  const { document, path, selection, past, future, lookingOn } = get();
  const last = past.at(-1);
  if (!last || !document || lookingOn) return null;
  set({
    document: last.document,
    path: last.path,
    selection: last.selection,
    past: past.slice(0, -1),
    future: [{ document, path, selection, label: last.label }, ...future],
    gesture: null,
  });
  return last.label;
}

/** @returns what was done again, `null` where there was nothing */
export function redo(): Text | null {
  const { document, path, selection, past, future, lookingOn } = get();
  const [next, ...rest] = future;
  if (!next || !document || lookingOn) return null;
  set({
    document: next.document,
    path: next.path,
    selection: next.selection,
    past: [...past, { document, path, selection, label: next.label }],
    future: rest,
    gesture: null,
  });
  return next.label;
}

export const select = (selection: Partial<Selection>): void =>
  set({ selection: { ...NOTHING, ...selection } });

/** Goes into a call's design, or back out. */
export const enter = (path: Path): void => set({ path, selection: NOTHING, gesture: null });

/** The graph at a path. @returns `null` where the path leads nowhere */
export function graphAt(document: GraphDocument, path: Path): Graph | null {
  const last = path.at(-1);
  return last === undefined ? document.board : (document.designs[last.design] ?? null);
}

/** The graph on the canvas, to be changed in an edit. */
export const graphToEdit = (draft: GraphDocument): Graph => {
  const graph = graphAt(draft, get().path);
  if (!graph) throw new Error('The design on the canvas is gone.');
  return graph;
};

/** As much of a path as still exists. */
function pathWithin(document: GraphDocument, path: Path): Path {
  const broken = path.findIndex(({ design }) => !(design in document.designs));
  return broken < 0 ? path : path.slice(0, broken);
}

type WireEnds = Graph['wires'][number];

/** Names a wire in its graph: both ends, and the name that tells wires of one port apart. */
export const wireKey = ({ from, to }: WireEnds): string =>
  `${from.node}.${from.port}>${to.node}.${to.port}${to.name === undefined ? '' : `#${to.name}`}`;
