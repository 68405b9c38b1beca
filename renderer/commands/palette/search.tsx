import { Dialog } from '@base-ui/react/dialog';
import { Command as Cmdk } from 'cmdk';
import { FileText, LayoutTemplate } from 'lucide-react';
import { Suspense, useEffect } from 'react';
import { answer } from '../../canvas/search.ts';
import { openRecent, openTemplate } from '../../home/open-from-home.ts';
import { language, useTexts } from '../../language/texts.ts';
import { lazily } from '../../parts/lazily.ts';
import { loadGallery, useGallery } from '../../state/gallery.ts';
import type { Command, CommandGroup } from '../command.ts';
import { useProject } from '../../state/project.ts';
import { allCommands, runCommand } from '../registry.ts';
import { Found, FoundGroup as Group } from './found.tsx';
import { searchTexts } from './search-texts.ts';

const Cards = lazily(async () => (await import('./cards.tsx')).Cards);
const Offers = lazily(async () => (await import('./offers.tsx')).Offers);

/** Finds anything by a few letters, in either language: commands, cards, nodes, templates, projects. */
export function Search({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(searchTexts);
  const mayEdit = useProject(({ open }) => open !== null && !open.lookingOn);
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
          <Cmdk label={t('label')} loop filter={filter}>
            <Cmdk.Input
              autoFocus
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
              <Suspense>
                <Cards title={t('cards')} onPick={onClose} />
                {mayEdit && <Offers title={t('nodes')} onPick={onClose} />}
              </Suspense>
              {gallery && gallery.templates.length > 0 && (
                <Group title={t('templates')}>
                  {gallery.templates.map(({ name, title, question }) => (
                    <Found
                      key={name}
                      value={`template ${name}`}
                      title={title}
                      detail={question}
                      words={[question.en, question.ko]}
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

/** The first two keywords of each are its titles. */
const filter = (_value: string, typed: string, [en = '', ko = '', ...words]: string[] = []): number =>
  answer({ title: { en, ko }, words }, typed);

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
