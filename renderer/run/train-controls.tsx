import { ChevronDown, History, TriangleAlert } from 'lucide-react';
import type { ModelState } from '../../main/bridge/contract.ts';
import { phaseName } from '../../nodes/graph/names.ts';
import { countText, measuredText, timeText } from '../language/numbers.ts';
import { useLanguage, useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { CommandButton } from '../parts/command-button.tsx';
import { Menu, MenuCommand } from '../parts/menu.tsx';
import { Popover } from '../parts/popover.tsx';
import { ProgressBar } from '../parts/progress-bar.tsx';
import { Tooltip } from '../parts/tooltip.tsx';
import { useDocument } from '../state/document.ts';
import { useOutOfDate } from '../state/freshness.ts';
import { reveal } from '../state/reveal.ts';
import { useRun } from '../state/run.ts';
import { useModel } from '../state/training.ts';
import { nodeTitle } from '../views/node-title.ts';
import { runTexts } from './run-texts.ts';

/** Train, pause, step, stop, and how far it is. */
export function TrainControls() {
  const t = useTexts(runTexts);
  const model = useModel();
  const activity = model?.activity;
  return (
    <div role="group" aria-label={t('training')} className="flex min-w-0 items-center gap-2">
      <div className="flex shrink-0 items-center">
        <CommandButton
          id={activity === 'paused' ? 'go-on' : 'train'}
          variant={activity === 'training' ? 'soft' : 'solid'}
          className="rounded-r-none pr-2"
        >
          {activity === 'paused' ? t('goOn') : t('train')}
        </CommandButton>
        <Menu
          trigger={
            <Button
              variant={activity === 'training' ? 'soft' : 'solid'}
              aria-label={t('trainHow')}
              className="-ml-px w-6 rounded-l-none border-l border-l-surface/40 px-0!"
            >
              <ChevronDown size={12} aria-hidden />
            </Button>
          }
        >
          <MenuCommand id="train" />
          <MenuCommand id="continue" />
          <MenuCommand id="go-on" />
        </Menu>
      </div>
      <span className="flex shrink-0">
        <CommandButton id="pause" show="icon" />
        <CommandButton id="step" show="icon" />
        <CommandButton id="stop" show="icon" />
      </span>
      {model && <Standing model={model} />}
      {model && <Alarms run={model.run} />}
    </div>
  );
}

/** What the model does, and how far it is. */
function Standing({ model }: { readonly model: ModelState }) {
  const t = useTexts(runTexts);
  const text = useText();
  const { activity } = model;
  if (activity === 'preparing')
    return (
      <div className="flex w-44 min-w-0 items-center gap-2">
        <span className="w-16 shrink-0">
          <ProgressBar label={t('preparing')} share={null} />
        </span>
        <span className="truncate text-muted">{t('preparing')}</span>
      </div>
    );
  if (activity === 'failed')
    return (
      <Tooltip text={model.problem ? text(model.problem) : t('failed')}>
        <span role="alert" tabIndex={0} className="max-w-72 truncate text-bad">
          {t('failed')}
          {model.problem && `: ${text(model.problem)}`}
        </span>
      </Tooltip>
    );
  return (
    <>
      {activity !== 'shown' && <Progress model={model} />}
      <Marks model={model} />
    </>
  );
}

function Progress({ model }: { readonly model: ModelState }) {
  const t = useTexts(runTexts);
  const progress = useRun((state) => state.progress);
  const text = useText();
  const phases = useDocument(({ document }) => document?.phases) ?? [];
  const { activity, steps } = model;
  const training = activity === 'training';
  const step = training ? Math.max(progress?.step ?? 0, model.step) : model.step;
  const phase = training ? (progress?.phase ?? model.phase) : model.phase;
  const beside =
    activity === 'training'
      ? progress && t('left', { time: timeText(progress.secondsLeft) })
      : t(activity === 'paused' ? 'paused' : 'finished');
  return (
    <Tooltip
      text={
        progress && training
          ? t('rate', { rate: measuredText(progress.stepsPerSecond) })
          : t('stepOf', { step: countText(step), steps: countText(steps) })
      }
    >
      <div tabIndex={0} className="flex min-w-0 items-center gap-2 rounded-control px-1">
        <span className="w-24 shrink-0">
          <ProgressBar label={t('training')} share={steps > 0 ? step / steps : 0} />
        </span>
        <span className="truncate whitespace-nowrap tabular-nums">
          {phases.length > 1 && <span className="text-muted">{text(phaseName(phases, phase))} </span>}
          {t('stepOf', { step: countText(step), steps: countText(steps) })}
          {beside && <span className="text-muted"> · {beside}</span>}
        </span>
      </div>
    </Tooltip>
  );
}

/** What the engine warned of in this run: it stays here when the notice has gone. */
function Alarms({ run }: { readonly run: string | null }) {
  const t = useTexts(runTexts);
  const text = useText();
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  const alarms = useRun((state) => state.alarms);
  const mine = alarms.filter((one) => run !== null && one.run === run);
  if (mine.length === 0) return null;
  return (
    <Popover
      title={t('alarms', { count: mine.length })}
      trigger={
        <Button variant="ghost" icon={TriangleAlert} className="px-1.5 text-bad!">
          {t('alarms', { count: mine.length })}
        </Button>
      }
    >
      <ul className="flex max-w-80 flex-col gap-3">
        {mine.map(({ node, number, step, text: why }) => (
          <li key={`${node}.${number}`}>
            <p className="text-small text-muted">
              {t('alarmAt', { name: nodeTitle(document, node, language), step: countText(step) })}
            </p>
            <p>{text(why)}</p>
            <Button className="mt-2" onClick={() => reveal([], node)}>
              {t('goToCard')}
            </Button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}

/** Calm marks: the graph has changed since; weights that began anew. */
function Marks({ model }: { readonly model: ModelState }) {
  const t = useTexts(runTexts);
  const outOfDate = useOutOfDate();
  return (
    <>
      {outOfDate && (
        <Popover
          title={t('older')}
          trigger={
            <Button variant="ghost" icon={History} className="px-1.5 text-muted">
              {t('older')}
            </Button>
          }
        >
          <p className="max-w-72 text-muted">{t('olderDetail')}</p>
          <div className="mt-3 flex gap-2">
            <CommandButton id="show-again" show="title" />
          </div>
        </Popover>
      )}
      {model.anew.length > 0 && <Anew names={model.anew} />}
    </>
  );
}

/** Names that are listed before the rest is counted. */
const LISTED = 12;

function Anew({ names }: { readonly names: readonly string[] }) {
  const t = useTexts(runTexts);
  return (
    <Popover
      trigger={
        <Button variant="ghost" className="px-1.5 text-muted">
          {t('anew', { count: names.length })}
        </Button>
      }
    >
      <p className="max-w-72 text-muted">{t('anewDetail')}</p>
      <ul className="mt-2 font-mono text-small">
        {names.slice(0, LISTED).map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {names.length > LISTED && (
        <p className="mt-1 text-muted">{t('andMore', { count: names.length - LISTED })}</p>
      )}
    </Popover>
  );
}
