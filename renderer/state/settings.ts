import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Theme = 'system' | 'light' | 'dark';
export type Dock = 'left' | 'right' | 'bottom';

interface Settings {
  readonly theme: Theme;
  /** `null`: that of the system. */
  readonly language: 'en' | 'ko' | null;
  readonly docks: Readonly<Record<Dock, boolean>>;
  /** The tab that a dock shows. */
  readonly tabs: Readonly<Record<Dock, string>>;
}

/** What a person arranged once and finds again; kept by the browser. */
export const useSettings = create<Settings>()(
  persist(
    (): Settings => ({
      theme: 'system',
      language: null,
      docks: { left: true, right: true, bottom: true },
      tabs: { left: 'palette', right: 'inspector', bottom: 'views' },
    }),
    { name: 'genloom-settings' },
  ),
);

export const changeSettings = (change: Partial<Settings>): void => {
  useSettings.setState(change);
};

export const toggleDock = (dock: Dock): void => {
  useSettings.setState(({ docks }) => ({ docks: { ...docks, [dock]: !docks[dock] } }));
};

export const showTab = (dock: Dock, tab: string): void => {
  useSettings.setState(({ docks, tabs }) => ({
    docks: { ...docks, [dock]: true },
    tabs: { ...tabs, [dock]: tab },
  }));
};

/** A model that comes trained has pictures to show, and no curves yet: where the dock would stand empty, it shows them. */
export const showPicturesFirst = (): void => {
  useSettings.setState(({ tabs }) =>
    tabs.bottom === 'curves' ? { tabs: { ...tabs, bottom: 'views' } } : {},
  );
};
