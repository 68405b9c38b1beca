import type { ModelState } from '../../main/bridge/contract.ts';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { writeDocument } from '../../nodes/graph/document.ts';
import { useDocument } from './document.ts';
import { useProject } from './project.ts';
import { useRun } from './run.ts';
import { machine } from './studio.ts';

/** The model in the engine, where it is one of the project that is open. */
export const modelHere = (): ModelState | null => {
  const model = useRun.getState().engine?.model ?? null;
  return model && model.project === useProject.getState().open?.project ? model : null;
};

export const useModel = (): ModelState | null => {
  const project = useProject(({ open }) => open?.project);
  return useRun(({ engine }) => (engine?.model && engine.model.project === project ? engine.model : null));
};

/** The project and its document as calls take them. @throws Problem where no project is open */
function projectNow(): { readonly project: string; readonly text: string } {
  const { open } = useProject.getState();
  const { document } = useDocument.getState();
  if (!open || !document)
    throw new Problem(
      'No project is open. Open one from the home screen.',
      '열린 프로젝트가 없어요. 홈 화면에서 하나 열어 주세요.',
    );
  return { project: open.project, text: writeDocument(document) };
}

/** The engine tells the same as news; what came first counts until then. */
function heard(model: ModelState): ModelState {
  useRun.setState(({ engine }) => (engine ? { engine: { ...engine, model } } : {}));
  return model;
}

/** Fills the document with the best weights there are, or with those of a run. */
export async function show(run?: string, step?: number, signal?: AbortSignal): Promise<ModelState> {
  const wanted = { ...(run === undefined ? {} : { run }), ...(step === undefined ? {} : { step }) };
  return heard(await machine().call('show', { ...projectNow(), ...wanted }, signal));
}

/** Has every view look now at the model that is there, as it is: a window that comes back has seen nothing yet. */
export async function lookAround(): Promise<void> {
  const model = modelHere();
  if (model) heard(await machine().call('show', { project: model.project, text: model.text }));
}

/** Begins a new run; the one before stays in the history. */
export async function train(from: 'scratch' | 'shown'): Promise<ModelState> {
  useRun.setState({ progress: null });
  return heard(await machine().call('train', { ...projectNow(), from }));
}

/** Goes on with the run at hand, or with another one, from its last checkpoint. */
export async function goOn(run = modelHere()?.run): Promise<ModelState | null> {
  if (run === null || run === undefined) return null;
  return heard(await machine().call('goOn', { project: projectNow().project, run }));
}

export async function pause(): Promise<void> {
  heard(await machine().call('pause', {}));
}

/** Makes training steps and stands still again; where no run is at hand it begins one. */
export async function step(count = 1): Promise<void> {
  if (modelHere()?.activity !== 'paused')
    heard(await machine().call('train', { ...projectNow(), from: 'scratch', paused: true }));
  heard(await machine().call('step', { count }));
}

/** Ends the run here: it keeps its last checkpoint and stands in the history; its model stays on the screen. */
export async function stop(): Promise<void> {
  const run = modelHere()?.run;
  await pause();
  if (run !== null && run !== undefined) await show(run);
}
