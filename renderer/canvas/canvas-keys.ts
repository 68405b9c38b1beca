import { useEffect, type RefObject } from 'react';
import { runCommand } from '../commands/registry.ts';
import { endGesture, select, useDocument } from '../state/document.ts';
import { useCanvas } from './canvas-state.ts';
import { leaveTo, openCard } from './gestures.ts';
import { keysOf } from './pieces.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Keys that mean something on a card or on the canvas itself, beside those of commands. */
export function useCanvasKeys(frame: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const card =
        event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.react-flow__node') : null;
      const id = card?.dataset.id;
      if (event.key === 'Enter' && id !== undefined && event.target === card) {
        // The first Enter selects a card, which React Flow does; the next one opens it.
        if (!keysOf(useDocument.getState().selection).includes(id)) return;
        event.preventDefault();
        event.stopPropagation();
        openCard(id);
      } else if (event.key === 'Escape') leaveSomething();
      else if (event.key === ' ') {
        event.preventDefault();
        event.stopPropagation();
        void runCommand('add-card');
      }
    };
    // A row of arrow keys is one deed; it ends when the key is let go.
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key.startsWith('Arrow')) endGesture();
    };
    element.addEventListener('keydown', onKeyDown, true);
    element.addEventListener('keyup', onKeyUp);
    return () => {
      element.removeEventListener('keydown', onKeyDown, true);
      element.removeEventListener('keyup', onKeyUp);
    };
  }, [frame]);
}

/** Escape takes away the selection; where there is none, it leaves the design. */
function leaveSomething(): void {
  const { selection, path } = useDocument.getState();
  if (useCanvas.getState().pending) return;
  if (Object.values(selection).some(({ length }) => length > 0)) select({});
  else if (path.length > 0) leaveTo(path.length - 1);
}
