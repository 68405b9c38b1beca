import { ChevronDown } from 'lucide-react';
import { useTexts } from '../language/texts.ts';
import { Mark } from '../parts/mark.tsx';
import { Menu, MenuCommand, MenuGroup, MenuSeparator } from '../parts/menu.tsx';
import { useProject } from '../state/project.ts';
import { topTexts } from './top-texts.ts';

/** Everything that can be done with the project, the window and Genloom. */
export function MainMenu() {
  const t = useTexts(topTexts);
  const isOpen = useProject(({ open }) => open !== null);
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t('menu')}
          className="flex h-7 shrink-0 items-center gap-2 rounded-control px-2 font-semibold transition-colors hover:bg-hover data-popup-open:bg-press"
        >
          <Mark />
          Genloom
          <ChevronDown size={12} className="text-muted" aria-hidden />
        </button>
      }
    >
      <MenuGroup label={t('file')}>
        {isOpen && <MenuCommand id="go-home" />}
        <MenuCommand id="new-project" />
        <MenuCommand id="open-project" />
        {isOpen && (
          <>
            <MenuCommand id="save-project" />
            <MenuCommand id="save-project-as" />
            <MenuCommand id="show-versions" />
            <MenuCommand id="export-model" />
          </>
        )}
      </MenuGroup>
      {isOpen && (
        <>
          <MenuSeparator />
          <MenuGroup label={t('view')}>
            <MenuCommand id="search-everything" />
            <MenuCommand id="toggle-left-dock" />
            <MenuCommand id="toggle-right-dock" />
            <MenuCommand id="toggle-bottom-dock" />
          </MenuGroup>
        </>
      )}
      <MenuSeparator />
      <MenuGroup label={t('help')}>
        <MenuCommand id="show-shortcuts" />
        <MenuCommand id="about" />
      </MenuGroup>
    </Menu>
  );
}
