import { lazy, Suspense, useMemo, useState } from 'react';
import { measuredText } from '../../language/numbers.ts';
import { useText, useTexts } from '../../language/texts.ts';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useThemeSeen } from '../../theme/use-theme-seen.ts';
import { classColour } from '../class-colours.ts';
import { defineForm, type FormProps } from '../form.ts';
import { onTheRight } from '../lines.ts';
import { viewsTexts } from '../views-texts.ts';

const LinePlot = lazy(() => import('../line-plot.tsx'));

export default defineForm({ form: 'curves', aspect: () => 1.6, Drawn: Curves });

/** Lines over one axis. In the dock with a legend that toggles, and that says the values under the pointer. */
function Curves({ picture, size, label }: FormProps<'curves'>) {
  const t = useTexts(viewsTexts);
  const text = useText();
  const theme = useThemeSeen();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [under, setUnder] = useState<number | null>(null);
  const { at, axis } = picture;
  const lines = useMemo(
    () => picture.lines.map(({ name, values }) => ({ name: text(name), values })),
    [picture.lines, text],
  );
  const right = useMemo(() => onTheRight(lines), [lines]);
  const shown = useMemo(
    () =>
      lines
        .map(({ name, values }, i) => ({ name, values, right: right[i]!, colour: classColour(theme, i) }))
        .filter(({ name }) => !hidden.has(name)),
    [lines, right, theme, hidden],
  );

  return (
    <div className="flex size-full min-h-0 flex-col">
      {size === 'dock' && (
        <ul className="flex h-6 shrink-0 items-center overflow-x-auto pl-1">
          {lines.map(({ name, values }, i) => (
            <li key={name}>
              <button
                type="button"
                aria-pressed={!hidden.has(name)}
                onClick={() => setHidden((now) => toggled(now, name))}
                className="flex h-5 items-center gap-1.5 rounded-control px-1.5 text-small whitespace-nowrap hover:bg-hover aria-[pressed=false]:line-through aria-[pressed=false]:opacity-50"
              >
                <span
                  aria-hidden
                  className="h-0.5 w-3.5 rounded-full"
                  style={{ background: classColour(theme, i) }}
                />
                {name}
                {under === null
                  ? right[i] && <span className="text-muted">{t('rightAxis')}</span>
                  : !hidden.has(name) && (
                      <span className="font-medium tabular-nums">{measuredText(values[under]!)}</span>
                    )}
              </button>
            </li>
          ))}
          {under !== null && (
            <li className="pl-2 text-small whitespace-nowrap text-muted tabular-nums">
              {text(axis)} {measuredText(at[under]!)}
            </li>
          )}
        </ul>
      )}
      <div className="min-h-0 flex-1" role="img" aria-label={label}>
        <Suspense fallback={<Skeleton className="size-full" />}>
          <LinePlot at={at} lines={shown} axis={text(axis)} size={size} onRead={setUnder} />
        </Suspense>
      </div>
    </div>
  );
}

function toggled(hidden: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(hidden);
  if (!next.delete(name)) next.add(name);
  return next;
}
