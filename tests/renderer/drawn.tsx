import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach } from 'vitest';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let root: Root | null = null;

/** Draws a component on an empty page. @returns the page */
export async function draw(node: ReactNode): Promise<HTMLElement> {
  // One page at a time: what was drawn before has been looked at.
  if (root) await act(async () => root!.unmount());
  const page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  await act(async () => root!.render(node));
  return page;
}

/** Does something and waits until the page has followed. */
export const after = (deed: () => void | Promise<void>): Promise<void> => act(async () => deed());

/** Types into a field as a keyboard does: React hears it. */
export const type = (field: Element, text: string): Promise<void> =>
  after(() => {
    const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')!.set!;
    setter.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });

export const press = (on: Element, key: string, more: KeyboardEventInit = {}): Promise<void> =>
  after(() => {
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
    on.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true, ...more }));
  });

export const click = (on: Element): Promise<void> => after(() => (on as HTMLElement).click());

afterEach(async () => {
  if (root) await act(async () => root!.unmount());
  root = null;
  document.body.replaceChildren();
});
