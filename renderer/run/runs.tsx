import { textOf } from '../../nodes/alphabet/problem.ts';
import { History } from 'lucide-react';
import { useState } from 'react';
import type { RunCard } from '../../main/bridge/contract.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { CommandButton } from '../parts/command-button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { notifyProblem } from '../parts/notify.ts';
import { useProject } from '../state/project.ts';
import { machine } from '../state/studio.ts';
import { show, useModel } from '../state/training.ts';
import { readHistory, useRuns } from './history.ts';
import { RunLog } from './run-log.tsx';
import { useRunName } from './run-name.ts';
import { RunRow } from './run-row.tsx';
import { runsTexts } from './runs-texts.ts';
import { Timeline } from './timeline.tsx';

/** Everything that was trained in this project: to look back at, to set side by side, to go on from. */
export function Runs() {
  const t = useTexts(runsTexts);
  const text = useText();
  const model = useModel();
  const { runs, problem } = useRuns();
  const [chosen, setChosen] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<RunCard | null>(null);
  const busy = model?.activity === 'training' || model?.activity === 'preparing';
  const now = model?.run ?? null;
  // A run that begins or is shown is the one that matters; until then the choice stands.
  const [before, setBefore] = useState(now);
  if (before !== now) {
    setBefore(now);
    setChosen(null);
  }
  const selected = runs.find(({ run }) => run === (chosen ?? now)) ?? runs[0];
  if (problem) return <EmptyState tone="bad" title={text(problem)} />;
  if (!selected)
    return (
      <EmptyState icon={History} title={t('emptyTitle')} action={<CommandButton id="train" />}>
        {t('empty')}
      </EmptyState>
    );
  return (
    <div className="flex min-h-0 flex-1">
      <ul
        aria-label={t('list')}
        className="flex w-88 shrink-0 flex-col gap-px overflow-y-auto border-r border-hairline p-2"
      >
        {runs.map((card) => (
          <RunRow
            key={card.run}
            card={card}
            selected={card === selected}
            shown={model?.run === card.run}
            now={now ?? runs[0]?.run ?? null}
            busy={busy}
            onSelect={() => {
              setChosen(card.run);
              // While one trains, the others are only read.
              if (!busy && model?.run !== card.run) void showRun(card);
            }}
            onRemove={() => setLeaving(card)}
          />
        ))}
      </ul>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Timeline key={selected.run} card={selected} />
        <RunLog run={selected.run} />
      </div>
      {leaving && <RemoveDialog card={leaving} onClose={() => setLeaving(null)} />}
    </div>
  );
}

async function showRun({ run, checkpoints }: RunCard): Promise<void> {
  if (checkpoints.length === 0) return;
  try {
    await show(run);
  } catch (error) {
    notifyProblem(textOf(error));
  }
}

function RemoveDialog({ card, onClose }: { readonly card: RunCard; readonly onClose: () => void }) {
  const t = useTexts(runsTexts);
  const nameOf = useRunName();
  const remove = async () => {
    onClose();
    const project = useProject.getState().open?.project;
    if (project === undefined) return;
    try {
      await machine().call('removeRun', { project, run: card.run });
    } catch (error) {
      notifyProblem(textOf(error));
    }
    await readHistory();
  };
  return (
    <Dialog
      open
      size="small"
      title={t('removeTitle', { run: nameOf(card.run) })}
      description={t('removeDetail')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('keepIt')}</Button>
          <Button variant="solid" onClick={() => void remove()}>
            {t('removeIt')}
          </Button>
        </>
      }
    />
  );
}
