import { CloudOff, LayoutTemplate } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import type { Gallery } from '../../main/bridge/contract.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { CommandButton } from '../parts/command-button.tsx';
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
  // What stands above in full is not repeated while it is all there is.
  const families = byFamily(templates.length === 1 ? [] : templates);
  return (
    <>
      {start && <StartHere card={start} />}
      <Row
        title={t('continue')}
        actions={
          <>
            <CommandButton id="new-project">{t('empty')}</CommandButton>
            <CommandButton id="open-project" />
          </>
        }
      >
        {projects.length === 0 ? (
          <p className="rounded-card border border-dashed border-hairline px-4 py-5 text-muted">
            {t('nothingYet')}
          </p>
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-4">
            {projects.slice(0, RECENT).map((project) => (
              <ProjectTile key={project.file} project={project} />
            ))}
          </ul>
        )}
      </Row>
      {templates.length === 0 && (
        <EmptyState icon={LayoutTemplate} title={t('noTemplates')}>
          {t('noTemplatesSentence')}
        </EmptyState>
      )}
      {families.length > 0 && (
        <Row title={t('templates')}>
          {/* Families of one card stand side by side instead of each in a row of its own. */}
          <div className="grid grid-flow-row-dense grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-x-4 gap-y-7">
            {families.map(({ family, title, cards }) => (
              <section
                key={family}
                className={cards.length === 1 ? 'grid grid-rows-[auto_1fr]' : 'col-span-full'}
              >
                {families.length > 1 && <h3 className="mb-2 text-muted">{text(title)}</h3>}
                <div
                  className={
                    cards.length === 1 ? 'grid' : 'grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-4'
                  }
                >
                  {cards.map((card) => (
                    <TemplateCard key={card.name} card={card} />
                  ))}
                </div>
              </section>
            ))}
          </div>
        </Row>
      )}
    </>
  );
}

interface RowProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

const Row = ({ title, actions, children }: RowProps) => (
  <section aria-label={title}>
    <header className="mb-3 flex min-h-7 items-center gap-2">
      <h2 className="flex-1 text-title font-semibold">{title}</h2>
      {actions}
    </header>
    {children}
  </section>
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
