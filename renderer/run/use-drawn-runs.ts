import { useMemo } from 'react';
import { useRun } from '../state/run.ts';
import { useModel } from '../state/training.ts';
import type { DrawnRun } from './curve-lines.ts';
import { useCurvesOf, useRuns } from './history.ts';

/** The run at hand, the one before it, and those that were chosen to stand beside; and the step that is shown of it. */
export function useDrawnRuns(): { readonly runs: readonly DrawnRun[]; readonly marked: number | null } {
  const model = useModel();
  const history = useRuns().runs;
  const compared = useRun((state) => state.compared);
  const now = model?.run ?? history[0]?.run ?? null;
  const place = history.findIndex(({ run }) => run === now);
  const former = place < 0 ? (now === null ? undefined : history[0]?.run) : history[place + 1]?.run;
  const wanted = useMemo(() => {
    const parts = new Map<string, DrawnRun['part']>();
    // A run that was chosen keeps its place among the chosen ones, and with it its colour.
    if (former !== undefined && !compared.includes(former)) parts.set(former, 'former');
    for (const run of compared) parts.set(run, 'compared');
    if (now !== null) parts.set(now, 'now');
    return parts;
  }, [now, former, compared]);
  useCurvesOf(useMemo(() => [...wanted.keys()], [wanted]));
  const curves = useRun((state) => state.curves);
  const runs = useMemo(
    () =>
      [...wanted].flatMap(([run, part]): DrawnRun[] => {
        const own = curves[run];
        return own ? [{ run, part, curves: own }] : [];
      }),
    [wanted, curves],
  );
  const shows = model?.run === now && model !== null && ['shown', 'paused'].includes(model.activity);
  return { runs, marked: shows ? model.step : null };
}
