import type { ReactFlowInstance } from '@xyflow/react';
import { create } from 'zustand';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Position } from '../edits/add-node.ts';
import type { End } from '../edits/wires.ts';

export type Side = 'source' | 'target';

/** A wire that is being drawn, from the end that it has. */
export interface Pending extends End {
  readonly side: Side;
}

/** Where something floats: on the screen, and on the canvas. */
export interface Spot {
  readonly screen: Position;
  readonly canvas: Position;
}

/** What a menu is about. */
export type MenuOf = 'card' | 'frame' | 'note' | 'wire' | 'canvas';

interface CanvasState {
  /** Card under the pointer. */
  readonly hoveredCard: string | null;
  /** Wire under the pointer, by `wireKey`. */
  readonly hoveredWire: string | null;
  readonly pending: Pending | null;
  /** For every port on the other side, by `node.port`: `true`, or why the pending wire does not fit. */
  readonly fits: ReadonlyMap<string, true | Text>;
  /** What the port under the pointer says to the pending wire beside its fit: what would break. */
  readonly warning: { readonly port: string; readonly text: Text } | null;
  /** Wire that a dragged card would go between. */
  readonly between: string | null;
  readonly adding: (Spot & { readonly pending: Pending | null }) | null;
  /** Card from which a wire is drawn by keyboard. */
  readonly connecting: (Spot & { readonly node: string }) | null;
  readonly menu: { readonly at: Position; readonly of: MenuOf } | null;
  /** Card whose name is being typed. */
  readonly renaming: string | null;
}

const CALM: CanvasState = {
  hoveredCard: null,
  hoveredWire: null,
  pending: null,
  fits: new Map(),
  warning: null,
  between: null,
  adding: null,
  connecting: null,
  menu: null,
  renaming: null,
};

/** What happens on the canvas this moment. Nothing of it is in the document. */
export const useCanvas = create<CanvasState>(() => CALM);

export const setCanvas = useCanvas.setState;
export const calmCanvas = (): void => setCanvas(CALM);

let flow: ReactFlowInstance<never, never> | null = null;
let frame: HTMLElement | null = null;

/** Says which canvas is on the screen. */
export function setFlow(instance: ReactFlowInstance<never, never> | null, element: HTMLElement | null): void {
  flow = instance;
  frame = element;
}

/** The canvas on the screen; `null` where there is none. */
export const flowNow = (): ReactFlowInstance<never, never> | null => flow;

/** A canvas lower than this (px) has no room for a map. */
export const LOW = 500;

/** How everything is shown at once: nothing under what floats in the corners, and never larger than life. */
export const WHOLE = {
  get padding() {
    const low = (frame?.clientHeight ?? LOW) < LOW;
    return { top: '44px', left: '24px', right: '24px', bottom: low ? '56px' : '132px' } as const;
  },
  maxZoom: 1,
};

/** Shows everything. The canvas knows in the next frame how large it is beside a dock that was just opened or closed. */
export const showWhole = (): void =>
  void requestAnimationFrame(() =>
    requestAnimationFrame(() => void flow?.fitView({ ...WHOLE, duration: 200 })),
  );

/** A point of the screen and of the canvas at once. */
export const spotAt = (screen: Position): Spot => ({
  screen,
  canvas: flow?.screenToFlowPosition(screen) ?? screen,
});

/** The middle of the canvas as it is seen now. */
export function middle(): Spot {
  const box = frame?.getBoundingClientRect();
  return spotAt(box ? { x: box.x + box.width / 2, y: box.y + box.height / 3 } : { x: 0, y: 0 });
}

let pointer: Position | null = null;

/** Says where the pointer is over the canvas; `null` where it is elsewhere. */
export function setPointer(at: Position | null): void {
  pointer = at;
}

/** Where something new goes: at the pointer, or in the middle where it is not over the canvas. */
export const here = (): Spot => (pointer ? spotAt(pointer) : middle());

interface Size {
  readonly width: number;
  readonly height: number;
}
/** What a card is taken for that was not drawn yet. */
export const USUAL: Size = { width: 216, height: 120 };

/** Measured size of a card; a usual one where it was not drawn yet. */
export function sizeOf(id: string, usual = USUAL): Size {
  const { width = usual.width, height = usual.height } = flow?.getInternalNode(id)?.measured ?? {};
  return { width, height };
}

/** Beside the selected card, where a list about it opens. */
export function besideSelected(): Spot {
  const card = frame?.querySelector('.react-flow__node.selected')?.getBoundingClientRect();
  return card ? spotAt({ x: card.right + 8, y: card.top }) : middle();
}
