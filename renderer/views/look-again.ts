import { textOf } from '../../nodes/alphabet/problem.ts';
import { notifyProblem } from '../parts/notify.ts';
import { keepSeen, useRun } from '../state/run.ts';
import { machine } from '../state/studio.ts';
import { unlessStopped } from '../state/turns.ts';

/** Has a view or metric look now, and shows what it found. */
export async function lookAgain(node: string): Promise<void> {
  try {
    const finding = await unlessStopped(() => machine().call('look', { node }));
    if (!finding) return;
    const { engine, progress } = useRun.getState();
    const { model } = engine ?? {};
    if (!model) return;
    const step = model.activity === 'training' ? (progress?.step ?? model.step) : model.step;
    keepSeen(node, { finding, step, run: model.run });
  } catch (error) {
    notifyProblem(textOf(error));
  }
}
