import { CircleAlert, TriangleAlert, Wrench } from 'lucide-react';
import { mendFor } from '../edits/mend.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import type { LocatedProblem } from '../shapes/locate.ts';
import { edit, graphAt, useDocument } from '../state/document.ts';
import { reveal } from '../state/reveal.ts';
import { titleOf } from '../canvas/card-state.ts';
import { inspectorTexts } from './inspector-texts.ts';

interface ProblemLineProps {
  readonly problem: LocatedProblem;
  /** Whether it says where it stands, and leads there. */
  readonly place?: boolean;
}

/** What is wrong, where, and where it is obvious, a button that mends it. */
export function ProblemLine({ problem, place = true }: ProblemLineProps) {
  const t = useTexts(inspectorTexts);
  const text = useText();
  const document = useDocument((state) => state.document);
  const mend = document && mendFor(document, problem);
  const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert;
  const names = [...problem.path.map(({ node }) => node), problem.node].flatMap((node, depth) => {
    const card = document && node !== null && graphAt(document, problem.path.slice(0, depth))?.nodes[node];
    return card ? [text(titleOf(card))] : node === null ? [] : [node];
  });
  const where = names.length === 0 ? t('wholeDocument') : names.join(' ▸ ');
  const body = (
    <>
      <Icon
        size={14}
        role="img"
        aria-label={t(problem.severity)}
        className={`mt-0.5 shrink-0 ${problem.severity === 'error' ? 'text-bad' : 'text-muted'}`}
      />
      <span className="min-w-0 flex-1">
        {place && <span className="mr-2 text-muted">{where}</span>}
        {text(problem.text)}
      </span>
    </>
  );
  return (
    <div className={`flex items-start gap-2 ${place ? '' : 'rounded-control bg-bad-soft px-2 py-1.5'}`}>
      {place && problem.node !== null ? (
        <button
          type="button"
          title={t('goThere', { card: where })}
          className="flex min-w-0 flex-1 items-start gap-2 rounded-control px-2 py-1.5 text-left hover:bg-hover"
          onClick={() => reveal(problem.path, problem.node)}
        >
          {body}
        </button>
      ) : (
        <div className={`flex min-w-0 flex-1 items-start gap-2 ${place ? 'px-2 py-1.5' : ''}`}>{body}</div>
      )}
      {mend && (
        <Button icon={Wrench} className="shrink-0" onClick={() => edit(mend.title, mend.mend)}>
          {text(mend.title)}
        </Button>
      )}
    </div>
  );
}
