import { useWeights } from '../canvas/card-state.ts';
import { bytesText, countText } from '../language/numbers.ts';
import { useTexts } from '../language/texts.ts';
import { useDescription } from '../shapes/description.ts';
import { keyAt } from '../shapes/locate.ts';
import { useDocument } from '../state/document.ts';
import { inspectorTexts } from './inspector-texts.ts';
import { Fact, Section } from './section.tsx';
import { workText } from './work-text.ts';

/** What a card costs. */
export function CostSection({ id }: { readonly id: string }) {
  const t = useTexts(inspectorTexts);
  const path = useDocument((state) => state.path);
  const weights = useWeights(id);
  const cost = useDescription(({ costs }) => costs.get(keyAt(path, id)));
  if (!cost && weights === 0) return null;
  return (
    <Section title={t('cost')}>
      <dl>
        {weights > 0 && <Fact what={t('weights')}>{countText(weights)}</Fact>}
        {cost && (
          <>
            <Fact what={t('memory')}>{bytesText(cost.bytes)}</Fact>
            <Fact what={t('flops')}>{workText(cost.flops)}</Fact>
          </>
        )}
      </dl>
    </Section>
  );
}
