import { textOf } from '../../nodes/alphabet/problem.ts';
import { GitBranch } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RunCard } from '../../main/bridge/contract.ts';
import { runCommand } from '../commands/registry.ts';
import { countText } from '../language/numbers.ts';
import { useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { notifyProblem } from '../parts/notify.ts';
import { Slider } from '../parts/slider.tsx';
import { goOn, show, useModel } from '../state/training.ts';
import { useRunName } from './run-name.ts';
import { runsTexts } from './runs-texts.ts';

/** Milliseconds on a checkpoint before its weights are loaded: a drag passes over many. */
const LINGER = 120;

/** The checkpoints of a run on a line: dragging shows the model of then, and one can go on from there. */
export function Timeline({ card }: { readonly card: RunCard }) {
  const t = useTexts(runsTexts);
  const nameOf = useRunName();
  const model = useModel();
  const { run, checkpoints } = card;
  const mine = model?.run === run;
  const training = model?.activity === 'training' || model?.activity === 'preparing';
  const { wanted, want } = useShownStep(run);
  // While it trains, its newest checkpoint is where it is.
  const step = wanted ?? (mine && !training ? model.step : (checkpoints.at(-1) ?? 0));
  const index = nearestIndex(checkpoints, step);
  const atEnd = index === checkpoints.length - 1;
  if (checkpoints.length === 0) return null;
  return (
    <section aria-label={t('timeline', { run: nameOf(run) })} className="flex flex-col gap-1 px-3 pt-2 pb-3">
      <div className="flex items-baseline gap-2">
        <span className="font-medium tabular-nums">
          {t('atStep', { step: countText(checkpoints[index]!) })}
        </span>
        <span className="truncate text-small text-muted">
          {t(training && mine ? 'whileTraining' : 'dragBack')}
        </span>
        {mine && !training && (
          <span className="ml-auto flex shrink-0 gap-2">
            {atEnd && card.step < card.steps && model.activity !== 'paused' && (
              <Button onClick={() => void orSay(goOn(run))}>{t('resume', { run: nameOf(run) })}</Button>
            )}
            <Button icon={GitBranch} onClick={() => void runCommand('continue')}>
              {t('branch')}
            </Button>
          </span>
        )}
      </div>
      <Slider
        label={t('timeline', { run: nameOf(run) })}
        words={t('atStep', { step: countText(checkpoints[index]!) })}
        min={0}
        max={Math.max(1, checkpoints.length - 1)}
        step={1}
        value={index}
        disabled={training || checkpoints.length < 2}
        marks={checkpoints.length <= 40 ? checkpoints.map((_, place) => place) : []}
        onChange={(place) => want(checkpoints[place]!)}
      />
    </section>
  );
}

/** Shows a step of a run when the hand rests on it; a newer wish overtakes an older one. */
function useShownStep(run: string): {
  readonly wanted: number | null;
  readonly want: (step: number) => void;
} {
  const [wanted, setWanted] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const timer = setTimeout(() => {
      stop.current?.abort();
      const mine = (stop.current = new AbortController());
      show(run, wanted, mine.signal)
        .catch((error: unknown) => {
          if (!mine.signal.aborted) notifyProblem(textOf(error));
        })
        .finally(() => setWanted((now) => (now === wanted ? null : now)));
    }, LINGER);
    return () => clearTimeout(timer);
  }, [run, wanted]);
  return { wanted, want: setWanted };
}

function nearestIndex(steps: readonly number[], step: number): number {
  let best = 0;
  for (const [i, one] of steps.entries()) if (Math.abs(one - step) < Math.abs(steps[best]! - step)) best = i;
  return best;
}

const orSay = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => notifyProblem(textOf(error)));
