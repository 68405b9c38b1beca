import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
};

const seen = (): 'light' | 'dark' => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** The theme on the page, for what is drawn on canvases and cannot follow a CSS variable by itself. */
export const useThemeSeen = (): 'light' | 'dark' => useSyncExternalStore(subscribe, seen);

/** What a CSS variable stands for now, such as `--muted`. */
export const tokenColour = (token: `--${string}`): string =>
  getComputedStyle(document.documentElement).getPropertyValue(token).trim();
