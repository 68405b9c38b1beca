import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { readDocument, writeDocument } from '../../nodes/graph/document.ts';
import type { Arguments, OpenedProject, ProjectCard, StudioNews } from '../bridge/contract.ts';
import { ProjectFiles } from '../projects/project-files.ts';
import { copyProject, moveProject, setAside } from '../projects/relocate.ts';
import { readTemplate, templateNames } from '../projects/templates.ts';
import type { Workspace } from '../projects/workspace.ts';
import { emptyDocument } from './empty-document.ts';
import { OpenProject } from './open-project.ts';
import { existsAlready, noSuchTemplate, notOpen, openElsewhere } from './sentences.ts';

const UNTITLED: Text = { en: 'Untitled', ko: '제목 없음' };

/** What the room of projects needs of the house. */
export interface ProjectsHouse {
  readonly workspace: Workspace;
  readonly tell: (window: string, news: StudioNews) => void;
  /** Does something to the folder of a project while its model keeps its hands off. */
  readonly relocating: (project: OpenProject, work: () => Promise<void>) => Promise<void>;
  /** Whether the project's model is being trained. */
  readonly isTraining: (project: string) => boolean;
}

/** Open projects: who edits them, and where they are kept. */
export class Projects {
  readonly #house: ProjectsHouse;
  readonly #open = new Map<string, OpenProject>();

  constructor(house: ProjectsHouse) {
    this.#house = house;
  }

  /** An open project, or one that was open before the host was started anew. @throws Problem */
  async get(id: string): Promise<OpenProject> {
    const open = this.#open.get(id);
    if (open) return open;
    for (const { file } of await this.#house.workspace.recent()) {
      const files = new ProjectFiles(file);
      const origin = await files.origin();
      if (origin?.id === id) return this.#opened(files);
    }
    throw notOpen();
  }

  /** Windows that have a project open. */
  windowsOf(id: string): ReadonlySet<string> {
    return this.#open.get(id)?.windows ?? new Set();
  }

  async create(wish: Arguments<'createProject'>, window: string): Promise<OpenedProject> {
    const { workspace } = this.#house;
    await workspace.make();
    const { name, text, template } = await beginning(wish);
    const files = new ProjectFiles(workspace.freeFile(workspace.drafts, name));
    const id = newId();
    // Beside each other, as each waits for the disk: whatever of it a power cut leaves can be opened, or is not listed.
    await Promise.all([
      files.writeOrigin({ id, template }),
      files.save(text),
      workspace.remember(files.file),
    ]);
    return this.#enter(await this.#opened(files), window);
  }

  async open(file: string, window: string): Promise<OpenedProject> {
    const { workspace } = this.#house;
    const files = new ProjectFiles(await workspace.document(file));
    await files.open(); // refused before anything is written beside it
    await workspace.remember(files.file);
    return this.#enter(await this.#opened(files), window);
  }

  async #opened(files: ProjectFiles): Promise<OpenProject> {
    const already = [...this.#open.values()].find((one) => one.files.file === files.file);
    if (already) return already;
    let origin = await files.origin();
    // A copy that was made outside of Genloom has the name of its original.
    if (!origin || this.#open.has(origin.id)) {
      origin = { id: newId(), template: origin?.template ?? null };
      await files.writeOrigin(origin);
    }
    await files.tidy();
    const project = new OpenProject(origin.id, files, origin.template);
    this.#open.set(project.id, project);
    return project;
  }

