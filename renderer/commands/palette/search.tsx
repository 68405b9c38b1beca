import { Dialog } from '@base-ui/react/dialog';
import { Command as Cmdk } from 'cmdk';
import { FileText, LayoutTemplate, type LucideIcon } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import type { Text } from '../../../nodes/alphabet/problem.ts';
import { openRecent, openTemplate } from '../../home/open-from-home.ts';
import { language, useText, useTexts } from '../../language/texts.ts';
import { Keys } from '../../parts/tooltip.tsx';
import { loadGallery, useGallery } from '../../state/gallery.ts';
import type { Command, CommandGroup } from '../command.ts';
import { allCommands, runCommand } from '../registry.ts';
import { searchTexts } from './search-texts.ts';

/** Finds anything by a few letters, in either language: commands, nodes, templates, projects. */
export function Search({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(searchTexts);
  const gallery = useGallery(({ gallery }) => gallery);
  useEffect(() => {
    if (!useGallery.getState().gallery) void loadGallery();
  }, []);
  const pick = (deed: () => void) => () => {
    onClose();
    deed();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
        <Dialog.Popup
          aria-label={t('label')}
          className="fixed top-[14vh] left-1/2 z-50 w-[min(600px,calc(100vw-48px))] -translate-x-1/2 overflow-hidden rounded-card bg-raised text-text shadow-float outline-none"
        >
          <Cmdk label={t('label')} loop>
            <Cmdk.Input
              placeholder={t('label')}
              className="h-12 w-full border-b border-hairline bg-transparent px-4 text-title outline-none placeholder:text-muted"
            />
            <Cmdk.List className="max-h-[min(52vh,420px)] overflow-y-auto p-1.5">
              <Cmdk.Empty className="px-3 py-6 text-center text-muted">{t('nothing')}</Cmdk.Empty>
              <Group title={t('commands')}>
                {commandsNow().map(({ id, title, icon, keywords, keys }) => (
                  <Found
                    key={id}
                    value={`command ${id}`}
                    title={title}
                    icon={icon}
                    words={keywords}
                    keys={keys?.[0]}
                    onPick={pick(() => void runCommand(id))}
                  />
                ))}
              </Group>
              {gallery && gallery.templates.length > 0 && (
                <Group title={t('templates')}>
                  {gallery.templates.map(({ name, title, question }) => (
                    <Found
                      key={name}
                      value={`template ${name}`}
                      title={title}
                      detail={question}
                      icon={LayoutTemplate}
                      onPick={pick(() => openTemplate(name))}
                    />
                  ))}
                </Group>
              )}
              {gallery && gallery.projects.length > 0 && (
                <Group title={t('projects')}>
                  {gallery.projects.map(({ file, name }) => (
                    <Found
                      key={file}
                      value={`project ${file}`}
                      title={{ en: name, ko: name }}
                      icon={FileText}
                      onPick={pick(() => openRecent(file))}
                    />
                  ))}
                </Group>
              )}
            </Cmdk.List>
          </Cmdk>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const GROUPS: readonly CommandGroup[] = ['train', 'edit', 'project', 'view', 'help'];

/** What can be done now, by what it is for. */
function commandsNow(): readonly Command[] {
  const chosen = language();
  return allCommands()
    .filter(({ id, when }) => id !== 'search-everything' && (when?.() ?? true) === true)
    .toSorted(
      (a, b) =>
        GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) ||
        a.title[chosen].localeCompare(b.title[chosen], chosen),
    );
}

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Cmdk.Group
    heading={title}
    className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-muted"
  >
    {children}
  </Cmdk.Group>
);

interface FoundProps {
  readonly value: string;
  readonly title: Text;
  readonly detail?: Text;
  readonly icon: LucideIcon | undefined;
  readonly words?: readonly string[] | undefined;
  readonly keys?: string | undefined;
  readonly onPick: () => void;
}

/** Found by its words in both languages, whichever is shown. */
function Found({ value, title, detail, icon: Icon, words = [], keys, onPick }: FoundProps) {
  const text = useText();
  return (
    <Cmdk.Item
      value={value}
      keywords={[title.en, title.ko, ...(detail ? [detail.en, detail.ko] : []), ...words]}
      onSelect={onPick}
      className="flex min-h-8 cursor-default items-center gap-2.5 rounded-control px-2.5 select-none data-[selected=true]:bg-hover"
    >
      <span className="flex w-4 shrink-0 justify-center text-muted">
        {Icon && <Icon size={14} strokeWidth={1.75} aria-hidden />}
      </span>
      <span className="shrink-0">{text(title)}</span>
      {detail && <span className="min-w-0 flex-1 truncate text-muted">{text(detail)}</span>}
      {keys !== undefined && (
        <span className="ml-auto">
          <Keys keys={keys} />
        </span>
      )}
    </Cmdk.Item>
  );
}
