/**
 * The order in which an epoch visits the examples: a permutation of 0 .. count - 1 that depends on (count, seed, epoch) and on
 * nothing else, so a run that resumes or branches needs to remember no order. Integer arithmetic alone, hence the same on
 * every machine. `seed` is a whole number of either sign up to 2^53, `epoch` counts from 0.
 *
 * Fisher and Yates' shuffle; its numbers come from xoshiro128**, whose 128 bits of state are mixed from (seed, epoch).
 */
export function epochOrder(count: number, seed: number, epoch: number): Uint32Array {
  requireWhole('the number of examples', count, 1, 2 ** 32);
  requireWhole('the seed', seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  requireWhole('the epoch', epoch, 0, Number.MAX_SAFE_INTEGER);
  const random = xoshiro128(stateOf([...words(seed), ...words(epoch)]));
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

/** A whole number as two words of 32 bits, two's complement. */
function words(value: number): [number, number] {
  return [Math.floor(value / 2 ** 32) >>> 0, value >>> 0];
}

/** Four words of state out of the key's words: each state word absorbs all of them through splitmix32's finalizer. */
function stateOf(key: readonly number[]): Uint32Array {
  const state = new Uint32Array(4);
  let hash = 0;
  for (let k = 0; k < 4; k++) {
    for (const word of key) hash = mix((hash ^ word) + 0x9e3779b9);
    state[k] = hash = mix(hash + 0x9e3779b9);
  }
  state[3]! |= Number(state.every((word) => word === 0)); // the one state that xoshiro never leaves
  return state;
}

/** splitmix32's finalizer (Murmur 3's): a bijection of 32 bit words in which every bit moves every other. */
function mix(word: number): number {
  let z = word >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}

/** xoshiro128** 1.1 (Blackman and Vigna, <https://prng.di.unimi.it/xoshiro128starstar.c>): words of 32 bits. */
function xoshiro128(s: Uint32Array): () => number {
  return () => {
    const result = Math.imul(rotate(Math.imul(s[1]!, 5), 7), 9) >>> 0;
    const t = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotate(s[3]!, 11);
    return result;
  };
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
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