  async #enter(project: OpenProject, window: string): Promise<OpenedProject> {
    return this.#tellOpened(project, project.enter(window));
  }

  async #tellOpened(project: OpenProject, lookingOn: boolean): Promise<OpenedProject> {
    const { id, files, name, template } = project;
    const { text, saved, notes } = await project.alone(() => files.open());
    const draft = this.#house.workspace.isDraft(files.file);
    return {
      project: id,
      name,
      file: draft ? null : files.file,
      text,
      saved: saved && !draft,
      template,
      lookingOn,
      notes,
    };
  }

  async takeOver(id: string, window: string): Promise<OpenedProject> {
    const project = await this.get(id);
    const before = project.takePen(window);
    if (before !== null) this.#house.tell(before, { kind: 'taken over', project: id });
    return this.#tellOpened(project, false);
  }

  async autosave(id: string, text: string, window: string): Promise<void> {
    const project = await this.get(id);
    project.mustHavePen(window);
    await project.alone(() => project.files.autosave(text));
    this.#tellOthers(project, window, { kind: 'edited', project: id, text, saved: false });
  }

  #tellOthers(project: OpenProject, window: string, news: StudioNews): void {
    for (const other of project.windows) if (other !== window) this.#house.tell(other, news);
  }

  async save(
    { project: id, text, as, replace = false }: Arguments<'save'>,
    window: string,
  ): Promise<{ file: string; name: string }> {
    const project = await this.get(id);
    project.mustHavePen(window);
    readDocument(text, project.name);
    const { workspace } = this.#house;
    const draft = workspace.isDraft(project.files.file);
    const target =
      as !== undefined
        ? await workspace.newDocument(as)
        : draft
          ? workspace.freeFile(workspace.folder, project.name)
          : project.files.file;
    await project.alone(async () => {
      if (target === project.files.file) await project.files.save(text);
      else await this.#saveElsewhere(project, new ProjectFiles(target), text, { draft, replace });
    });
    this.#tellOthers(project, window, { kind: 'taken over', project: id });
    this.#tellOthers(project, window, { kind: 'edited', project: id, text, saved: true });
    return { file: project.files.file, name: project.name };
  }

  async #saveElsewhere(
    project: OpenProject,
    target: ProjectFiles,
    text: string,
    { draft, replace }: { readonly draft: boolean; readonly replace: boolean },
  ): Promise<void> {
    const former = project.files;
    if ([...this.#open.values()].some((one) => one !== project && one.files.file === target.file))
      throw openElsewhere(target.file);
    if (existsSync(target.file) && !replace) throw existsAlready(target.file);
    const replaced = await setAside(target);
    await this.#house.relocating(project, async () => {
      // The document first: whatever happens now, the work is in a file.
      await target.write(text);
      await (draft ? moveProject : copyProject)(former, target).catch(async (error: unknown) => {
        await (replaced === null ? target.remove() : target.write(replaced));
        throw error;
      });
      project.files = target;
      await target.save(text);
      await (draft ? former.remove() : former.dropAutosave());
    });
    await this.#house.workspace.remember(target.file, draft ? former.file : undefined);
    // A copy is a project of its own: the one that it was copied from gets another id when it is opened again.
  }

  async close(id: string, window: string): Promise<void> {
    const project = this.#open.get(id);
    project?.leave(window);
    if (project) await this.#settle(project);
  }

  windowClosed(window: string): void {
    for (const project of this.#open.values()) project.leave(window);
  }

  /** A draft that nobody did anything to goes when it is closed. */
  async #settle(project: OpenProject): Promise<void> {
    if (project.windows.size > 0 || this.#house.isTraining(project.id)) return;
    this.#open.delete(project.id);
    await this.#dropUntouched(project.files);
  }

  async #dropUntouched(files: ProjectFiles): Promise<void> {
    if (!this.#house.workspace.isDraft(files.file)) return;
    const { saved } = await files.open();
    if (saved && (await files.runNames()).length === 0) await this.forget(files.file);
  }

  /** Drops drafts that nobody did anything to and whose window never closed them: one that came back would have done so by now. */
  async tidy(now = Date.now()): Promise<void> {
    for (const { file } of await this.#house.workspace.recent()) {
      const files = new ProjectFiles(file);
      if ([...this.#open.values()].some((one) => one.files.file === file)) continue;
      if (now - (await files.changed()) > UNTOUCHED) await this.#dropUntouched(files).catch(() => undefined);
    }
  }

  /** Takes a project out of the list of recent ones; a draft goes altogether. */
  async forget(file: string): Promise<void> {
    const { workspace } = this.#house;
    const named = await workspace.document(file);
    await workspace.forget(named);
    if (workspace.isDraft(named)) await workspace.removeDraft(named);
  }

  async recent(): Promise<ProjectCard[]> {
    const recent = await this.#house.workspace.recent();
    return Promise.all(recent.map(({ file }) => this.#card(file)));
  }

  async browse(): Promise<ProjectCard[]> {
    const cards = await Promise.all(
      (await this.#house.workspace.documents()).map((file) => this.#card(file)),
    );
    return cards.sort((a, b) => b.changed - a.changed);
  }

  async #card(file: string): Promise<ProjectCard> {
    const files = new ProjectFiles(file);
    return {
      file,
      name: files.name,
      changed: await files.changed(),
      draft: this.#house.workspace.isDraft(file),
      runs: (await files.runNames()).length,
      thumbnail: existsSync(files.thumbnail),
    };
  }
}

/** Milliseconds after which nobody comes back to a draft that was left as it began. */
const UNTOUCHED = 24 * 3600e3;

const newId = (): string => randomBytes(8).toString('hex');

/** What a new project begins as. */
async function beginning(
  wish: Arguments<'createProject'>,
): Promise<{ name: string; text: string; template: string | null }> {
  if ('template' in wish) {
    const names = await templateNames();
    if (!names.includes(wish.template)) throw noSuchTemplate(wish.template, names);
    const { document, about } = await readTemplate(wish.template);
    const name = about?.title?.[wish.language ?? 'en'] ?? document.name;
    return { name, text: writeDocument({ ...document, name }), template: wish.template };
  }
  if ('empty' in wish) {
    const name = UNTITLED[wish.language ?? 'en'];
    return { name, text: writeDocument(emptyDocument(name)), template: null };
  }
  readDocument(wish.text, wish.name);
  return { name: wish.name.replace(/\.genloom$/i, ''), text: wish.text, template: null };
}
