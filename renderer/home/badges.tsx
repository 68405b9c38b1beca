import type { TemplateCard } from '../../main/bridge/contract.ts';
import { useText, useTexts } from '../language/texts.ts';
import { countText, measuredText } from '../language/numbers.ts';
import { homeTexts } from './home-texts.ts';
import { factsOf, measuredOf } from './template-facts.ts';

const LEVELS: Readonly<Record<string, 'firstSteps' | 'nextSteps' | 'further' | 'research'>> = {
  'first steps': 'firstSteps',
  'next steps': 'nextSteps',
  images: 'nextSteps',
  further: 'further',
  research: 'research',
};
const DENSITY = { exact: 'densityExact', bound: 'densityBound', none: 'densityNone' } as const;

/** How much of a badge's mark is filled: the density is told, bounded, or not there. */
const FILLED = { exact: 'M0 0H8V8H0Z', bound: 'M0 4H8V8H0Z', none: '' } as const;

/** What kind of model it is, at a glance: whether it tells a density, and what a sample takes. */
export function Badges({ card }: { readonly card: TemplateCard }) {
  const t = useTexts(homeTexts);
  const text = useText();
  const { density, sampling } = factsOf(card);
  if (!density && !sampling) return null;
  const look =
    'flex h-5 items-center gap-1.5 rounded-full border border-hairline px-2 text-small text-text whitespace-nowrap';
  return (
    <ul className="flex flex-wrap gap-1.5">
      {density && (
        <li className={look}>
          <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden className="rounded-full text-accent">
            <path d={FILLED[density]} fill="currentColor" />
            <circle cx="4" cy="4" r="3.5" fill="none" stroke="currentColor" />
          </svg>
          {t(DENSITY[density])}
        </li>
      )}
      {sampling && <li className={look}>{t('toSample', { how: text(sampling) })}</li>}
    </ul>
  );
}

/** What a template says of itself in a line: level, time, size, its measured number. */
export function Facts({ card }: { readonly card: TemplateCard }) {
  const t = useTexts(homeTexts);
  const text = useText();
  const measured = measuredOf(card);
  const level = LEVELS[card.level ?? ''];
  const facts = [
    level ? t(level) : card.level,
    card.minutes !== null && t('minutes', { count: Math.max(1, Math.round(card.minutes)) }),
    t('weights', { count: card.parameters, number: countText(card.parameters) }),
    measured && `${text(measured.name)} ${measuredText(measured.value)}`,
    !card.trained && t('untrained'),
  ].filter((fact) => typeof fact === 'string');
  return (
    <ul className="flex flex-wrap gap-x-3 text-small text-muted">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
