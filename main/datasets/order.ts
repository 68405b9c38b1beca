import { randomWords } from './random-words.ts';

/**
 * The order in which an epoch visits the examples: a permutation of 0 .. count - 1 that depends on (count, seed, epoch) and on
 * nothing else, so a run that resumes or branches needs to remember no order. Integer arithmetic alone, hence the same on
 * every machine. `seed` is a whole number of either sign up to 2^53, `epoch` counts from 0.
 *
 * Fisher and Yates' shuffle; its numbers come from xoshiro128**.
 */
export function epochOrder(count: number, seed: number, epoch: number): Uint32Array {
  requireWhole('the number of examples', count, 1, 2 ** 32);
  requireWhole('the seed', seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  requireWhole('the epoch', epoch, 0, Number.MAX_SAFE_INTEGER);
  const random = randomWords(seed, epoch);
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = below(last + 1, random);
    const moved = order[last]!;
    order[last] = order[other]!;
    order[other] = moved;
  }
  return order;
}

/**
 * The batches of a stream of epochs. Batch `draw` is the `draw`-th run of `batch` places in epoch 0, epoch 1, ... written one
 * after the other: every batch is full, and one may end an epoch and begin the next. Any draw can be asked for at any time;
 * asking in order is fast, since the last epoch is kept.
 */
export class BatchOrder {
  readonly #count: number;
  readonly #batch: number;
  readonly #seed: number;
  #epoch = -1;
  #order: Uint32Array = new Uint32Array(0);

  constructor(count: number, batch: number, seed: number) {
    requireWhole('the number of examples', count, 1, 2 ** 32);
    requireWhole('the batch', batch, 1, 2 ** 32);
    requireWhole('the seed', seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    this.#count = count;
    this.#batch = batch;
    this.#seed = seed;
  }

  /** The examples of batch `draw` (from 0): `batch` numbers below `count`. */
  indices(draw: number): Uint32Array {
    requireWhole('the draw', draw, 0, Math.floor(Number.MAX_SAFE_INTEGER / this.#batch) - 1);
    const indices = new Uint32Array(this.#batch);
    for (let done = 0; done < this.#batch;) {
      const place = draw * this.#batch + done;
      const within = place % this.#count;
      const part = this.#orderOf(Math.floor(place / this.#count)).subarray(
        within,
        within + this.#batch - done,
      );
      indices.set(part, done);
      done += part.length;
    }
    return indices;
  }

  #orderOf(epoch: number): Uint32Array {
    if (epoch !== this.#epoch) {
      this.#order = epochOrder(this.#count, this.#seed, epoch);
      this.#epoch = epoch;
    }
    return this.#order;
  }
}

/** A whole number from 0 to n - 1, all equally likely: draws of just enough bits, until one is below n. */
function below(n: number, random: () => number): number {
  const shift = Math.clz32(n - 1);
  for (;;) {
    const number = random() >>> shift;
    if (number < n) return number;
  }
}

function requireWhole(what: string, value: number, lowest: number, highest: number): void {
  if (!Number.isSafeInteger(value) || value < lowest || value > highest)
    throw new Error(
      `Data order: ${what} should be a whole number from ${lowest} to ${highest}, but is ${value}.`,
    );
}
