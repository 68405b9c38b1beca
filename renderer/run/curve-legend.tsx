import { useTexts } from '../language/texts.ts';
import type { DrawnRun, Split } from './curve-lines.ts';
import { colourOf } from './curve-looks.ts';
import { curvesTexts } from './curves-texts.ts';
import { useRunName } from './run-name.ts';

interface LegendProps {
  readonly runs: readonly DrawnRun[];
  readonly hidden: ReadonlySet<string>;
  /** `train`, `heldOut` or a run. */
  readonly onToggle: (key: string) => void;
}

/** What the lines are; a click puts one away or brings it back. */
export function Legend({ runs, hidden, onToggle }: LegendProps) {
  const t = useTexts(curvesTexts);
  const nameOf = useRunName();
  const several = runs.some(({ part }) => part === 'compared');
  const now = runs.find(({ part }) => part === 'now');
  const splits: readonly Split[] = ['train', 'heldOut'];
  const entry = (key: string, label: string, colour: `--${string}`, dashed: boolean) => (
    <li key={key}>
      <button
        type="button"
        aria-pressed={!hidden.has(key)}
        onClick={() => onToggle(key)}
        className="flex h-6 items-center gap-1.5 rounded-control px-1.5 text-small whitespace-nowrap hover:bg-hover aria-[pressed=false]:line-through aria-[pressed=false]:opacity-50"
      >
        <svg width="18" height="8" aria-hidden>
          <line
            x1="0"
            x2="18"
            y1="4"
            y2="4"
            strokeWidth="2"
            stroke={`var(${colour})`}
            strokeDasharray={dashed ? '5 4' : undefined}
          />
          {dashed && (
            <circle cx="9" cy="4" r="2.5" strokeWidth="1.5" stroke={`var(${colour})`} fill="var(--surface)" />
          )}
        </svg>
        {label}
      </button>
    </li>
  );
  return (
    <ul aria-label={t('legend')} className="flex min-w-0 items-center overflow-x-auto">
      {splits.map((split) =>
        entry(split, t(split), several || !now ? '--muted' : colourOf(now, split, runs), split === 'heldOut'),
      )}
      {runs
        .filter(({ part }) => several || part === 'former')
        .toSorted((a, b) => a.run.localeCompare(b.run, 'en', { numeric: true }))
        .map((run) =>
          entry(
            run.run,
            run.part === 'former' ? t('former', { run: nameOf(run.run) }) : nameOf(run.run),
            colourOf(run, 'train', runs),
            false,
          ),
        )}
    </ul>
  );
}
