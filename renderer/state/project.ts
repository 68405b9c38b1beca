import { create } from 'zustand';
import type { Arguments, OpenedProject, StudioNews } from '../../main/bridge/contract.ts';
import { type Text, textOf } from '../../nodes/alphabet/problem.ts';
import { readDocument, writeDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { edit, lookOn, openDocument, showInstead, useDocument } from './document.ts';
import { dropLocalCopy, readLocalCopy, writeLocalCopy, type LocalCopy } from './local-copy.ts';
import { forgetRuns } from './run.ts';
import { forgetSamples } from './drawn-samples.ts';
import { showPicturesFirst } from './settings.ts';
import { machine } from './studio.ts';
import { forgetTurns } from './turns.ts';

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
  /** Edits of an earlier day that only this browser kept, offered until taken or dropped. */
  readonly offered: LocalCopy | null;
  readonly notes: readonly Text[];
  /** A project is on its way. */
  readonly opening: boolean;
}

const NONE = {
  open: null,
  savedDocument: null,
  keptDocument: null,
  keepingFailed: null,
  offered: null,
  notes: [],
  opening: false,
} as const;

export const useProject = create<ProjectState>(() => NONE);

const get = useProject.getState;
const set = useProject.setState;

/** How the document at hand is kept. `keeping`: the autosave has not taken the last edits yet. */
export type Keeping = 'saved' | 'kept' | 'keeping' | 'not kept';

export function keepingOf(
  { savedDocument, keptDocument, keepingFailed }: ProjectState,
  document: GraphDocument | null,
): Keeping {
  if (document === savedDocument) return 'saved';
  if (document === keptDocument) return 'kept';
  return keepingFailed ? 'not kept' : 'keeping';
}

/** Shows a project that the machine opened. @throws Problem where its document cannot be read */
export function showProject({ text, notes, saved, ...open }: OpenedProject): void {
  const document = readDocument(text, open.name);
  forgetRuns();
  forgetSamples();
  set({
    open,
    notes,
    keepingFailed: null,
    keptDocument: document,
    savedDocument: saved ? document : null,
    offered: offeredFor(open.project, text),
    opening: false,
  });
  openDocument(document, open.lookingOn);
}

/** A copy of the browser that holds something else than what was opened. */
function offeredFor(project: string, text: string): LocalCopy | null {
  const copy = readLocalCopy(project);
  if (copy?.text !== text) return copy;
  dropLocalCopy(project);
  return null;
}

/** Fetches what a project is shown with, told by those who show it. */
let fetchShow: () => Promise<unknown> = async () => {};

/** What to fetch while the machine opens a project: it is shown when both are there. */
export const whileOpening = (fetch: () => Promise<unknown>): void => void (fetchShow = fetch);

/** Leaves what is open and opens something else. @throws a sentence where that cannot be opened; what was open stays */
async function openInstead(ask: () => Promise<OpenedProject>): Promise<void> {
  set({ opening: true });
  try {
    // What cannot be fetched is told where it would stand.
    const fetched = fetchShow().catch(() => undefined);
    await keep();
    const opened = await ask();
    await fetched;
    const before = get().open;
    showProject(opened);
    if (before && before.project !== opened.project)
      await machine()
        .call('closeProject', { project: before.project })
        .catch(() => undefined);
  } finally {
    set({ opening: false });
  }
}

/** Begins a project from a template, from nothing, or from a document that somebody dropped. @throws a sentence */
export const createProject = (from: Arguments<'createProject'>): Promise<void> =>
  openInstead(async () => {
    const opened = await machine().call('createProject', from);
    if (opened.template !== null) showPicturesFirst();
    return opened;
  });

/** @throws a sentence where the file is missing, broken or from a newer Genloom */
export const openProject = (file: string): Promise<void> =>
  openInstead(() => machine().call('openProject', { file }));

/** Makes this window the one that edits. What the other window did last is what is seen then. @throws a sentence */
export async function takeOver(): Promise<void> {
  const { open } = get();
  if (open) showProject(await machine().call('takeOver', { project: open.project }));
}

/**
 * Finds the project again at a machine that was away. Edits made meanwhile stay, and are handed to the autosave; where nothing
 * was edited, what the machine holds is shown.
 * @throws a sentence
 */
export async function openAgain(): Promise<void> {
  const { open, keptDocument, offered } = get();
  const { document } = useDocument.getState();
  if (!open || !document) return;
  const { text, notes, saved, ...again } =
    open.file === null
      ? await machine().call('takeOver', { project: open.project })
      : await machine().call('openProject', { file: open.file });
  const held = readDocument(text, again.name);
  forgetTurns();
  if (again.lookingOn || document === keptDocument) {
    if (writeDocument(held) === writeDocument(document)) set({ open: again, notes });
    else showProject({ text, notes, saved, ...again });
    if (again.lookingOn) lookOn();
    return;
  }
  set({ open: again, notes, keptDocument: held, savedDocument: saved ? held : null, offered });
  await keep();
}

