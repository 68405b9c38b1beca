import { CloudOff, FilePlus2, FolderOpen, LayoutTemplate, type LucideIcon } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import type { Gallery } from '../../main/bridge/contract.ts';
import { runCommand } from '../commands/registry.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { loadGallery, useGallery } from '../state/gallery.ts';
import { homeTexts } from './home-texts.ts';
import { ProjectTile } from './project-tile.tsx';
import { StartHere } from './start-here.tsx';
import { TemplateCard } from './template-card.tsx';
import { byFamily, startOf } from './template-facts.ts';

/** Recent projects that are shown; all of them are in the open dialog. */
const RECENT = 8;

/** Where one begins: the template to start with, what was worked on last, and all templates. */
export function Home() {
  const { gallery, failed } = useGallery();
  const t = useTexts(homeTexts);
  const text = useText();
  useEffect(() => void loadGallery(), []);
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-[1120px] flex-col gap-10 px-8 py-8">
        {gallery ? (
          <Rows gallery={gallery} />
        ) : failed ? (
          <EmptyState
            icon={CloudOff}
            tone="bad"
            title={t('failed')}
            action={<Button onClick={() => void loadGallery()}>{t('again')}</Button>}
            className="min-h-96"
          >
            {text(failed)}
          </EmptyState>
        ) : (
          <Waiting />
        )}
      </div>
    </main>
  );
}

function Rows({ gallery: { templates, projects } }: { readonly gallery: Gallery }) {
  const t = useTexts(homeTexts);
  const text = useText();
  const start = startOf(templates);
  const families = byFamily(templates);
  return (
    <>
      {start && <StartHere card={start} />}
      <Row title={t('continue')}>
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-4">
          <li className="flex flex-col gap-2">
            <Beginning
              icon={FilePlus2}
              title={t('empty')}
              sentence={t('emptySentence')}
              command="new-project"
            />
            <Beginning
              icon={FolderOpen}
              title={t('open')}
              sentence={t('openSentence')}
              command="open-project"
            />
          </li>
          {projects.slice(0, RECENT).map((project) => (
            <ProjectTile key={project.file} project={project} />
          ))}
          {projects.length === 0 && <li className="flex items-center px-4 text-muted">{t('nothingYet')}</li>}
        </ul>
      </Row>
      <Row title={t('templates')}>
        {families.length === 0 ? (
          <EmptyState icon={LayoutTemplate} title={t('noTemplates')}>
            {t('noTemplatesSentence')}
          </EmptyState>
        ) : (
          families.map(({ family, title, cards }) => (
            <section key={family} className="mb-6">
              {families.length > 1 && <h3 className="mb-2 text-muted">{text(title)}</h3>}
              <div className="grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-4">
                {cards.map((card) => (
                  <TemplateCard key={card.name} card={card} />
                ))}
              </div>
            </section>
          ))
        )}
      </Row>
    </>
  );
}

const Row = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <h2 className="mb-3 text-title font-semibold">{title}</h2>
    {children}
  </section>
);

interface BeginningProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly sentence: string;
  readonly command: string;
}

const Beginning = ({ icon: Icon, title, sentence, command }: BeginningProps) => (
  <button
    type="button"
    onClick={() => void runCommand(command)}
    className="flex flex-1 items-start gap-3 rounded-card border border-hairline px-3 py-2.5 text-left transition-colors hover:border-outline hover:bg-surface"
  >
    <Icon size={16} strokeWidth={1.75} className="mt-px shrink-0 text-muted" aria-hidden />
    <span>
      <span className="block font-medium">{title}</span>
      <span className="block text-small text-pretty text-muted">{sentence}</span>
    </span>
  </button>
);

/** The form of the rows while they are on their way. */
const Waiting = () => (
  <>
    <Skeleton className="h-72 rounded-card" />
    <div className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-4">
      {[0, 1, 2, 3].map((n) => (
        <Skeleton key={n} className="h-32 rounded-card" />
      ))}
    </div>
    <div className="grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-4">
      {[0, 1, 2].map((n) => (
        <Skeleton key={n} className="h-56 rounded-card" />
      ))}
    </div>
  </>
);
