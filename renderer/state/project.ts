import { create } from 'zustand';
import type { OpenedProject } from '../../main/bridge/contract.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { readDocument, writeDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { openDocument, useDocument } from './document.ts';
import { forgetRuns } from './run.ts';
import { sentenceOf } from './sentence.ts';
import { machine } from './studio.ts';

type Open = Omit<OpenedProject, 'text' | 'notes' | 'saved'>;

interface ProjectState {
  /** `null`: the home screen. */
  readonly open: Open | null;
  /** What the file holds, to know whether there is something to save. */
  readonly savedDocument: GraphDocument | null;
  /** What the machine keeps as autosave. */
  readonly keptDocument: GraphDocument | null;
  /** Why the last autosave failed. */
  readonly keepingFailed: Text | null;
  readonly notes: readonly Text[];
}

export const useProject = create<ProjectState>(() => ({
  open: null,
  savedDocument: null,
  keptDocument: null,
  keepingFailed: null,
  notes: [],
}));

const get = useProject.getState;
const set = useProject.setState;

/** Shows a project that the machine opened. @throws Problem where its document cannot be read */
export function showProject({ text, notes, saved, ...open }: OpenedProject): void {
  const document = readDocument(text, open.name);
  forgetRuns();
  set({
    open,
    notes,
    keepingFailed: null,
    keptDocument: document,
    savedDocument: saved ? document : null,
  });
  openDocument(document);
}

/** Back to the home screen. The machine keeps what was autosaved. */
export async function leaveProject(): Promise<void> {
  const { open } = get();
  if (!open) return;
  await keep();
  await machine().call('closeProject', { project: open.project });
  set({ open: null, savedDocument: null, keptDocument: null, notes: [] });
  openDocument(null);
  forgetRuns();
}

/** Hands edits to the machine's autosave, where there are any. */
export async function keep(): Promise<void> {
  const { open, keptDocument } = get();
  const { document } = useDocument.getState();
  if (!open || !document || open.lookingOn || document === keptDocument) return;
  try {
    await machine().call('autosave', { project: open.project, text: writeDocument(document) });
    if (get().open?.project === open.project) set({ keptDocument: document, keepingFailed: null });
  } catch (error) {
    set({ keepingFailed: sentenceOf(error) });
  }
}

/** Saves under the project's file, or under another. @throws a sentence where it cannot be written */
export async function save(as?: string, replace = false): Promise<void> {
  const { open } = get();
  const { document } = useDocument.getState();
  if (!open || !document) return;
  const { file, name } = await machine().call('save', {
    project: open.project,
    text: writeDocument(document),
    ...(as === undefined ? {} : { as, replace }),
  });
  set({
    open: { ...open, file, name },
    savedDocument: document,
    keptDocument: document,
    keepingFailed: null,
  });
}

/** Milliseconds without an edit after which edits are handed to the autosave. */
const QUIET = 600;

/** Autosaves from now on. @returns ends it */
export function keepEditsSafe(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = useDocument.subscribe(({ document }, before) => {
    if (document === before.document) return;
    clearTimeout(timer);
    timer = setTimeout(() => void keep(), QUIET);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}