/** Another window took the project over, or saved it: this one looks on. */
export function lookOnFromNow(project: string): void {
  const { open } = get();
  if (open?.project !== project) return;
  set({ open: { ...open, lookingOn: true } });
  lookOn();
}

/** Shows what another window did, where this one looks on. */
export function follow({ project, text, saved }: StudioNews & { readonly kind: 'edited' }): void {
  const { open } = get();
  if (open?.project !== project || !open.lookingOn) return;
  const document = readDocument(text, open.name);
  showInstead(document);
  set({ keptDocument: document, savedDocument: saved ? document : null });
}

/** Back to the home screen. The machine keeps what was autosaved. */
export async function leaveProject(): Promise<void> {
  const { open } = get();
  if (!open) return;
  await keep();
  set(NONE);
  openDocument(null);
  forgetRuns();
  forgetSamples();
  await machine()
    .call('closeProject', { project: open.project })
    .catch(() => undefined);
}

/** Hands edits to the machine's autosave, where there are any; where it cannot take them, the browser keeps them. */
export async function keep(): Promise<void> {
  const { open, keptDocument } = get();
  const { document } = useDocument.getState();
  if (!open || !document || open.lookingOn || document === keptDocument) return;
  const { project } = open;
  const text = writeDocument(document);
  try {
    await machine().call('autosave', { project, text });
    if (get().open?.project !== project) return;
    set({ keptDocument: document, keepingFailed: null });
    if (get().offered === null) dropLocalCopy(project);
  } catch (error) {
    writeLocalCopy(project, text);
    if (get().open?.project === project) set({ keepingFailed: textOf(error) });
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
  if (get().open?.project !== open.project) return;
  set({
    open: { ...open, file, name },
    savedDocument: document,
    keptDocument: document,
    keepingFailed: null,
  });
}

/** Puts other contents in the place of the document, as a deed that can be undone. @throws Problem where it is no document */
export function replaceDocument(label: Text, text: string): void {
  const { open } = get();
  const next = readDocument(text, open?.name ?? '');
  edit(label, (draft) => {
    for (const key of Object.keys(draft)) delete (draft as Record<string, unknown>)[key];
    Object.assign(draft, next);
  });
}

/** Takes the edits that only the browser kept. */
export function takeOffered(): void {
  const { offered } = get();
  if (!offered) return;
  replaceDocument({ en: 'Edits kept in this browser', ko: '이 브라우저에 남아 있던 편집' }, offered.text);
  dropOffered();
}

export function dropOffered(): void {
  const { open } = get();
  if (open) dropLocalCopy(open.project);
  set({ offered: null });
}

export const dropNotes = (): void => set({ notes: [] });

/** Whether something would be lost if the window closed now. */
export function wouldLose(): boolean {
  const { open, keptDocument, keepingFailed } = get();
  const { document } = useDocument.getState();
  return open !== null && !open.lookingOn && keepingFailed !== null && document !== keptDocument;
}

/** Where the browser notes, for one tab, what is open in it. */
const OPEN_HERE = 'genloom-open';

/** Notes what is open, so that a tab that is loaded again finds it. @returns ends it */
export const rememberOpen = (): (() => void) =>
  useProject.subscribe(({ open }, before) => {
    if (open === before.open) return;
    if (open) sessionStorage.setItem(OPEN_HERE, JSON.stringify({ project: open.project, file: open.file }));
    else sessionStorage.removeItem(OPEN_HERE);
  });

/** Opens what was open in this tab before it was loaded again; home where that is gone. @throws a sentence */
export async function openRemembered(): Promise<void> {
  const noted = sessionStorage.getItem(OPEN_HERE);
  if (noted === null || get().open) return;
  sessionStorage.removeItem(OPEN_HERE);
  const { project, file } = JSON.parse(noted) as { readonly project: string; readonly file: string | null };
  await openInstead(() =>
    file === null ? machine().call('takeOver', { project }) : machine().call('openProject', { file }),
  );
}

/** Leaves edits that are not with the machine yet in the browser. @returns whether nothing would be lost now */
export function keepInBrowser(): boolean {
  const { open, keptDocument } = get();
  const { document } = useDocument.getState();
  if (!open || !document || open.lookingOn || document === keptDocument) return true;
  void keep();
  return writeLocalCopy(open.project, writeDocument(document));
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
