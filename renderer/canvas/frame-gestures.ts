import { catalogue } from '../../nodes/catalogue.ts';
import type { Frame, Graph } from '../../nodes/graph/document.ts';
import type { Position } from '../edits/add-node.ts';
import {
  addFrame,
  addNote,
  joinFrame,
  leaveFrames,
  moveNotes,
  removeFrames,
  toggleFolded,
  writeNote,
} from '../edits/frames.ts';
import { moveNodes } from '../edits/nodes.ts';
import { editDrawing } from '../edits/site.ts';
import { giveName } from '../../nodes/graph/names.ts';
import { language } from '../language/texts.ts';
import { select, useDocument } from '../state/document.ts';
import { setCanvas, sizeOf } from './canvas-state.ts';
import { graphNow } from './card-state.ts';
import { foldedHomes } from './folded.ts';
import { boxAround, frameBox, madeRoom, type Box } from './frame-box.ts';
import { frameKey, keysIn, noteKey, pieceOf } from './pieces.ts';

/** What a person does with frames and notes, each one deed that undo takes back. */

/** The frames that are selected, else those of the selected cards. */
export function chosenFrames(): readonly string[] {
  const state = useDocument.getState();
  const { frames, nodes, notes } = state.selection;
  if (frames.length > 0) return frames;
  return Object.entries(graphNow(state).frames ?? {})
    .filter(
      ([, held]) =>
        nodes.some((id) => held.nodes.includes(id)) || notes.some((id) => held.notes?.includes(id)),
    )
    .map(([id]) => id);
}

/** Puts a frame around the selection; where one frame is selected with cards, the cards join it. */
export function frameSelection(): void {
  const { nodes, notes, frames } = useDocument.getState().selection;
  const [into] = frames;
  let made: string | null = into ?? null;
  editDrawing({ en: 'Frame', ko: '틀로 묶기' }, (graph) => {
    if (into !== undefined) joinFrame(graph, into, { nodes, notes });
    else made = addFrame(graph, { nodes, notes }, { en: 'Frame', ko: '틀' }[language()]);
  });
  if (made === null) return;
  select({ frames: [made] });
  if (into === undefined) setCanvas({ renaming: frameKey(made) });
}

/** Takes the selected frames away, or the selected cards out of theirs. */
export function unframeSelection(): void {
  const { nodes, notes, frames } = useDocument.getState().selection;
  editDrawing({ en: 'Take out of the frame', ko: '틀에서 빼기' }, (graph) =>
    frames.length > 0 ? removeFrames(graph, frames) : leaveFrames(graph, { nodes, notes }),
  );
}

/** Folds frames, or unfolds them where all are folded: what they would then cover makes room. */
export function fold(ids: readonly string[]): void {
  const unfolds = ids.every((id) => graphNow(useDocument.getState()).frames?.[id]?.folded);
  editDrawing(
    unfolds ? { en: 'Unfold a frame', ko: '틀 펼치기' } : { en: 'Fold a frame', ko: '틀 접기' },
    (graph) => {
      for (const id of unfolds ? ids : []) makeRoom(graph, id);
      toggleFolded(graph, ids);
    },
  );
  select({ frames: ids });
}

/** Shows a card that a folded frame hides. */
export function showHidden(node: string): void {
  const home = foldedHomes(graphNow(useDocument.getState())).get(node);
  if (home === undefined) return;
  fold([home]);
  select({ nodes: [node] });
}

/** The usual size of a view that was not drawn yet. */
const A_VIEW = { width: 272, height: 290 };

/** Where the cards and notes of a frame stand, by key. */
export const heldBy = (graph: Graph, frame: Frame): ReadonlyMap<string, Box> =>
  new Map(
    keysIn(frame).flatMap((key) => {
      const { kind, id } = pieceOf(key);
      const position = kind === 'notes' ? graph.notes?.[id]?.position : graph.nodes[id]?.position;
      const isView = catalogue.get(graph.nodes[id]?.kind ?? '')?.role === 'view';
      return position ? [[key, { ...position, ...sizeOf(key, isView ? A_VIEW : undefined) }] as const] : [];
    }),
  );

/** Where a frame stands as a whole: its border, or the card that it is folded to. `null`: nothing of it has a place. */
function boxOf(graph: Graph, id: string, folded: boolean): Box | null {
  const held = [...heldBy(graph, graph.frames![id]!).values()];
  if (held.length === 0) return null;
  const { x, y } = boxAround(held);
  return folded ? { x, y, ...sizeOf(frameKey(id)) } : frameBox(held);
}

/** Moves what an unfolding frame would cover. */
function makeRoom(graph: Graph, unfolding: string): void {
  const [before, after] = [boxOf(graph, unfolding, true), boxOf(graph, unfolding, false)];
  if (!before || !after) return;
  const framed = new Set<string>();
  const others = new Map<string, Box>();
  for (const [id, frame] of Object.entries(graph.frames ?? {})) {
    for (const key of heldBy(graph, frame).keys()) framed.add(key);
    const box = id === unfolding ? null : boxOf(graph, id, frame.folded === true);
    if (box) others.set(frameKey(id), box);
  }
  const alone = { nodes: Object.keys(graph.nodes), notes: Object.keys(graph.notes ?? {}), name: '' };
  for (const [key, box] of heldBy(graph, alone)) if (!framed.has(key)) others.set(key, box);
  const moved = madeRoom(before, after, others);
  for (const [key, to] of moved) {
    const from = others.get(key)!;
    const by = { x: to.x - from.x, y: to.y - from.y };
    const { kind, id } = pieceOf(key);
    if (kind === 'frames') shift(graph, heldBy(graph, graph.frames![id]!), by);
    else shift(graph, new Map([[key, from]]), by);
  }
}

/** Moves cards and notes, by their keys. */
export function movePieces(graph: Graph, positions: Readonly<Record<string, Position>>): void {
  for (const [key, at] of Object.entries(positions)) {
    const { kind, id } = pieceOf(key);
    if (kind === 'notes') moveNotes(graph, { [id]: at });
    else moveNodes(graph, { [id]: at });
  }
}

/** Moves what stands in these boxes. */
export const shift = (graph: Graph, boxes: ReadonlyMap<string, Box>, by: Position): void =>
  movePieces(
    graph,
    Object.fromEntries([...boxes].map(([key, { x, y }]) => [key, { x: x + by.x, y: y + by.y }])),
  );

export const renameFrame = (id: string, name: string): void =>
  editDrawing({ en: 'Rename a frame', ko: '틀 이름 바꾸기' }, (graph) => {
    const frame = graph.frames?.[id];
    if (frame && name.trim() !== '') giveName(frame, name);
  });

/** Puts an empty note at a place, to be written. */
export function putNote(at: Position): void {
  let made = '';
  editDrawing({ en: 'Add a note', ko: '메모 더하기' }, (graph) => {
    made = addNote(graph, { en: 'Note', ko: '메모' }[language()], at);
  });
  select({ notes: [made] });
  setCanvas({ renaming: noteKey(made) });
}

export const write = (id: string, text: string): void =>
  editDrawing({ en: 'Write a note', ko: '메모 쓰기' }, (graph) => writeNote(graph, id, text));
