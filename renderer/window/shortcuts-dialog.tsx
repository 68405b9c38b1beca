import { keysText } from '../commands/keys.ts';
import { allCommands } from '../commands/registry.ts';
import { useLanguage, useText, useTexts } from '../language/texts.ts';
import { Dialog } from '../parts/dialog.tsx';
import { dialogTexts } from './dialog-texts.ts';

const GROUPS = ['project', 'edit', 'train', 'view', 'help'] as const;

/** All commands that have keys, by what they are for. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(dialogTexts);
  const text = useText();
  const chosen = useLanguage();
  const withKeys = allCommands()
    .filter(({ keys }) => keys !== undefined && keys.length > 0)
    .toSorted((a, b) => a.title[chosen].localeCompare(b.title[chosen], chosen));
  return (
    <Dialog open onClose={onClose} title={t('shortcutsTitle')} size="large">
      <div className="columns-2 gap-8">
        {GROUPS.map((group) => {
          const commands = withKeys.filter((command) => command.group === group);
          return (
            commands.length > 0 && (
              <section key={group} className="mb-5 break-inside-avoid">
                <h3 className="mb-1 font-semibold">{t(group)}</h3>
                <dl>
                  {commands.map(({ id, title, keys }) => (
                    <div key={id} className="flex min-h-7 items-center justify-between gap-4">
                      <dt className="text-muted">{text(title)}</dt>
                      <dd className="flex shrink-0 gap-1.5">
                        {keys!.map((one) => (
                          <kbd
                            key={one}
                            className="rounded-control border border-hairline bg-sunken px-1.5 py-0.5 font-sans text-small"
                          >
                            {keysText(one)}
                          </kbd>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          );
        })}
      </div>
    </Dialog>
  );
}
