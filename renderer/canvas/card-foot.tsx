import { Lock, PowerOff, TriangleAlert } from 'lucide-react';
import { countText } from '../language/numbers.ts';
import { useText, useTexts } from '../language/texts.ts';
import { canvasTexts } from './canvas-texts.ts';
import { keepsSize } from './keeps-size.ts';
import {
  blockIdOf,
  useCardNode,
  useCardProblems,
  useOfCard,
  useProblemsInside,
  useWeights,
} from './card-state.ts';

/** What there is to say below: weights, locks, problems inside. Nothing where there is nothing. */
export function CardFoot({ id }: { readonly id: string }) {
  const t = useTexts(canvasTexts);
  const node = useCardNode(id);
  const weights = useWeights(id);
  const inside = useProblemsInside(id);
  const frozen = useOfCard(id, ({ document }) => {
    const block = blockIdOf(node);
    return block !== null && document?.blocks[block]?.frozen === true;
  });
  const off = node?.off === true;
  if (weights === 0 && inside === 0 && !frozen && !off) return null;
  return (
    <footer className="card-foot">
      {weights > 0 && <span>{t('weights', { count: weights, number: countText(weights) })}</span>}
      <span className="card-marks">
        {frozen && (
          <span className="card-mark">
            <Lock size={11} aria-hidden /> {t('frozen')}
          </span>
        )}
        {off && (
          <span className="card-mark">
            <PowerOff size={11} aria-hidden /> {t('off')}
          </span>
        )}
        {inside > 0 && (
          <span className="card-mark text-bad">
            <TriangleAlert size={11} aria-hidden /> {t('problemsInside', { count: inside })}
          </span>
        )}
      </span>
    </footer>
  );
}

/** The first sentence about what is wrong, under the selected card. */
export function CardProblem({ id }: { readonly id: string }) {
  const text = useText();
  const [first] = useCardProblems(id);
  return first ? (
    <p ref={keepsSize} className="card-problem nodrag" role="status">
      {text(first.text)}
    </p>
  ) : null;
}
