import { mkdir } from 'node:fs/promises';
import type { Finding } from '../../nodes/finding.ts';
import { mosaic } from '../datasets/mosaic.ts';
import { writePng } from '../datasets/png.ts';
import type { OpenProject } from './open-project.ts';

/** Pictures of a thumbnail, at most: columns and rows. */
const COLUMNS = 8;
const ROWS = 4;
/** About as wide as a card of the gallery on a sharp screen (pixels). */
const WIDE = 448;
/** Milliseconds between two pictures of one project while it is being trained. */
const EVERY = 15_000;

interface Seen {
  readonly project: OpenProject;
  readonly finding: Finding;
  written: boolean;
}

/** Keeps the newest samples of projects as their pictures. */
export class Thumbnails {
  readonly #seen = new Map<string, Seen>();
  #timed = false;
  #writing: Promise<void> = Promise.resolve();

  /** The model shows what it makes. */
  see(project: OpenProject, finding: Finding): void {
    this.#seen.set(project.id, { project, finding, written: false });
    if (!this.#timed)
      setTimeout(() => {
        this.#timed = false;
        void this.write();
      }, EVERY).unref();
    this.#timed = true;
  }

  /** Writes what is new. A picture that cannot be written is none: nothing depends on it. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      for (const seen of this.#seen.values()) {
        if (seen.written) continue;
        seen.written = true;
        await write(seen).catch(() => undefined);
      }
    });
    return this.#writing;
  }
}

async function write({ project: { files }, finding }: Seen): Promise<void> {
  if (finding.picture?.form !== 'images') return;
  const { images, range } = finding.picture;
  const count = Math.min(images.shape[0]!, COLUMNS * ROWS);
  const size = images.data.length / images.shape[0]!;
  const shown = Float32Array.from(images.data.subarray(0, count * size));
  const picture = mosaic(shown, [count, ...images.shape.slice(1)], COLUMNS, range);
  await mkdir(files.companion, { recursive: true });
  await writePng(files.thumbnail, picture, Math.max(1, Math.round(WIDE / picture.width)));
}
