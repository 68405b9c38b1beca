import { createHash } from 'node:crypto';
import type { Stage } from '../../nodes/program/stages.ts';
import type { Elements, Values } from '../targets/target.ts';

type Loop = Extract<Stage, { kind: 'loop' }>;

/**
 * What loops came to, by what they compute and what they were given. Good for as long as no weight changes: somebody who
 * measures a model asks its sampler once, however many metrics look at the samples.
 */
export class LoopMemory {
  readonly #known = new Map<string, readonly Values[]>();
  readonly #written = new WeakMap<Loop, string>();

  /** @param feeds all feeds of its first turn, by name */
  keyOf(loop: Loop, feeds: Readonly<Record<string, Elements>>): string {
    const hash = createHash('sha256').update(this.#writing(loop));
    for (const { name } of loop.program.feeds) {
      const { buffer, byteOffset, byteLength } = feeds[name]!;
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    }
    return hash.digest('hex');
  }

  /** The last carried values, then the kept ones. */
  recall(key: string): readonly Values[] | undefined {
    return this.#known.get(key);
  }

  keep(key: string, found: readonly Values[]): void {
    this.#known.set(key, found);
  }

  /** What a loop computes. What it is handed is called by its number in the program around it, which is no part of that. */
  #writing(loop: Loop): string {
    const known = this.#written.get(loop);
    if (known !== undefined) return known;
    const { program, count, keep } = loop;
    const feeds = program.feeds.map(({ name, value, source }) => [
      name.startsWith('value/') ? source.kind : name,
      value,
    ]);
    const text = JSON.stringify([{ ...program, feeds }, count, keep]);
    this.#written.set(loop, text);
    return text;
  }
}
