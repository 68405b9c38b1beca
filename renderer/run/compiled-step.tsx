import { ChevronRight, ListTree, ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { ExplainedOptimizer, ExplainedOutput, Line } from '../../nodes/graph/explain.ts';
import { nodeOfStep } from '../../nodes/graph/graph-of-calls.ts';
import { phaseName } from '../../nodes/graph/names.ts';
import { useText, useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { classes } from '../parts/classes.ts';
import { CommandButton } from '../parts/command-button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Formula } from '../parts/formula.tsx';
import { SkeletonLines } from '../parts/skeleton.tsx';
import { pathOfCalls } from '../shapes/locate.ts';
import { enter, select, useDocument } from '../state/document.ts';
import { useNodeTitle } from '../views/node-title.ts';
import { stepTexts } from './step-texts.ts';
import { useExplained } from './use-explained.ts';

/**
 * One training step as text, and how the outputs come about: numbered lines with formulas, words and shapes. A line leads to its
 * node.
 */
export function CompiledStep() {
  const t = useTexts(stepTexts);
  const document = useDocument((state) => state.document);
  const answer = useExplained(document);
  /** Calls whose inner lines are shown. */
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  if (!answer) return <SkeletonLines lines={6} />;
  const { explained } = answer;
  if (!explained)
    return (
      <EmptyState icon={ScrollText} title={t('emptyTitle')} action={<CommandButton id="show-problems" />}>
        {t('broken')}
      </EmptyState>
    );
  const { optimizers, outputs } = explained;
  const calls = new Set(
    optimizers.flatMap(({ lines }) => lines.flatMap(({ place }) => (place?.path ? [place.path] : []))),
  );
  const allOpen = [...calls].every((call) => open.has(call));
  const toggle = (call: string) =>
    setOpen((now) => {
      const next = new Set(now);
      if (!next.delete(call)) next.add(call);
      return next;
    });
  return (
    <div
      role="region"
      aria-label={t('title')}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto px-3 py-2 -outline-offset-2"
    >
      {calls.size > 0 && (
        <div className="sticky top-0 z-10 h-0 text-right">
          <IconButton
            label={t(allOpen ? 'closeAll' : 'openAll')}
            icon={ListTree}
            aria-pressed={allOpen}
            onClick={() => setOpen(allOpen ? new Set() : calls)}
          />
        </div>
      )}
      {outputs.length > 0 && <Heading>{t('step')}</Heading>}
      {optimizers.map((optimizer) => (
        <Update
          key={`${optimizer.phase} ${optimizer.optimizer}`}
          explained={optimizer}
          titled={optimizers.length > 1}
          open={open}
          onToggle={toggle}
        />
      ))}
      {outputs.length > 0 && <Heading>{t('outputs')}</Heading>}
      {outputs.map((output) => (
        <OutputLines key={output.output} explained={output} titled={outputs.length > 1} />
      ))}
    </div>
  );
}

const Heading = ({ children }: { readonly children: string }) => (
  <h3 className="border-b border-hairline pt-3 pb-1 font-semibold first:pt-0">{children}</h3>
);

interface UpdateProps {
  readonly explained: ExplainedOptimizer;
  /** Whether it must be told apart from others. */
  readonly titled: boolean;
  readonly open: ReadonlySet<string>;
  readonly onToggle: (call: string) => void;
}

/** The lines of one optimizer's update. */
function Update({ explained, titled, open, onToggle }: UpdateProps) {
  const t = useTexts(stepTexts);
  const name = useNodeTitle(explained.optimizer);
  const text = useText();
  const phases = useDocument(({ document }) => document?.phases) ?? [];
  const phase = text(phaseName(phases, explained.phase));
  return (
    <>
      {titled && (
        <h4 className="pt-2 pb-1 font-medium">
          {t('optimizer', { name })}
          <span className="ml-2 font-normal text-muted">{t('phase', { phase })}</span>
        </h4>
      )}
      <Lines lines={explained.lines} open={open} onToggle={onToggle} />
    </>
  );
}

interface OutputLinesProps {
  readonly explained: ExplainedOutput;
  readonly titled: boolean;
}

/** How one output comes about. */
function OutputLines({ explained: { heading, lines }, titled }: OutputLinesProps) {
  const text = useText();
  return (
    <>
      {titled && <h4 className="pt-2 pb-1 font-medium">{text(heading)}</h4>}
      <Lines lines={lines} />
    </>
  );
}

interface LinesProps {
  readonly lines: readonly Line[];
  /** Calls whose inner lines are shown, where there are any. */
  readonly open?: ReadonlySet<string>;
  readonly onToggle?: (call: string) => void;
}

/** Numbered lines; those inside of calls that are closed are left out. */
function Lines({ lines, open = new Set(), onToggle }: LinesProps) {
  const inside = new Set(lines.map(({ place }) => place?.path).filter(Boolean));
  const shown = lines
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => callsAbove(line.place?.path ?? '').every((call) => open.has(call)));
  return (
    <ol className="pr-9">
      {shown.map(({ line, number }) => {
        const call = line.place ? callOf(line.place) : '';
        return (
          <StepLine
            key={number}
            line={line}
            number={number}
            open={inside.has(call) ? open.has(call) : null}
            onToggle={() => onToggle?.(call)}
          />
        );
      })}
    </ol>
  );
}

/** `a/b/c` stands inside `a`, `a/b` and `a/b/c`. */
function callsAbove(path: string): readonly string[] {
  const parts = path === '' ? [] : path.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

const callOf = ({ path, node }: NonNullable<Line['place']>): string =>
  path === '' ? node : `${path}/${node}`;

interface StepLineProps {
  readonly line: Line;
  readonly number: number;
  /** Whether the lines inside are shown; `null` where there are none. */
  readonly open: boolean | null;
  readonly onToggle: () => void;
}

function StepLine({ line, number, open, onToggle }: StepLineProps) {
  const t = useTexts(stepTexts);
  const text = useText();
  const selected = useDocument(
    ({ selection, path }) =>
      line.place !== null &&
      selection.nodes.includes(line.place.node) &&
      path.map(({ node }) => node).join('/') === line.place.path,
  );
  const words = text(line.words);
  return (
    <li
      className={classes(
        'group grid grid-cols-[1.75rem_1rem_minmax(14rem,1.1fr)_minmax(12rem,1fr)_minmax(10rem,1fr)] items-center gap-x-2 rounded-control hover:bg-hover',
        selected && 'bg-accent-soft',
      )}
    >
      <span className="text-right text-small text-muted tabular-nums">{number}</span>
      {open === null ? (
        <span />
      ) : (
        <button
          type="button"
          aria-expanded={open}
          aria-label={t('open', { name: words })}
          onClick={onToggle}
          className="flex size-4 items-center justify-center rounded text-muted hover:text-text"
        >
          <ChevronRight
            size={12}
            aria-hidden
            className={classes('transition-transform', open && 'rotate-90')}
          />
        </button>
      )}
      <button
        type="button"
        title={t('goTo', { name: words })}
        className="min-w-0 overflow-hidden py-1 text-left"
        style={{ paddingLeft: line.depth * 16 }}
        onClick={() => goTo(line)}
      >
        <Formula tex={text(line.assignment)} />
      </button>
      <span className="min-w-0 overflow-hidden text-muted">
        {line.formula === undefined ? null : <Formula tex={line.formula} className="text-small" />}
      </span>
      <span className="flex min-w-0 items-baseline gap-3">
        <span className="min-w-0 truncate" title={words}>
          {words}
        </span>
        <span className="ml-auto shrink-0 pr-2 text-small text-muted tabular-nums">
          {line.values.map(({ shape }) => shape).join('  ')}
        </span>
      </span>
    </li>
  );
}

function goTo({ place }: Line): void {
  const { document } = useDocument.getState();
  const path = place && document && pathOfCalls(document, place.path);
  if (!path) return;
  enter(path);
  select({ nodes: [nodeOfStep(place.node)] });
}
