import { textOf } from '../../nodes/alphabet/problem.ts';
import { notifyProblem } from '../parts/notify.ts';
import { useDescription } from '../shapes/description.ts';
import { tellAsked } from '../state/asked.ts';
import { useDocument } from '../state/document.ts';
import { useRun } from '../state/run.ts';

/** Milliseconds between two states that one dial sends while it is scrubbed. */
const PAUSE = 60;
/** Milliseconds in which the board is described: what it tells itself need not be told beside it. */
const PATIENCE = 800;

/**
 * Has views and samples follow the live dials of the board, whoever turned them: other words, another class, a stronger guidance,
 * without another model.
 * @returns ends it
 */
export function keepAsked(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What was refused is told once. */
  let refused: unknown = null;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      tellAsked().catch((error: unknown) => {
        if (error === refused) return;
        refused = error;
        setTimeout(() => {
          if (!isToldAtItsCard()) notifyProblem(textOf(error));
        }, PATIENCE);
      });
    }, PAUSE);
  };
  const ends = [
    useDocument.subscribe(({ document }, before) => {
      if (document?.board.nodes !== before.document?.board.nodes) soon();
    }),
    // Another model knows nothing of what was asked before.
    useRun.subscribe(({ engine }, before) => {
      const [model, former] = [engine?.model, before.engine?.model];
      if (model?.activity !== former?.activity || model?.text !== former?.text || model?.run !== former?.run)
        soon();
    }),
  ];
  soon();
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

/** Whether the board has errors of its own, which stand where they belong. */
const isToldAtItsCard = (): boolean =>
  useDescription.getState().problems.some(({ severity }) => severity === 'error');
