import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { diskError } from './disk-error.ts';

const FILE = /^(\d{13})\.genloom$/;
/** How many are kept in all, and of them the newest without gaps. */
const MOST = 50;
const NEWEST = 20;

/** Former states of a document, each a file named by its time (milliseconds since 1970). */
export class Versions {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Newest first. */
  async list(): Promise<readonly { readonly version: string; readonly changed: number }[]> {
    const names = await readdir(this.#folder).catch(() => [] as string[]);
    return names
      .flatMap((name) => FILE.exec(name)?.[1] ?? [])
      .sort()
      .reverse()
      .map((version) => ({ version, changed: Number(version) }));
  }

  /** @throws a sentence where there is no such version */
  async read(version: string): Promise<string> {
    if (!(await this.list()).some((one) => one.version === version))
      throw new Problem(
        `There is no version '${version}' of this project any more. Choose one of the list.`,
        `이 프로젝트에는 '${version}' 버전이 더는 없습니다. 목록에서 고르세요.`,
      );
    const file = this.#file(version);
    return readFile(file, 'utf8').catch((error: unknown) => {
      throw diskError(error, 'read', file);
    });
  }

  /** The text of the newest one, `null` where there is none. */
  async newest(): Promise<string | null> {
    const [newest] = await this.list();
    return newest ? readFile(this.#file(newest.version), 'utf8').catch(() => null) : null;
  }

  /** Adds a version, unless the newest is the same, and thins out old ones. @throws a sentence where the disk refuses */
  async keep(text: string, now = Date.now()): Promise<void> {
    if ((await this.newest()) === text) return;
    await mkdir(this.#folder, { recursive: true }).catch((error: unknown) => {
      throw diskError(error, 'write', this.#folder);
    });
    const before = (await this.list())[0]?.changed ?? 0;
    await writeFileAtomic(this.#file(String(Math.max(now, before + 1))), text);
    for (const time of tooMany((await this.list()).map(({ changed }) => changed)))
      await rm(this.#file(String(time)), { force: true });
  }

  #file(version: string): string {
    return path.join(this.#folder, `${version}.genloom`);
  }
}

/**
 * Which of these times to give up, so that the newest stay complete and older ones become rarer the older they are.
 * @param times newest first
 */
export function tooMany(times: readonly number[]): number[] {
  const kept = [...times];
  const removed: number[] = [];
  while (kept.length > MOST) {
    const now = kept[0]!;
    let at = kept.length - 2;
    let least = Infinity;
    // The oldest stays; of the others goes the one whose neighbours are nearest to each other for their age.
    for (let i = NEWEST; i < kept.length - 1; i++) {
      const gap = (kept[i - 1]! - kept[i + 1]!) / (now - kept[i + 1]!);
      if (gap < least) [at, least] = [i, gap];
    }
    removed.push(...kept.splice(at, 1));
  }
  return removed;
}
