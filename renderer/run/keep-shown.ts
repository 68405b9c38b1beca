import { useDescription } from '../shapes/description.ts';
import { useDocument } from '../state/document.ts';
import { asksOtherwise, isOf } from '../state/freshness.ts';
import { useProject } from '../state/project.ts';
import { useRun } from '../state/run.ts';
import { lookAround, modelHere, show } from '../state/training.ts';

/** Milliseconds without an edit after which the model is made anew from the graph. */
const QUIET = 1200;

/**
 * Keeps a model of the graph on the canvas in the engine, filled with the best weights there are: when a project is opened,
 * and when an edit changes its programs; a model that is there already is asked to show itself. Never while something trains or is paused: then the person decides.
 * There is one engine: where windows have several projects open, it goes to the one in which somebody does something.
 * @returns ends it
 */
export function keepShown(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | null = null;
  /** The document that could not be shown: only another one is tried again. */
  let failed: unknown = null;
  /** Another project has taken the engine since somebody did something here. */
  let lent = false;

  const consider = () => {
    greet();
    clearTimeout(timer);
    if (!wantsModel(lent) || useDocument.getState().document === failed) return;
    // The first one at once, so that a project opens on pictures.
    timer = setTimeout(() => void ask(), modelHere() ? QUIET : 0);
  };
  /** The project whose model was asked to show itself. */
  let greeted: string | null = null;
  const greet = () => {
    const model = modelHere();
    if (!model || greeted === model.project || model.activity === 'preparing') return;
    // Cards and their shapes come before pictures, which take the machine longer: it is asked again when they are there.
    if (useDescription.getState().document === null) return;
    greeted = model.project;
    const { seen } = useRun.getState();
    // What fails here is told where the model stands; the next look of the engine fills the views as well.
    if (Object.keys(seen).length === 0) lookAround().catch(() => undefined);
  };
  const ask = async () => {
    if (!wantsModel(lent)) return;
    asking?.abort();
    const mine = (asking = new AbortController());
    const { document } = useDocument.getState();
    greeted = useProject.getState().open?.project ?? null;
    try {
      await show(undefined, undefined, mine.signal);
    } catch {
      // The model's own state tells what failed, where it stands.
      if (!mine.signal.aborted) failed = document;
    }
  };
  const attend = () => {
    lent = false;
    if (isElsewhere()) consider();
  };
  const attention = new AbortController();
  for (const deed of ['focus', 'pointerdown', 'keydown'])
    window.addEventListener(deed, attend, { capture: true, signal: attention.signal });
  const ends = [
    () => attention.abort(),
    useDescription.subscribe(consider),
    useProject.subscribe(({ open }, before) => {
      if (open?.project !== before.open?.project || open?.lookingOn !== before.open?.lookingOn) consider();
    }),
    useRun.subscribe(({ engine }, before) => {
      const [model, former] = [engine?.model, before.engine?.model];
      lent = isElsewhere() && (lent || former?.project === projectHere());
      if (model?.activity !== former?.activity || model?.project !== former?.project) consider();
    }),
  ];
  consider();
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

const projectHere = (): string | undefined => useProject.getState().open?.project;

/** Whether the engine has a model of another project. */
function isElsewhere(): boolean {
  const { engine } = useRun.getState();
  return engine?.model != null && engine.model.project !== projectHere();
}

/**
 * Whether the graph can run, and the engine has no model of it and nothing that a person would miss.
 * @param lent whether another project has the engine, and nobody did anything here since
 */
function wantsModel(lent: boolean): boolean {
  const { open } = useProject.getState();
  const { document: drawn } = useDocument.getState();
  const described = useDescription.getState();
  if (!open || open.lookingOn || !drawn) return false;
  if (described.document !== drawn || !described.checked) return false;
  if (described.problems.some(({ severity }) => severity === 'error')) return false;
  const other = useRun.getState().engine?.model;
  if (other && other.project !== open.project)
    return !lent && document.hasFocus() && other.activity !== 'training' && other.activity !== 'preparing';
  const model = modelHere();
  if (!model) return true;
  if (model.activity === 'failed' && asksOtherwise(model.text, drawn)) return true;
  return ['shown', 'finished', 'failed'].includes(model.activity) && !isOf(model.text, drawn);
}
