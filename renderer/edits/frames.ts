import type { Frame, Graph } from '../../nodes/graph/document.ts';
import { rounded, type Position } from './add-node.ts';
import { freeId } from './free-id.ts';

/** What a frame may hold: cards and notes, by their ids. */
export interface Members {
  readonly nodes: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Puts a frame around cards and notes; they leave the frames that they were in.
 * @returns its id; `null` where there is nothing to frame
 */
export function addFrame(graph: Graph, { nodes, notes }: Members, name: string): string | null {
  const cards = nodes.filter((id) => id in graph.nodes);
  if (cards.length === 0) return null;
  leaveFrames(graph, { nodes: cards, notes });
  const frames = (graph.frames ??= {});
  const id = freeId(frames, name, 'frame');
  frames[id] = { name, nodes: cards, ...(notes.length > 0 ? { notes: [...notes] } : {}) };
  return id;
}

/** Puts further cards and notes into a frame. */
export function joinFrame(graph: Graph, id: string, { nodes, notes }: Members): void {
  const frame = graph.frames?.[id];
  if (!frame) return;
  const newcomers = nodes.filter((node) => node in graph.nodes && !frame.nodes.includes(node));
  const written = notes.filter((note) => !frame.notes?.includes(note));
  leaveFrames(graph, { nodes: newcomers, notes: written });
  frame.nodes.push(...newcomers);
  if (written.length > 0) frame.notes = [...(frame.notes ?? []), ...written];
}

/** Takes cards and notes out of the frames that they are in. A frame without cards goes. */
export function leaveFrames(graph: Graph, { nodes, notes }: Members): void {
  for (const [id, frame] of Object.entries(graph.frames ?? {})) {
    if (frame.nodes.some((node) => nodes.includes(node)))
      frame.nodes = frame.nodes.filter((node) => !nodes.includes(node));
    const stay = frame.notes?.filter((note) => !notes.includes(note)) ?? [];
    if (stay.length === 0) delete frame.notes;
    else if (stay.length < frame.notes!.length) frame.notes = stay;
    if (frame.nodes.length === 0) removeFrames(graph, [id]);
  }
}

/** Takes frames away; what they held stays where it is. */
export function removeFrames(graph: Graph, ids: readonly string[]): void {
  if (!graph.frames) return;
  for (const id of ids) delete graph.frames[id];
  if (Object.keys(graph.frames).length === 0) delete graph.frames;
}

/** Folds frames into a card each, or shows what is in them where all of them are folded. */
export function toggleFolded(graph: Graph, ids: readonly string[]): void {
  const frames = ids.flatMap((id) => graph.frames?.[id] ?? []);
  const open = frames.every(({ folded }) => folded === true);
  for (const frame of frames)
    if (open) delete frame.folded;
    else frame.folded = true;
}

/** Frames whose cards are all among these, with other names for the cards: for copies. */
export function copyFrames(from: Graph, renamed: ReadonlyMap<string, string>, to: Graph): void {
  for (const [id, frame] of Object.entries(from.frames ?? {})) {
    const nodes = frame.nodes.flatMap((node) => renamed.get(node) ?? []);
    if (nodes.length < frame.nodes.length) continue;
    const { notes: _, ...rest } = frame;
    const frames: Record<string, Frame> = (to.frames ??= {});
    frames[freeId(frames, id, 'frame')] = { ...rest, nodes };
  }
}

/** Puts a note on the canvas. @returns its id */
export function addNote(graph: Graph, text: string, position: Position): string {
  const notes = (graph.notes ??= {});
  const id = freeId(notes, 'note');
  notes[id] = { text, position: rounded(position) };
  return id;
}

/** Moves notes. */
export function moveNotes(graph: Graph, positions: Readonly<Record<string, Position>>): void {
  for (const [id, position] of Object.entries(positions)) {
    const note = graph.notes?.[id];
    if (note) note.position = rounded(position);
  }
}

/** Takes notes away, out of their frames too. */
export function removeNotes(graph: Graph, ids: readonly string[]): void {
  if (!graph.notes || ids.length === 0) return;
  leaveFrames(graph, { nodes: [], notes: ids });
  for (const id of ids) delete graph.notes[id];
  if (Object.keys(graph.notes).length === 0) delete graph.notes;
}

/** Writes a note anew; one without a word goes. */
export function writeNote(graph: Graph, id: string, text: string): void {
  const note = graph.notes?.[id];
  if (!note) return;
  if (text.trim() === '') removeNotes(graph, [id]);
  else note.text = text.trim();
}
