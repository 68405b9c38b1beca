import { ArrowRight } from 'lucide-react';
import type { TemplateCard } from '../../main/bridge/contract.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { useProject } from '../state/project.ts';
import { Badges, Facts } from './badges.tsx';
import { homeTexts } from './home-texts.ts';
import { openTemplate } from './open-from-home.ts';
import { Thumbnail } from './thumbnail.tsx';

/** The template to begin with, large, with samples of its own weights. */
export function StartHere({ card }: { readonly card: TemplateCard }) {
  const t = useTexts(homeTexts);
  const text = useText();
  const opening = useProject(({ opening }) => opening);
  return (
    <section
      aria-labelledby="start-here"
      className="grid overflow-hidden rounded-card border border-hairline bg-surface md:grid-cols-[minmax(0,1fr)_640px]"
    >
      <div className="flex flex-col items-start gap-3 p-7">
        <p className="font-medium text-accent">{t('startHere')}</p>
        <div>
          <h2 id="start-here" className="text-home font-semibold text-balance">
            {text(card.question)}
          </h2>
          <p className="mt-1 text-title text-muted">{text(card.title)}</p>
        </div>
        <p className="max-w-prose text-muted">{t('startSentence')}</p>
        <Button
          variant="solid"
          size="large"
          icon={ArrowRight}
          disabled={opening}
          onClick={() => openTemplate(card.name)}
          className="mt-1"
        >
          {t('openTemplate')}
        </Button>
        <div className="mt-auto flex flex-col gap-2 pt-3">
          <Badges card={card} />
          <Facts card={card} />
        </div>
      </div>
      <Thumbnail
        of={card.thumbnail ? { template: card.name } : null}
        alt={t('samples')}
        className="aspect-2/1 size-full"
      />
    </section>
  );
}
