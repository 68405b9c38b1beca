import type { ReactNode } from 'react';
import { runCommand } from '../commands/registry.ts';
import { useTexts } from '../language/texts.ts';
import { CommandButton } from '../parts/command-button.tsx';
import { Tooltip } from '../parts/tooltip.tsx';
import { useProject } from '../state/project.ts';
import { Appearance } from './appearance.tsx';
import { MainMenu } from './main-menu.tsx';
import { SavedState } from './saved-state.tsx';
import { topTexts } from './top-texts.ts';

/** What is open and whether it is safe, what can be taken back, and how training stands (`children`). */
export function TopBar({ children }: { readonly children?: ReactNode }) {
  const t = useTexts(topTexts);
  const open = useProject(({ open }) => open);
  return (
    <header
      aria-label={t('bar')}
      className="flex h-11 shrink-0 items-center gap-1 border-b border-hairline bg-surface px-2"
    >
      <MainMenu />
      {!open && <h1 className="sr-only">Genloom</h1>}
      {open && (
        <>
          <span className="h-4 w-px shrink-0 bg-hairline" />
          <h1 className="flex min-w-16 shrink">
            <Tooltip text={t('rename')} keys={['mod+shift+s']}>
              <button
                type="button"
                onClick={() => void runCommand('save-project-as')}
                className="h-7 max-w-64 min-w-0 truncate rounded-control px-2 font-medium transition-colors hover:bg-hover"
              >
                {open.name}
              </button>
            </Tooltip>
          </h1>
          <SavedState />
          <span className="ml-2 flex shrink-0">
            <CommandButton id="undo" show="icon" />
            <CommandButton id="redo" show="icon" />
          </span>
        </>
      )}
      <div className="flex min-w-0 flex-1 items-center justify-center">{open && children}</div>
      <CommandButton id="search-everything" show="icon" />
      <Appearance />
    </header>
  );
}
