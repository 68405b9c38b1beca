import type { TemplateCard } from '../../main/bridge/contract.ts';
import { useText, useTexts } from '../language/texts.ts';
import { countText, numberText } from '../parts/number-text.ts';
import { homeTexts } from './home-texts.ts';
import { factsOf, measuredOf } from './template-facts.ts';

const LEVELS: Readonly<Record<string, 'firstSteps' | 'nextSteps' | 'research'>> = {
  'first steps': 'firstSteps',
  'next steps': 'nextSteps',
  research: 'research',
};
const DENSITY = { exact: 'densityExact', bound: 'densityBound', none: 'densityNone' } as const;

/** What a template says of itself in a line: level, time, size, its measured number. */
export function Facts({ card }: { readonly card: TemplateCard }) {
  const t = useTexts(homeTexts);
  const text = useText();
  const { density, sampling } = factsOf(card);
  const measured = measuredOf(card);
  const level = LEVELS[card.level ?? ''];
  const facts = [
    level ? t(level) : card.level,
    card.minutes !== null && t('minutes', { count: Math.max(1, Math.round(card.minutes)) }),
    t('weights', { count: card.parameters, number: countText(card.parameters) }),
    measured && `${measured.name.replace(/^-/, '−')} ${numberText(measured.value)}`,
    density && t(DENSITY[density]),
    sampling && text(sampling),
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
