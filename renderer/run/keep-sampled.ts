import { textOf } from '../../nodes/alphabet/problem.ts';
import { notifyProblem } from '../parts/notify.ts';
import { tellAsked } from '../state/asked.ts';
import { useDocument } from '../state/document.ts';
import { isOf } from '../state/freshness.ts';
import { useRun } from '../state/run.ts';
import { catchUp, isBehind } from '../state/samples.ts';
import { modelHere } from '../state/training.ts';

/** Milliseconds without an edit after which samples follow: a slider is let go, a second class is picked. */
const QUIET = 250;

/**
 * Has samples that a person drew follow what the board's doors ask for: another class, another prompt, and the former one again
 * after an undo.
 * @returns ends it
 */
export function keepSampled(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let drawing = false;

  const consider = () => {
    clearTimeout(timer);
    if (!drawing && isBehind()) timer = setTimeout(() => void follow(), QUIET);
  };
  const follow = async () => {
    if (!isBehind() || !canSample()) return;
    drawing = true;
    // What cannot be asked for is told where it was asked; there are no samples of it.
    const refused = await tellAsked().catch((error: unknown) => ({ error }));
    try {
      if (!refused) await catchUp();
    } catch (error) {
      notifyProblem(textOf(error));
    }
    drawing = false;
    // What was asked for meanwhile.
    if (!refused) consider();
  };
  const ends = [
    useDocument.subscribe(({ document }, before) => {
      if (document !== before.document) consider();
    }),
    useRun.subscribe(({ engine }, before) => {
      if (engine?.model !== before.engine?.model) consider();
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

/** Whether the engine's model is of the board as it is; after other edits it is made anew first. */
function canSample(): boolean {
  const model = modelHere();
  const { document } = useDocument.getState();
  if (!model || !document) return false;
  return model.activity !== 'preparing' && model.activity !== 'failed' && isOf(model.text, document);
}
