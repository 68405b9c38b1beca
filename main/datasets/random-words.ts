/**
 * Words of 32 bits, all equally likely, that depend on the key and on nothing else: xoshiro128**, whose 128 bits of state are
 * mixed from the key. Integer arithmetic alone, hence the same on every machine.
 * @param key whole numbers of either sign up to 2^53
 */
export function randomWords(...key: readonly number[]): () => number {
  return xoshiro128(stateOf(key.flatMap(words)));
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
