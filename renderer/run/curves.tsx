import { ChartSpline, Download, Undo2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useText, useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { Choice } from '../parts/choice.tsx';
import { CommandButton } from '../parts/command-button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Menu, MenuItem } from '../parts/menu.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Slider } from '../parts/slider.tsx';
import { Tooltip } from '../parts/tooltip.tsx';
import { PinnedWires } from '../probes/pinned-wires.tsx';
import { useDocument } from '../state/document.ts';
import { useModel } from '../state/training.ts';
import { saveFile } from '../views/take-away.ts';
import { curvesAsCsv } from './csv.ts';
import { linesOf, type CurveSettings, type DrawnRun, type PlotLine } from './curve-lines.ts';
import { Legend } from './curve-legend.tsx';
import { lookOfLine } from './curve-looks.ts';
import { changeCurveSettings, useCurveSettings } from './curve-settings.ts';
import { curvesTexts } from './curves-texts.ts';
import { measuresOf, type Measure } from './measures.ts';
import { plotsAsPng } from './plots-as-png.ts';
import { runName, useRunName } from './run-name.ts';
import { useDrawnRuns } from './use-drawn-runs.ts';

const CurvePlot = lazy(() => import('./curve-plot.tsx'));

/** How training goes: each quantity a plot, training and held-out in one, several runs over each other. */
export function Curves() {
  const t = useTexts(curvesTexts);
  const { runs, marked } = useDrawnRuns();
  const document = useDocument((state) => state.document);
  const names = [...new Set(runs.flatMap(({ curves }) => [...curves.series.keys()]))].join('\n');
  const measures = useMemo(
    () => (document ? measuresOf(document, names.split('\n').filter(Boolean)) : []),
    [document, names],
  );
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [range, setRange] = useState<CurveSettings['range']>(null);
  const place = useRef<HTMLDivElement>(null);
  if (measures.length === 0) return <NoCurves />;
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Bar
          runs={runs}
          measures={measures}
          hidden={hidden}
          onToggle={(key) => setHidden((now) => toggled(now, key))}
          zoomed={range !== null}
          onShowAll={() => setRange(null)}
          place={place}
        />
        <div
          ref={place}
          role="region"
          aria-label={t('curves')}
          tabIndex={0}
          className="@container-size min-h-0 flex-1 overflow-y-auto px-3 pb-2 -outline-offset-2"
        >
          <div className="grid grid-cols-[repeat(auto-fit,minmax(280px,1fr))] gap-x-4 gap-y-2">
            {measures.map((measure) => (
              <Plot
                key={measure.key}
                measure={measure}
                runs={runs}
                hidden={hidden}
                range={range}
                marked={marked}
                onZoom={setRange}
              />
            ))}
          </div>
        </div>
      </div>
      <PinnedWires />
    </div>
  );
}

