import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { readDocument } from '../../nodes/graph/document.ts';
import { removeUnfinishedWrites, writeFileAtomic } from './atomic-file.ts';
import { diskError } from './disk-error.ts';
import { Versions } from './versions.ts';

export const ENDING = '.genloom';
const COMPANION = '.genloom-files';

const originSchema = z.looseObject({
  /** How open windows name the project, over restarts. */
  id: z.string().min(1).max(200),
  template: z.string().nullable(),
});

/** Where a project comes from, and its name among open ones. */
export type Origin = z.infer<typeof originSchema>;

/** A project's document as it is opened. */
export interface OpenedText {
  readonly text: string;
  /** Whether `text` is what the file holds. */
  readonly saved: boolean;
  readonly notes: readonly Text[];
}

/**
 * A project on the disk: its document `Name.genloom`, and beside it the folder `Name.genloom-files` with the autosave, saved
 * versions, runs, exports and a thumbnail.
 */
export class ProjectFiles {
  readonly file: string;
  readonly versions: Versions;

  /** @param file absolute path of the document */
  constructor(file: string) {
    this.file = file;
    this.versions = new Versions(this.#inCompanion('versions'));
  }

  /** What a person calls it. */
  get name(): string {
    return path.basename(this.file, ENDING);
  }

  get companion(): string {
    return path.join(path.dirname(this.file), `${this.name}${COMPANION}`);
  }

  get runs(): string {
    return this.#inCompanion('runs');
  }

  get exports(): string {
    return this.#inCompanion('exports');
  }

  get thumbnail(): string {
    return this.#inCompanion('thumbnail.png');
  }

  get #autosave(): string {
    return this.#inCompanion(`autosave${ENDING}`);
  }

  get #origin(): string {
    return this.#inCompanion('project.json');
  }

  #inCompanion(name: string): string {
    return path.join(this.companion, name);
  }

  /** Names of its runs, as they lie on the disk. */
  async runNames(): Promise<string[]> {
    const entries = await readdir(this.runs, { withFileTypes: true }).catch(() => []);
    return entries
      .filter(
        (entry) => entry.isDirectory() && existsSync(path.join(this.runs, entry.name, 'document.genloom')),
      )
      .map(({ name }) => name);
  }

  /** When somebody worked on it last: milliseconds since 1970. */
  async changed(): Promise<number> {
    return Math.max(await modified(this.file), await modified(this.#autosave));
  }

  /** `null` where none was written or it is broken: then it is a document like any other. */
  async origin(): Promise<Origin | null> {
    try {
      return originSchema.parse(JSON.parse(await readFile(this.#origin, 'utf8')));
    } catch {
      return null;
    }
  }

  async writeOrigin(origin: Origin): Promise<void> {
    await this.#makeCompanion();
    await writeFileAtomic(this.#origin, `${JSON.stringify(origin)}\n`);
  }

  /** Clears away what writes that were killed left. For the one who opens the project to work on it. */
  async tidy(): Promise<void> {
    if (existsSync(this.companion)) await removeUnfinishedWrites(this.companion).catch(() => []);
  }

  /**
   * Reads the document with the work that was not saved yet.
   * @throws a sentence where the file is missing, broken or from a newer Genloom; it is left as it is
   */
  async open(): Promise<OpenedText> {
    const text = await this.savedText();
    readDocument(text, this.file);
    const autosave = await readFile(this.#autosave, 'utf8').catch(() => null);
    if (autosave === null || autosave === text) return { text, saved: true, notes: [] };
    try {
      readDocument(autosave, this.#autosave);
    } catch {
      return { text, saved: true, notes: [BROKEN_AUTOSAVE] };
    }
    // Saving removes the autosave, so a file that is newer was changed by somebody else.
    if ((await modified(this.file)) <= (await modified(this.#autosave)))
      return { text: autosave, saved: false, notes: [] };
    await this.versions.keep(autosave);
    return { text, saved: true, notes: [CHANGED_ELSEWHERE] };
  }

  /** What the file holds. @throws a sentence where it cannot be read */
  async savedText(): Promise<string> {
    try {
      return await readFile(this.file, 'utf8');
    } catch (error) {
      throw diskError(error, 'read', this.file);
    }
  }

  /** Keeps work without touching the document. @throws a sentence for what is no document, and where the disk refuses */
  async autosave(text: string): Promise<void> {
    readDocument(text, this.name);
    await this.#makeCompanion();
    await writeFileAtomic(this.#autosave, text);
  }

  /**
   * Writes the document, keeps it as a version, and what the file held as well where no version has it.
   * @throws a sentence for what is no document, and where the disk refuses; the file is then untouched
   */
  async save(text: string): Promise<void> {
    readDocument(text, this.name);
    await this.#makeCompanion();
    const former = await readFile(this.file, 'utf8').catch(() => null);
    if (former !== null && former !== text && former !== (await this.versions.newest()))
      await this.versions.keep(former);
    await writeFileAtomic(this.file, text);
    // From here on the work is safe; what follows may be made up for by the next save.
    await this.versions.keep(text);
    await this.dropAutosave();
  }

  /** Writes the document and nothing else. @throws a sentence where the disk refuses */
  async write(text: string): Promise<void> {
    await mkdir(path.dirname(this.file), { recursive: true }).catch((error: unknown) => {
      throw diskError(error, 'write', this.file);
    });
    await writeFileAtomic(this.file, text);
  }

  /** What was not saved is kept elsewhere. */
  async dropAutosave(): Promise<void> {
    await rm(this.#autosave, { force: true });
  }

  /** Removes the document and all that belongs to it. */
  async remove(): Promise<void> {
    await rm(this.file, { force: true });
    await rm(this.companion, { recursive: true, force: true });
  }

  async #makeCompanion(): Promise<void> {
    await mkdir(this.companion, { recursive: true }).catch((error: unknown) => {
      throw diskError(error, 'write', this.companion);
    });
  }
}

/** 0 where there is none. */
const modified = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

const BROKEN_AUTOSAVE: Text = {
  en: 'The autosave of this project is broken, so what you see is the document as it was saved last. The autosave was left where it is.',
  ko: '이 프로젝트의 자동 저장본이 깨져 있어 마지막으로 저장한 문서를 열었습니다. 자동 저장본은 그대로 두었습니다.',
};

const CHANGED_ELSEWHERE: Text = {
  en: 'The file was changed outside of Genloom after your last edits here. You see the file as it is now; your edits are kept among the versions.',
  ko: '여기서 마지막으로 편집한 뒤 Genloom 밖에서 파일이 바뀌었습니다. 지금의 파일을 열었고, 편집하던 내용은 버전 목록에 남겨 두었습니다.',
};
