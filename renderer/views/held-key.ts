import { useSyncExternalStore } from 'react';

/** The key that shows the former run as long as it is held. */
const KEY = 'g';

let held = false;
const listeners = new Set<() => void>();

function turn(now: boolean): void {
  if (now === held) return;
  held = now;
  for (const listener of listeners) listener();
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const press = (event: KeyboardEvent) => {
  if (event.key.toLowerCase() === KEY && !event.ctrlKey && !event.metaKey && !event.altKey)
    if (!isTyping(event.target)) turn(true);
};
const release = (event: KeyboardEvent) => {
  if (event.key.toLowerCase() === KEY) turn(false);
};
const letGo = () => turn(false);

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('keydown', press);
    window.addEventListener('keyup', release);
    window.addEventListener('blur', letGo);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('keydown', press);
    window.removeEventListener('keyup', release);
    window.removeEventListener('blur', letGo);
    held = false;
  };
}

/** Whether the person holds the key of the former run. */
export const useFormerHeld = (): boolean => useSyncExternalStore(subscribe, () => held);
