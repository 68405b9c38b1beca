import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Wire } from '../../nodes/graph/document.ts';
import { addOffer } from './offers.ts';
import type { Position } from '../edits/add-node.ts';
import { anotherBlock, callAgain, redraw } from '../edits/blocks.ts';
import { removeFrames, removeNotes } from '../edits/frames.ts';
import { copyNodes, duplicateNodes, pasteNodes } from '../edits/fragment.ts';
import { designCalledBy, moveNodes, toggleOff } from '../edits/nodes.ts';
import { packNodes, unpackCall } from '../edits/pack.ts';
import { editDrawing, editGraph, siteNow, type Site } from '../edits/site.ts';
import {
  connect,
  insertIntoWire,
  portsThere,
  reconnect,
  removeNodes,
  removeWires,
  wiresOf,
  type End,
} from '../edits/wires.ts';
import { language } from '../language/texts.ts';
import { edit, enter, select, useDocument, wireKey, type Path } from '../state/document.ts';
import { setCanvas, type Pending } from './canvas-state.ts';
import { graphNow, titleOf } from './card-state.ts';
import { bestPort } from './fit.ts';
import { foldedHomes } from './folded.ts';
import { fold, movePieces } from './frame-gestures.ts';
import { pieceOf } from './pieces.ts';

/** What a person does on the canvas, each one deed that undo takes back. */

/** Does an edit and selects the cards that came of it. @returns their ids */
function make(label: Text, change: (site: Site) => string | readonly string[] | null): readonly string[] {
  let made: readonly string[] = [];
  editGraph(label, (site) => {
    made = [change(site) ?? []].flat();
  });
  if (made.length > 0) select({ nodes: made });
  return made;
}

/** The selected cards, and those in selected frames. */
export function selectedNodes(): readonly string[] {
  const { selection } = useDocument.getState();
  if (selection.frames.length === 0) return selection.nodes;
  const { frames } = graphNow(useDocument.getState());
  return [...new Set([...selection.nodes, ...selection.frames.flatMap((id) => frames?.[id]?.nodes ?? [])])];
}

/** Puts an offer on the canvas, wired to what is pending or between the ends of a wire. */
export function add(
  offer: string,
  at: Position,
  how: { pending?: Pending | null; into?: Wire | null } = {},
): string {
  const [made] = make({ en: 'Add a card', ko: '카드 더하기' }, (site) => {
    const id = addOffer(site, offer, at, language());
    if (how.pending) wireTo(site, how.pending, id);
    else if (how.into) insertIntoWire(site, id, how.into);
    return id;
  });
  return made!;
}

function wireTo(site: Site, pending: Pending, card: string): void {
  const port = bestPort(site.document, site.graph, pending, card);
  if (port === null) return;
  const end = { node: card, port };
  if (pending.side === 'source') connect(site, pending, end);
  else connect(site, end, pending);
}

export const wire = (from: End, to: End): void =>
  editGraph({ en: 'Wire', ko: '연결하기' }, (site) =>
    connect(site, { node: from.node, port: from.port }, { node: to.node, port: to.port }),
  );

/** Wires what is pending to the port of a card that suits it best. @returns whether there was one */
export function wireToCard(pending: Pending, card: string): boolean {
  const site = siteNow();
  const port = site && bestPort(site.document, site.graph, pending, card);
  if (port === null) return false;
  const end = { node: card, port };
  if (pending.side === 'source') wire(pending, end);
  else wire(end, pending);
  return true;
}

export const moveEnd = (moved: Wire, from: End, to: End): void =>
  editGraph({ en: 'Move a wire', ko: '연결 옮기기' }, (site) => reconnect(site, moved, from, to));

export const cut = (wires: readonly Wire[]): void =>
  editGraph({ en: 'Cut a wire', ko: '연결 끊기' }, (site) => removeWires(site, wires));

export const putBetween = (card: string, into: Wire, positions: Readonly<Record<string, Position>>): void =>
  editGraph({ en: 'Put a card on a wire', ko: '연결 사이에 카드 넣기' }, (site) => {
    moveNodes(site.graph, positions);
    insertIntoWire(site, card, into);
  });

/** Moves cards and notes, by their keys. */
export const move = (positions: Readonly<Record<string, Position>>, gesture?: string): void =>
  editDrawing({ en: 'Move cards', ko: '카드 옮기기' }, (graph) => movePieces(graph, positions), gesture);

export function removeSelection(): void {
  const { nodes, wires, frames, notes } = useDocument.getState().selection;
  editGraph(
    nodes.length > 0
      ? { en: 'Delete cards', ko: '카드 지우기' }
      : frames.length > 0
        ? { en: 'Take a frame away', ko: '틀 없애기' }
        : notes.length > 0
          ? { en: 'Delete a note', ko: '메모 지우기' }
          : { en: 'Cut a wire', ko: '연결 끊기' },
    (site) => {
      removeFrames(site.graph, frames);
      removeNotes(site.graph, notes);
      removeWires(
        site,
        wires.length === 0 ? [] : wiresOf(site.graph).filter((one) => wires.includes(wireKey(one))),
      );
      removeNodes(site, nodes);
    },
  );
  select({});
}

export const duplicateSelection = (): void =>
  void make({ en: 'Duplicate', ko: '복제하기' }, (site) => duplicateNodes(site, selectedNodes()));

/** What was copied last, where the system's clipboard cannot be read. */
let copied = '';

