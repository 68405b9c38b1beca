import { BookOpen, Check, FlaskConical } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { TemplateCard } from '../../main/bridge/contract.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import { givenName } from '../../nodes/graph/names.ts';
import type { Attempt, Story } from '../../templates/about.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { measuredText } from '../language/numbers.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { useDocument } from '../state/document.ts';
import { useProject } from '../state/project.ts';
import { machine } from '../state/studio.ts';
import { isTried, spoken, tryIt } from './attempt.ts';
import { lessonTexts } from './lesson-texts.ts';

const QUESTIONS = ['formulation', 'representation', 'objective', 'optimization', 'inference'] as const;

/** What the template of the open project teaches: its question, three things to try, and the five answers. */
export function Lesson() {
  const t = useTexts(lessonTexts);
  const text = useText();
  const template = useProject(({ open }) => open?.template ?? null);
  const card = useCard(template);
  if (template === null || card === null)
    return (
      <EmptyState icon={BookOpen} title={t('noneTitle')}>
        {t('none')}
      </EmptyState>
    );
  if (card === 'failed') return <EmptyState tone="bad" title={t('failed')} />;
  if (card === 'loading')
    return (
      <div className="flex flex-col gap-3 p-4">
        <Skeleton className="h-5 w-3/4" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
    );
  const { about } = card;
  return (
    <article className="flex flex-col gap-5 p-4">
      <header>
        <p className="text-small text-muted">{text(card.title)}</p>
        <h2 className="mt-0.5 text-title font-semibold text-balance">{text(card.question)}</h2>
      </header>
      {about?.tryThis && about.tryThis.length > 0 && <Attempts attempts={about.tryThis} />}
      {about?.story && <Answers story={about.story} />}
      {Object.keys(card.measured).length > 0 && (
        <section>
          <h3 className="mb-2 font-semibold">{t('measured')}</h3>
          <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
            {Object.entries(card.measured).map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="text-right">{typeof value === 'number' ? measuredText(value) : value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </article>
  );
}

function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const t = useTexts(lessonTexts);
  return (
    <section>
      <h3 className="mb-2 font-semibold">{t('try')}</h3>
      <ol className="flex flex-col gap-2">
        {attempts.map((attempt) => (
          <AttemptItem key={`${attempt.node}.${attempt.dial}=${spoken(attempt.value)}`} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}

function AttemptItem({ attempt }: { readonly attempt: Attempt }) {
  const t = useTexts(lessonTexts);
  const text = useText();
  const document = useDocument((state) => state.document);
  const node = document?.board.nodes[attempt.node];
  const definition = node && catalogue.get(node.kind);
  const dial = definition?.dials[attempt.dial.split('.')[0]!];
  const tried = document !== null && isTried(document, attempt);
  const of = attempt.dial.includes('.') ? ` (${attempt.dial.slice(attempt.dial.indexOf('.') + 1)})` : '';
  return (
    <li className="rounded-card border border-hairline bg-raised p-3">
      <p>{text(attempt.text)}</p>
      <div className="mt-2 flex items-center justify-between gap-2">
        <p className="text-small text-muted">
          {node && definition && dial
            ? t('change', {
                node: text(givenName(node) ?? definition.title),
                dial: text(dial.title) + of,
                value: spoken(attempt.value),
              })
            : t('gone')}
        </p>
        <Button icon={tried ? Check : FlaskConical} disabled={!node || tried} onClick={() => tryIt(attempt)}>
          {tried ? t('tried') : t('tryIt')}
        </Button>
      </div>
      {tried && <p className="mt-2 text-small text-muted">{t('after')}</p>}
    </li>
  );
}

function Answers({ story }: { readonly story: Story }) {
  const t = useTexts(lessonTexts);
  const text = useText();
  return (
    <section>
      <h3 className="mb-2 font-semibold">{t('story')}</h3>
      <dl className="flex flex-col gap-3">
        {QUESTIONS.map((question) => (
          <div key={question}>
            <dt className="text-small font-medium text-accent">{t(question)}</dt>
            <dd className="mt-0.5">{text(story[question])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The gallery's card of a template. */
function useCard(template: string | null): TemplateCard | 'loading' | 'failed' | null {
  const [card, setCard] = useState<TemplateCard | 'loading' | 'failed' | null>('loading');
  useEffect(() => {
    if (template === null) return;
    let gone = false;
    const show = (found: TemplateCard | 'failed' | null) => {
      if (!gone) setCard(found);
    };
    machine()
      .call('gallery', {})
      .then(
        ({ templates }) => show(templates.find(({ name }) => name === template) ?? null),
        () => show('failed'),
      );
    return () => {
      gone = true;
    };
  }, [template]);
  return card;
}
