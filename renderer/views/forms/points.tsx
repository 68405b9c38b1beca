import { lazy, Suspense, useMemo, useState } from 'react';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useText } from '../../language/texts.ts';
import { useThemeSeen } from '../../theme/use-theme-seen.ts';
import { classColour } from '../class-colours.ts';
import { classesOf, type ClassOfPoints } from '../classes.ts';
import { defineForm, type FormProps } from '../form.ts';
import { Plane } from '../plane-view.tsx';

const Space = lazy(() => import('../space-view.tsx'));

export default defineForm({
  form: 'points',
  // The legend stands beside the square.
  aspect: ({ labels }) => (labels ? 1.3 : 1),
  Drawn: Points,
});

/** Points by class, in the plane or in space; in the dock with a legend that toggles. */
function Points({ picture, size, label }: FormProps<'points'>) {
  const { points, labels, names, note } = picture;
  const dimensions = points.shape[1] ?? 2;
  const classes = useMemo(
    () => (labels ? classesOf(points, labels, dimensions) : []),
    [points, labels, dimensions],
  );
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const text = useText();
  const inside = { picture, classes, hidden, size, label };

  return (
    <div className="flex size-full min-h-0 flex-col">
      <div className="flex min-h-0 flex-1">
        <div className="relative min-h-0 min-w-0 flex-1">
          {dimensions === 3 ? (
            <Suspense fallback={<Skeleton className="size-full" />}>
              <Space {...inside} />
            </Suspense>
          ) : (
            <Plane {...inside} />
          )}
        </div>
        {size === 'dock' && classes.length > 1 && (
          <Legend
            classes={classes}
            names={names}
            hidden={hidden}
            onToggle={(clicked, alone) =>
              setHidden((now) => (alone ? onlyOne(classes, clicked, now) : toggled(now, clicked)))
            }
          />
        )}
      </div>
      {size === 'dock' && note && <p className="px-2 pt-1 text-small text-muted">{text(note)}</p>}
    </div>
  );
}

function toggled(hidden: ReadonlySet<number>, label: number): ReadonlySet<number> {
  const next = new Set(hidden);
  if (!next.delete(label)) next.add(label);
  return next;
}

/** All but one hidden; all shown where that was so already. */
function onlyOne(classes: readonly ClassOfPoints[], label: number, hidden: ReadonlySet<number>) {
  const others = classes.map((one) => one.label).filter((one) => one !== label);
  const already = !hidden.has(label) && others.every((one) => hidden.has(one));
  return new Set(already ? [] : others);
}

interface LegendProps {
  readonly classes: readonly ClassOfPoints[];
  /** What each label stands for; the label itself where nothing is said. */
  readonly names: readonly string[] | undefined;
  readonly hidden: ReadonlySet<number>;
  /** `alone`: this one and no other. */
  readonly onToggle: (label: number, alone: boolean) => void;
}

function Legend({ classes, names, hidden, onToggle }: LegendProps) {
  const theme = useThemeSeen();
  return (
    <ul className="flex max-h-full flex-col flex-wrap content-start justify-center pl-1">
      {classes.map(({ label }) => (
        <li key={label}>
          <button
            type="button"
            aria-pressed={!hidden.has(label)}
            onClick={(event) => onToggle(label, event.shiftKey || event.altKey)}
            onDoubleClick={() => onToggle(label, true)}
            className="flex h-5 items-center gap-1 rounded-control px-1.5 text-small hover:bg-hover aria-[pressed=false]:opacity-40"
          >
            <span
              aria-hidden
              className="size-2 rounded-full"
              style={{ background: classColour(theme, label) }}
            />
            {names?.[label] ?? label}
          </button>
        </li>
      ))}
    </ul>
  );
}