/** The selection as text. @returns `null` where nothing is selected */
export function selectionAsText(): string | null {
  const site = siteNow();
  const nodes = selectedNodes();
  if (!site || nodes.length === 0) return null;
  copied = copyNodes(site, nodes);
  return copied;
}

/** Copies the selection to the clipboard, and remembers it for where there is none. */
export async function copySelection(): Promise<void> {
  const text = selectionAsText();
  if (text === null) return;
  // Without a secure context there is no clipboard; pasting within the window still works.
  await navigator.clipboard?.writeText(text).catch(() => undefined);
}

export async function cutSelection(): Promise<void> {
  await copySelection();
  select({ nodes: selectedNodes() });
  removeSelection();
}

/** The text to paste: that of the clipboard where it may be read, else what was copied here. */
export async function clipboardText(): Promise<string> {
  const text = await navigator.clipboard?.readText().catch(() => '');
  return text ? text : copied;
}

export const paste = (text: string, at: Position): void =>
  void make({ en: 'Paste', ko: '붙여넣기' }, (site) => pasteNodes(site, text, at));

export function selectAll(): void {
  const site = siteNow();
  if (!site) return;
  const { nodes, frames = {}, notes = {} } = site.graph;
  const homes = foldedHomes(site.graph);
  select({
    nodes: Object.keys(nodes).filter((id) => !homes.has(id)),
    frames: Object.keys(frames),
    notes: Object.keys(notes),
  });
}

export const switchSelection = (): void =>
  editGraph({ en: 'Switch on or off', ko: '켜거나 끄기' }, ({ graph }) => toggleOff(graph, selectedNodes()));

export const callSelectedAgain = (): void =>
  void make({ en: 'Call again', ko: '다시 호출하기' }, (site) => callAgain(site, selectedNodes()[0] ?? ''));

export const newBlockBeside = (design: 'shared' | 'own'): void =>
  void make(
    design === 'shared'
      ? { en: 'New block of the same design', ko: '같은 설계로 새 블록 만들기' }
      : { en: 'Duplicate the block', ko: '블록 복제하기' },
    (site) => anotherBlock(site, selectedNodes()[0] ?? '', design),
  );

export const packSelection = (): void =>
  void make({ en: 'Make a block', ko: '블록으로 묶기' }, (site) =>
    packNodes(site, selectedNodes(), { en: 'Block', ko: '블록' }[language()]),
  );

export const unpackSelection = (): void =>
  void make({ en: 'Unpack the block', ko: '블록 풀기' }, (site) =>
    unpackCall(site, selectedNodes()[0] ?? ''),
  );

export function redrawDesign(design: string): void {
  const recipe = useDocument.getState().document?.designs[design];
  const { kind, dials } = recipe?.recipe ?? recipe?.formerRecipe ?? { kind: '', dials: {} };
  if (kind !== '')
    edit({ en: 'Redraw from recipe', ko: '레시피로 다시 그리기' }, (draft) => redraw(draft, design, dials));
}

/** Goes into the design that a card calls. @returns whether it calls one */
export function enterCard(id: string): boolean {
  const site = siteNow();
  const design = site && designCalledBy(site.document, site.graph, id);
  if (design === null) return false;
  enter([...useDocument.getState().path, { node: id, design }]);
  return true;
}

/** Goes back out to a graph on the way, and selects the card that was inside. */
export function leaveTo(depth: number): void {
  const { path } = useDocument.getState();
  const inner: Path[number] | undefined = path[depth];
  enter(path.slice(0, depth));
  if (inner) select({ nodes: [inner.node] });
}

/** Opens a card: a call is entered, a folded frame unfolds, another one gets its name typed. */
export function openCard(key: string): void {
  const { kind, id } = pieceOf(key);
  if (kind === 'frames' && graphNow(useDocument.getState()).frames?.[id]?.folded) fold([id]);
  else if (!enterCard(key)) setCanvas({ renaming: key });
}

/** Every wire that a card could have and has not: as `output → input`, with both ends. */
export function wiresToDraw(card: string): readonly { from: End; to: End; title: Text; far: Text }[] {
  const site = siteNow();
  const node = site?.graph.nodes[card];
  if (!site || !node) return [];
  const { document, graph } = site;
  const mine = portsThere(document, graph, card);
  const lines: { from: End; to: End; title: Text; far: Text }[] = [];
  for (const [other, there] of Object.entries(graph.nodes)) {
    if (other === card) continue;
    const theirs = portsThere(document, graph, other);
    const name = titleOf(there);
    for (const [port, { title, gives }] of Object.entries(mine.outputs))
      for (const [input, { title: into, takes }] of Object.entries(theirs.inputs))
        if ((gives ?? 'tensor') === (takes ?? 'tensor'))
          lines.push({
            from: { node: card, port },
            to: { node: other, port: input },
            title: { en: `${title.en} → ${name.en}: ${into.en}`, ko: `${title.ko} → ${name.ko}: ${into.ko}` },
            far: name,
          });
    for (const [port, { title, takes }] of Object.entries(mine.inputs))
      for (const [output, { title: out, gives }] of Object.entries(theirs.outputs))
        if ((gives ?? 'tensor') === (takes ?? 'tensor'))
          lines.push({
            from: { node: other, port: output },
            to: { node: card, port },
            title: { en: `${title.en} ← ${name.en}: ${out.en}`, ko: `${title.ko} ← ${name.ko}: ${out.ko}` },
            far: name,
          });
  }
  return lines;
}
