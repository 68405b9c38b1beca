import type { useStoreApi } from '@xyflow/react';

/** How long the canvas rests (ms) before it is painted at its place: one who drags it twice finds it held still. */
const REST = 250;

/**
 * Marks the canvas while it is moved or zoomed, and until it rests: all on it is one picture then, which is moved and scaled
 * as a whole. Without that every step of the wheel paints hundreds of cards anew.
 * @returns ends it
 */
export function heldWhileMoving(store: ReturnType<typeof useStoreApi>, frame: HTMLElement): () => void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  const rest = () => {
    if (store.getState().paneDragging) resting = setTimeout(rest, REST);
    else frame.removeAttribute('data-moving');
  };
  const stop = store.subscribe(({ transform, paneDragging }, before) => {
    if (paneDragging !== before.paneDragging) frame.toggleAttribute('data-grabbed', paneDragging);
    if (transform === before.transform && paneDragging === before.paneDragging) return;
    frame.toggleAttribute('data-moving', true);
    clearTimeout(resting);
    resting = setTimeout(rest, REST);
  });
  return () => {
    stop();
    clearTimeout(resting);
  };
}
