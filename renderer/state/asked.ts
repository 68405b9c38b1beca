import { askedDials } from '../../nodes/graph/asked-values.ts';
import { useDocument } from './document.ts';
import { useProject } from './project.ts';
import { machine } from './studio.ts';
import { modelHere } from './training.ts';

/** What the engine's model was asked last, and what it said. */
interface Told {
  readonly model: string;
  readonly asked: string;
  /** Why it could not be asked that. */
  readonly refused?: unknown;
}

let told: Told | null = null;
let telling: Promise<void> = Promise.resolve();

/**
 * Tells the engine what the live dials of the board ask of views and samples, where it does not know yet: its model may be of an
 * older state of the document.
 * @throws a sentence where the model cannot be asked that, such as a word that it does not know
 */
export function tellAsked(): Promise<void> {
  const next = telling.then(tell);
  telling = next.catch(() => undefined);
  return next;
}

async function tell(): Promise<void> {
  const { document } = useDocument.getState();
  const here = modelHere();
  // A window that looks on changes nothing; a model that is made or did not come about is asked when there is one.
  if (!document || !here || useProject.getState().open?.lookingOn) return;
  if (here.activity === 'preparing' || here.activity === 'failed') return;
  const dials = askedDials(document);
  const asked = JSON.stringify(dials);
  const model = `${here.project} ${here.run} ${here.text}`;
  if (told?.model === model && told.asked === asked) {
    if ('refused' in told) throw told.refused;
    return;
  }
  if (asked === '{}') return;
  try {
    await machine().call('ask', { asked: dials });
    told = { model, asked };
  } catch (refused) {
    told = { model, asked, refused };
    throw refused;
  }
}
