import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { readDocument, writeDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { removeUnfinishedWrites, writeFileAtomic } from './atomic-file.ts';
import { claim, release } from './claim.ts';
import { diskError } from './disk-error.ts';
import { Journal, readJournal } from './journal.ts';
import type { RunRecord } from './run-record.ts';

const DOCUMENT = 'document.genloom';
const METRICS = 'metrics.jsonl';
const CHECKPOINT = /^step-(\d{9})\.safetensors$/;

/**
 * A run on the disk: `document.genloom` (what it was trained from), `metrics.jsonl` (a line a report), `checkpoints/`
 * (safetensors), `samples/`. All of it can be read with other people's tools.
 */
export class RunFolder {
  readonly folder: string;
  #journal: Journal | null = null;

  private constructor(folder: string) {
    this.folder = folder;
  }

  get documentFile(): string {
    return path.join(this.folder, DOCUMENT);
  }

  /** What it was trained from, as it stands in its file. */
  async documentText(): Promise<string> {
    return readFile(this.documentFile, 'utf8').catch((error: unknown) => {
      throw diskError(error, 'read', this.documentFile);
    });
  }

  checkpointFile(step: number): string {
    return path.join(this.folder, 'checkpoints', `step-${String(step).padStart(9, '0')}.safetensors`);
  }

  /** Begins a run in a new or empty folder. @throws a sentence where the folder holds something already */
  static async create(folder: string, document: GraphDocument): Promise<RunFolder> {
    const run = new RunFolder(path.resolve(folder));
    try {
      await mkdir(path.join(run.folder, 'checkpoints'), { recursive: true });
      await mkdir(path.join(run.folder, 'samples'), { recursive: true });
    } catch (error) {
      throw diskError(error, 'write', run.folder);
    }
    if (existsSync(path.join(run.folder, DOCUMENT)))
      throw new Error(
        `${run.folder} holds a run already, and nothing is ever overwritten. Choose another folder with --out, or go on with it by --resume.`,
      );
    claim(run.folder);
    await writeFileAtomic(path.join(run.folder, DOCUMENT), writeDocument(document));
    return run;
  }

  /** Opens a run to look at it; a training of it may be going on elsewhere. @throws a sentence where there is no run */
  static async open(folder: string): Promise<{ run: RunFolder; document: GraphDocument }> {
    const run = new RunFolder(path.resolve(folder));
    const file = path.join(run.folder, DOCUMENT);
    if (!existsSync(file))
      throw new Error(
        `${run.folder} is no run: there is no ${DOCUMENT} in it. Give the folder that training printed.`,
      );
    const document = readDocument(await readFile(file, 'utf8'), file);
    return { run, document };
  }

  /**
   * Makes an opened run one's own, to go on with it: what a crash left half written is removed.
   * @param patience milliseconds to wait for another process that has it: one whose owner was killed ends by itself
   * @throws a sentence where another process trains it
   */
  async takeOver(patience = 0): Promise<void> {
    await this.#claim(performance.now() + patience);
    const checkpoints = path.join(this.folder, 'checkpoints');
    await mkdir(checkpoints, { recursive: true }).catch((error: unknown) => {
      throw diskError(error, 'write', checkpoints);
    });
    await removeUnfinishedWrites(checkpoints).catch(() => []);
  }

  async #claim(until: number): Promise<void> {
    for (;;) {
      try {
        return claim(this.folder);
      } catch (error) {
        if (performance.now() >= until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  /** Appends a line to the metrics. */
  record(record: RunRecord): void {
    this.#journal ??= new Journal(path.join(this.folder, METRICS));
    this.#journal.append(record);
  }

  /** All lines of the metrics so far. */
  records(): readonly RunRecord[] {
    const file = path.join(this.folder, METRICS);
    return existsSync(file) ? (readJournal(file).records as RunRecord[]) : [];
  }

  /**
   * Takes back what was measured after a step that training returns to, because it will be measured again.
   * Dials that a person turned later are kept: they are turned again when their step comes.
   */
  async forgetAfter(step: number): Promise<void> {
    this.#journal?.close();
    this.#journal = null;
    const kept = this.records().filter((record) => record.step <= step || record.kind === 'dial');
    const lines = kept.map((record) => `${JSON.stringify(record)}\n`).join('');
    await writeFileAtomic(path.join(this.folder, METRICS), lines);
  }

  /** The dial changes of the run, in order. */
  dials(): readonly (RunRecord & { kind: 'dial' })[] {
    return this.records().filter((record) => record.kind === 'dial');
  }

  /** Writes a checkpoint; it is whole or not there. */
  async writeCheckpoint(step: number, bytes: Uint8Array): Promise<string> {
    const file = this.checkpointFile(step);
    await writeFileAtomic(file, bytes);
    return file;
  }

  /** Steps that have a checkpoint, ascending. */
  async checkpoints(): Promise<readonly number[]> {
    const names = await readdir(path.join(this.folder, 'checkpoints')).catch(() => [] as string[]);
    return names.flatMap((name) => CHECKPOINT.exec(name)?.slice(1).map(Number) ?? []).sort((a, b) => a - b);
  }

  /** The bytes of a checkpoint and the file's name for sentences. */
  async readCheckpoint(step: number): Promise<{ bytes: Uint8Array; file: string }> {
    const file = this.checkpointFile(step);
    try {
      return { bytes: await readFile(file), file };
    } catch (error) {
      throw diskError(error, 'read', file);
    }
  }

  /** Removes a checkpoint that is no longer wanted. */
  async removeCheckpoint(step: number): Promise<void> {
    await rm(this.checkpointFile(step), { force: true });
  }

  close(): void {
    this.#journal?.close();
    this.#journal = null;
    release(this.folder);
  }
}
