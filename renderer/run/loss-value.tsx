import { measuredText } from '../language/numbers.ts';
import { useTexts } from '../language/texts.ts';
import { useRun } from '../state/run.ts';
import { useModel } from '../state/training.ts';
import { useNodeTitle } from '../views/node-title.ts';
import { runTexts } from './run-texts.ts';
import { Sparkline } from '../views/sparkline.tsx';

interface LossValueProps {
  readonly node: string;
  readonly port: string;
}

/** The last value of a loss, large, over how it went. Nothing where the run has told none. */
export function LossValue({ node, port }: LossValueProps) {
  const t = useTexts(runTexts);
  const title = useNodeTitle(node);
  const run = useModel()?.run;
  const curves = useRun((state) => (run ? state.curves[run] : undefined));
  const series = curves?.series.get(`${node}.${port}`);
  const last = series?.values.at(-1);
  if (!curves || !series || last === undefined) return null;
  return (
    <div className="flex items-center gap-2">
      <output
        aria-label={t('lastValue', { name: title })}
        className={`text-home tabular-nums ${Number.isFinite(last) ? '' : 'text-bad'}`}
      >
        {measuredText(last, 4)}
      </output>
      <div className="h-7 min-w-12 flex-1">
        {series.values.length > 1 && (
          <Sparkline {...series} version={curves.version} label={`${title}: ${measuredText(last, 4)}`} />
        )}
      </div>
    </div>
  );
}
