import { useSettings } from '../state/settings.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** The theme that is seen, whoever chose it. */
export const themeSeen = (): 'light' | 'dark' => {
  const { theme } = useSettings.getState();
  return theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
};

/** Puts the theme on the page and keeps it there. */
export function applyTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = themeSeen();
  };
  apply();
  dark.addEventListener('change', apply);
  useSettings.subscribe(apply);
}