function NoCurves() {
  const t = useTexts(curvesTexts);
  const trained = useModel()?.weights === 'template';
  return (
    <EmptyState
      icon={ChartSpline}
      title={t(trained ? 'emptyTrainedTitle' : 'emptyTitle')}
      action={
        <>
          <CommandButton id="train" show="both" />
          {trained && <CommandButton id="show-views" show="both" />}
        </>
      }
    >
      {t(trained ? 'emptyTrained' : 'empty')}
    </EmptyState>
  );
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

interface PlotProps {
  readonly measure: Measure;
  readonly runs: readonly DrawnRun[];
  readonly hidden: ReadonlySet<string>;
  readonly range: CurveSettings['range'];
  readonly marked: number | null;
  readonly onZoom: (range: CurveSettings['range']) => void;
}

function Plot({ measure, runs, hidden, range, marked, onZoom }: PlotProps) {
  const t = useTexts(curvesTexts);
  const text = useText();
  const nameOf = useRunName();
  const { smoothing, axis, logarithmic } = useCurveSettings();
  const read = useRef<HTMLParagraphElement>(null);
  const lines = useMemo(
    () => linesOf(measure, runs, { smoothing, axis, hidden, range }),
    [measure, runs, smoothing, axis, hidden, range],
  );
  const lookOf = useCallback(
    (line: PlotLine) => lookOfLine(line, runs, nameOf, { train: t('train'), heldOut: t('heldOut') }),
    [runs, nameOf, t],
  );
  const onRead = useCallback((words: string | null) => {
    if (read.current) read.current.textContent = words ?? '';
  }, []);
  return (
    <figure
      className="flex min-w-0 flex-col"
      data-plot={`${text(measure.title)}${measure.unit ? ` (${measure.unit})` : ''}`}
    >
      <figcaption className="flex h-6 items-baseline gap-2 whitespace-nowrap">
        <span className="min-w-12 truncate font-medium">{text(measure.title)}</span>
        {measure.unit !== null && <span className="shrink-0 text-small text-muted">{measure.unit}</span>}
        <span ref={read} className="ml-auto shrink-0 text-small text-muted tabular-nums" />
      </figcaption>
      <div className="h-[clamp(100px,100cqh-36px,300px)]">
        <Suspense fallback={<Skeleton className="size-full" />}>
          <CurvePlot
            lines={lines}
            lookOf={lookOf}
            axis={axis}
            xTitle={t(axis)}
            logarithmic={logarithmic}
            range={range}
            marked={axis === 'step' ? marked : null}
            onZoom={onZoom}
            onRead={onRead}
          />
        </Suspense>
      </div>
    </figure>
  );
}

interface BarProps {
  readonly runs: readonly DrawnRun[];
  readonly measures: readonly Measure[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
  readonly zoomed: boolean;
  readonly onShowAll: () => void;
  readonly place: { readonly current: HTMLElement | null };
}

/** Legend, axes, smoothing, and taking the curves away. */
function Bar({ runs, measures, hidden, onToggle, zoomed, onShowAll, place }: BarProps) {
  const t = useTexts(curvesTexts);
  const { smoothing, axis, logarithmic } = useCurveSettings();
  const project = useDocument(({ document }) => document?.name ?? 'Genloom');
  return (
    <div className="flex h-9 shrink-0 items-center gap-3 px-3">
      <Legend runs={runs} hidden={hidden} onToggle={onToggle} />
      <span className="ml-auto flex shrink-0 items-center gap-3">
        {zoomed && <IconButton label={t('showAll')} icon={Undo2} onClick={onShowAll} />}
        <span className="flex items-center gap-2 text-small text-muted">
          {t('smoothing')}
          <Slider
            label={t('smoothing')}
            min={0}
            max={0.99}
            step={0.01}
            value={smoothing}
            onChange={(value) => changeCurveSettings({ smoothing: value })}
            className="w-20"
          />
        </span>
        <Tooltip text={t('logarithmicDetail')}>
          <label className="flex items-center gap-1.5 text-small text-muted">
            <input
              type="checkbox"
              checked={logarithmic}
              onChange={(event) => changeCurveSettings({ logarithmic: event.target.checked })}
              className="accent-accent"
            />
            {t('logarithmic')}
          </label>
        </Tooltip>
        <span className="w-20">
          <Choice
            look="bare"
            label={t('over')}
            value={axis}
            options={{ step: t('step'), seconds: t('seconds') }}
            onChange={(chosen) => {
              onShowAll();
              changeCurveSettings({ axis: chosen });
            }}
          />
        </span>
        <Menu align="end" trigger={<IconButton label={t('takeAway')} icon={Download} />}>
          <MenuItem onSelect={() => saveFile(`${project}.csv`, csvOf(runs, measures))}>
            {t('saveCsv')}
          </MenuItem>
          <MenuItem
            onSelect={() =>
              void plotsAsPng(place.current).then((png) => png && saveFile(`${project} curves.png`, png))
            }
          >
            {t('savePng')}
          </MenuItem>
        </Menu>
      </span>
    </div>
  );
}

function csvOf(runs: readonly DrawnRun[], measures: readonly Measure[]): Blob {
  const names = measures.flatMap(({ train, heldOut }) => [train, heldOut]).filter((name) => name !== null);
  const table = runs.flatMap(({ run, curves }) =>
    names.flatMap((name) => {
      const series = curves.series.get(name);
      return series ? [{ run: runName(run, 'en'), name, ...series }] : [];
    }),
  );
  // Excel takes a file for UTF-8 only by this mark.
  return new Blob(['\uFEFF', curvesAsCsv(table)], { type: 'text/csv' });
}
