import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { diskError } from './disk-error.ts';
import { ENDING, ProjectFiles } from './project-files.ts';

/** What Genloom keeps for itself. */
const HIDDEN = '.genloom';
/** Projects that are remembered. */
const MOST_RECENT = 60;
/** How deep documents are looked for, and how many are listed. */
const DEPTH = 4;
const MOST_LISTED = 1000;

const recentSchema = z.array(z.object({ file: z.string(), opened: z.number() }));
type Recent = z.infer<typeof recentSchema>;

/**
 * The folder in which a person keeps projects. It also says which files may be touched at all: those in it, and those that the
 * person chose in a dialog of the system.
 */
export class Workspace {
  readonly folder: string;
  readonly #granted = new Set<string>();
  #changing: Promise<unknown> = Promise.resolve();

  constructor(folder = path.join(homedir(), 'Genloom')) {
    this.folder = path.resolve(folder);
  }

  /** Projects that were never saved under a name. */
  get drafts(): string {
    return path.join(this.folder, HIDDEN, 'drafts');
  }

  isDraft(file: string): boolean {
    return path.dirname(file) === this.drafts;
  }

  /** Makes the folders. @throws a sentence where they cannot be made */
  async make(): Promise<void> {
    await mkdir(this.drafts, { recursive: true }).catch((error: unknown) => {
      throw diskError(error, 'write', this.drafts);
    });
  }

  /** The person chose this file in a dialog or in the system's file manager. */
  async grant(file: string): Promise<void> {
    this.#granted.add(await trueName(path.resolve(file)));
  }

  /**
   * The absolute path of a document that may be touched; a name alone is one in the workspace.
   * @throws Problem for one that lies elsewhere, `..` and links followed, and for one that is no document
   */
  async document(file: string): Promise<string> {
    const named = path.resolve(this.folder, file);
    if (!named.endsWith(ENDING) || path.basename(named).length <= ENDING.length || file.includes('\0'))
      throw new Problem(
        `A project is a file whose name ends in ${ENDING}; '${file}' does not. Choose another.`,
        `프로젝트 파일의 이름은 ${ENDING}(으)로 끝납니다. '${file}'은(는) 그렇지 않습니다. 다른 파일을 고르세요.`,
      );
    await this.#mustBeAllowed(named, file);
    return named;
  }

  /**
   * As `document`, for one that is to be written: not among what Genloom keeps for itself.
   * @throws Problem
   */
  async newDocument(file: string): Promise<string> {
    const named = await this.document(file.endsWith(ENDING) ? file : `${file}${ENDING}`);
    const parts = named.split(path.sep);
    const own = isInside(this.folder, named) ? path.relative(this.folder, named).split(path.sep) : [];
    if (own.some((part) => part.startsWith('.')) || parts.some(isCompanion))
      throw new Problem(
        `'${file}' lies among the files that Genloom keeps for itself, or begins with a dot. Choose another name.`,
        `'${file}'은(는) Genloom이 따로 쓰는 자리에 있거나 점으로 시작합니다. 다른 이름을 고르세요.`,
      );
    return named;
  }

  /** Whether a file, links followed, may be read. */
  async allows(file: string): Promise<boolean> {
    const [true_, root] = [await trueName(path.resolve(file)), await trueName(this.folder)];
    return this.#granted.has(true_) || isInside(root, true_);
  }

  async #mustBeAllowed(named: string, told: string): Promise<void> {
    if (await this.allows(named)) return;
    const recent = await this.recent();
    const true_ = await trueName(named);
    for (const one of recent) if ((await trueName(one.file)) === true_) return;
    throw new Problem(
      `'${told}' lies outside of the folder in which you keep projects (${this.folder}). Move it there, or open it with the system's own dialog.`,
      `'${told}'은(는) 프로젝트를 두는 폴더(${this.folder}) 밖에 있습니다. 그 폴더로 옮기거나 시스템의 열기 대화상자로 여세요.`,
    );
  }

  /** A free name in a folder: `Name`, `Name 2`, ... */
  freeFile(folder: string, name: string): string {
    const stem = fileStem(name);
    for (let n = 1; ; n++) {
      const files = new ProjectFiles(path.join(folder, `${n === 1 ? stem : `${stem} ${n}`}${ENDING}`));
      if (!existsSync(files.file) && !existsSync(files.companion)) return files.file;
    }
  }

  /** Projects that were open before and are still there, newest first. */
  async recent(): Promise<Recent> {
    try {
      const all = recentSchema.parse(JSON.parse(await readFile(this.#recentFile, 'utf8')));
      return all.filter(({ file }) => existsSync(file));
    } catch {
      return []; // None yet, or broken: a list that is made again by opening things.
    }
  }

  /** A project was opened, or is now somewhere else. */
  remember(file: string, before?: string): Promise<void> {
    return this.#changeRecent((all) => [
      { file, opened: Date.now() },
      ...all.filter((one) => one.file !== file && one.file !== before),
    ]);
  }

  forget(file: string): Promise<void> {
    return this.#changeRecent((all) => all.filter((one) => one.file !== file));
  }

  #changeRecent(change: (all: Recent) => Recent): Promise<void> {
    const next = this.#changing.then(async () => {
      await this.make();
      const all = change(await this.recent()).slice(0, MOST_RECENT);
      await writeFileAtomic(this.#recentFile, `${JSON.stringify(all, null, 1)}\n`);
    });
    this.#changing = next.catch(() => undefined);
    return next;
  }

  get #recentFile(): string {
    return path.join(this.folder, HIDDEN, 'recent.json');
  }

  /** Documents in the workspace that have a name of their own. */
  async documents(): Promise<string[]> {
    const found: string[] = [];
    const visit = async (folder: string, depth: number): Promise<void> => {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (found.length >= MOST_LISTED) return;
        if (entry.name.startsWith('.') || isCompanion(entry.name)) continue;
        const full = path.join(folder, entry.name);
        if (entry.isDirectory() && depth > 1) await visit(full, depth - 1);
        else if (entry.isFile() && entry.name.endsWith(ENDING)) found.push(full);
      }
    };
    await visit(this.folder, DEPTH);
    return found;
  }

  /** Removes a draft with all that belongs to it. */
  async removeDraft(file: string): Promise<void> {
    if (this.isDraft(file)) await new ProjectFiles(file).remove();
  }
}

const isCompanion = (name: string): boolean => name.includes('.genloom-files');

/** A file name that every system takes, as near to what the person wrote as may be. */
function fileStem(name: string): string {
  const stem = name
    // oxlint-disable-next-line no-control-regex -- they are what is taken out
    .replaceAll(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  return Array.from(stem).slice(0, 60).join('').trim() || 'Untitled';
}

/** The path with links followed, as far as it is there. */
async function trueName(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || path.dirname(file) === file)
      throw diskError(error, 'read', file);
    return path.join(await trueName(path.dirname(file)), path.basename(file));
  }
}

const isInside = (folder: string, file: string): boolean => {
  const relative = path.relative(folder, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
};
