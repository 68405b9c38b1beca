import { textOf, type Text } from '../../nodes/alphabet/problem.ts';
import { ChartSpline, Ellipsis, Eye, Play, TriangleAlert, Trash2, Undo2 } from 'lucide-react';
import type { RunCard } from '../../main/bridge/contract.ts';
import { readDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { numberOf, numberTitle } from '../../nodes/graph/number-title.ts';
import { countText, measuredText, timeText } from '../language/numbers.ts';
import { useLanguage, useText, useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { classes } from '../parts/classes.ts';
import { Menu, MenuItem, MenuSeparator } from '../parts/menu.tsx';
import { notifyProblem } from '../parts/notify.ts';
import { Tooltip } from '../parts/tooltip.tsx';
import { edit, useDocument } from '../state/document.ts';
import { useProject } from '../state/project.ts';
import { toggleCompared, useRun } from '../state/run.ts';
import { machine } from '../state/studio.ts';
import { goOn, show } from '../state/training.ts';
import { colourOfChosen } from './curve-looks.ts';
import { useRunName } from './run-name.ts';
import { runsTexts } from './runs-texts.ts';

interface RunRowProps {
  readonly card: RunCard;
  readonly selected: boolean;
  /** Its model is the one in the engine. */
  readonly shown: boolean;
  /** The run whose curves the others stand beside. */
  readonly now: string | null;
  readonly busy: boolean;
  readonly onSelect: () => void;
  readonly onRemove: () => void;
}

/** Numbers that fit a row. */
const NUMBERS = 1;

/** One run of the history. */
export function RunRow({ card, selected, shown, now, busy, onSelect, onRemove }: RunRowProps) {
  const t = useTexts(runsTexts);
  const language = useLanguage();
  const nameOf = useRunName();
  const chosen = useRun((state) => state.compared);
  const compared = chosen.includes(card.run);
  const text = useText();
  const document = useDocument((state) => state.document);
  const name = nameOf(card.run);
  return (
    <li
      className={classes(
        'grid grid-cols-[minmax(0,1fr)_auto] items-center rounded-control hover:bg-hover',
        selected && 'bg-press',
      )}
    >
      <button
        type="button"
        aria-pressed={selected}
        aria-label={t('show', { run: name })}
        onClick={onSelect}
        className="flex min-w-0 flex-col px-2 py-1.5 text-left"
      >
        <span className="flex w-full items-baseline gap-2">
          <span className="shrink-0 font-medium">{name}</span>
          {shown && <span className="text-small text-accent">{t(busy ? 'training' : 'now')}</span>}
          {card.problem !== null && (
            <Tooltip text={text(card.problem)}>
              <TriangleAlert
                size={12}
                className="shrink-0 self-center text-bad"
                aria-label={text(card.problem)}
              />
            </Tooltip>
          )}
          <span className="ml-auto truncate text-small text-muted tabular-nums">
            {whenText(card.started, language)}
          </span>
        </span>
        <span className="flex w-full gap-2 text-small text-muted tabular-nums">
          <span className="shrink-0">
            {card.step < card.steps
              ? t('steps', { step: countText(card.step), steps: countText(card.steps) })
              : t('atStep', { step: countText(card.step) })}
          </span>
          <span className="shrink-0">{timeText(card.seconds)}</span>
          <span className="truncate">{keyNumbers(card, document, text)}</span>
        </span>
      </button>
      <span className="flex pr-1">
        <IconButton
          label={t('compare', { run: name })}
          icon={ChartSpline}
          aria-pressed={compared}
          // As its curves and its place in their legend.
          style={compared ? { color: `var(${colourOfChosen(card.run, chosen, now)})` } : undefined}
          onClick={() => toggleCompared(card.run)}
        />
        <RunMenu card={card} name={name} busy={busy} onRemove={onRemove} />
      </span>
    </li>
  );
}

/** `node number`, as a metric gave it: the kind of the node, and the number. */
function kindAndNumber(document: GraphDocument | null, name: string): readonly [string, string] {
  const space = name.indexOf(' ');
  return [document?.board.nodes[name.slice(0, space)]?.kind ?? '', name.slice(space + 1)];
}

/** The last value of the first numbers that metrics gave. */
const keyNumbers = (
  { numbers }: RunCard,
  document: GraphDocument | null,
  text: (words: Text) => string,
): string =>
  Object.entries(numbers)
    .map(([name, value]) => [...kindAndNumber(document, name), value] as const)
    // What is the same at every step is only what others are measured by.
    .filter(([kind, number]) => !numberOf(kind, number)?.constant)
    .slice(0, NUMBERS)
    .map(([kind, number, value]) => `${text(numberTitle(kind, number))} ${measuredText(value, 4)}`)
    .join(' · ');

function whenText(started: number, language: string): string {
  const today = new Date().toDateString() === new Date(started).toDateString();
  return new Intl.DateTimeFormat(
    language,
    today ? { hour: 'numeric', minute: '2-digit' } : { month: 'short', day: 'numeric' },
  ).format(started);
}

interface RunMenuProps {
  readonly card: RunCard;
  readonly name: string;
  readonly busy: boolean;
  readonly onRemove: () => void;
}

function RunMenu({ card, name, busy, onRemove }: RunMenuProps) {
  const t = useTexts(runsTexts);
  const { run } = card;
  const orSay = (work: Promise<unknown>) => void work.catch((error: unknown) => notifyProblem(textOf(error)));
  return (
    <Menu align="end" trigger={<IconButton label={t('more', { run: name })} icon={Ellipsis} />}>
      <MenuItem icon={Eye} disabled={busy} onSelect={() => orSay(show(run))}>
        {t('showNewest')}
      </MenuItem>
      <MenuItem icon={Play} disabled={busy || card.step >= card.steps} onSelect={() => orSay(goOn(run))}>
        {t('goOn')}
      </MenuItem>
      <MenuItem icon={Undo2} onSelect={() => orSay(putGraphBack(run, name))}>
        {t('openDocument')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Trash2} danger disabled={busy} onSelect={onRemove}>
        {t('remove')}
      </MenuItem>
    </Menu>
  );
}

/** The graph that a run was trained from takes the place of the one on the canvas, as an edit that undo takes back. */
async function putGraphBack(run: string, name: string): Promise<void> {
  const project = useProject.getState().open?.project;
  if (project === undefined) return;
  const then = readDocument(await machine().call('runDocument', { project, run }), name);
  edit({ en: `Put back the graph of ${name}`, ko: `${name}의 그래프 되돌리기` }, (draft) => {
    for (const key of Object.keys(draft)) if (!(key in then)) delete (draft as Record<string, unknown>)[key];
    Object.assign(draft, then);
  });
}
