/**
 * Philox 4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"), laid out as in TensorFlow's
 * stateless operations with `alg = 1`. Block k of a sequence is the cipher of the counter (k, 0, draw, turn) under the key
 * (seed, stream), least significant word first, so that sequences of different draws and turns never meet.
 */

const ROUNDS = 10;
const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const WEYL = [0x9e3779b9, 0xbb67ae85] as const;

/** The upper 32 bits of the 64-bit product of two 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const other = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000)) | 0;
}

/**
 * Enciphers one counter of four 32-bit words under a key of two, in place.
 * @param block the counter before, four random words after
 */
export function encipher(block: Uint32Array, key0: number, key1: number): void {
  let [c0, c1, c2, c3] = block as unknown as [number, number, number, number];
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIERS[0], c0);
    const high1 = multiplyHigh(MULTIPLIERS[1], c2);
    const low0 = Math.imul(MULTIPLIERS[0], c0);
    const low1 = Math.imul(MULTIPLIERS[1], c2);
    c0 = high1 ^ c1 ^ key0;
    c1 = low1;
    c2 = high0 ^ c3 ^ key1;
    c3 = low0;
    key0 = (key0 + WEYL[0]) | 0;
    key1 = (key1 + WEYL[1]) | 0;
  }
  block[0] = c0;
  block[1] = c1;
  block[2] = c2;
  block[3] = c3;
}

/** What names a sequence of random numbers; each is one 32-bit word, signed or not. */
export interface NoiseKey {
  readonly seed: number;
  readonly stream: number;
  readonly draw: number;
  /** Of a loop; 0 outside. */
  readonly turn?: number;
}

/** Calls `take` with four random words at a time until `count` of them have been given. */
function blocks(
  count: number,
  { seed, stream, draw, turn = 0 }: NoiseKey,
  take: (block: Uint32Array, at: number) => void,
): void {
  const block = new Uint32Array(4);
  for (let at = 0; at < count; at += 4) {
    block.set([at / 4, 0, draw, turn]);
    encipher(block, seed, stream);
    take(block, at);
  }
}

/** 23 random bits as the fraction of a float32 in [0, 1). */
const toUnit = (word: number): number => (word & 0x7fffff) * 2 ** -23;

/** `count` numbers in [0, 1): the bits of TensorFlow's StatelessRandomUniformV2. */
export function uniform(count: number, key: NoiseKey): Float32Array {
  const result = new Float32Array(count);
  blocks(count, key, (block, at) => {
    const end = Math.min(4, count - at);
    for (let lane = 0; lane < end; lane++) result[at + lane] = toUnit(block[lane]!);
  });
  return result;
}

const TWO_PI = Math.fround(2 * Math.PI);
/** Below it TensorFlow cuts the first number of a pair off, so that its logarithm is finite. */
const SMALLEST = Math.fround(1e-7);

/**
 * `count` normal numbers: TensorFlow's StatelessRandomNormalV2 to 2e-6, which is what float32 logarithm, sine and cosine of
 * two libraries differ by. Box & Muller (1958), the sine first.
 */
export function normal(count: number, key: NoiseKey): Float32Array {
  const result = new Float32Array(count);
  blocks(count, key, (block, at) => {
    for (let lane = 0; lane < 4 && at + lane < count; lane += 2) {
      const angle = Math.fround(TWO_PI * toUnit(block[lane + 1]!));
      const logarithm = Math.fround(Math.log(Math.max(toUnit(block[lane]!), SMALLEST)));
      const radius = Math.fround(Math.sqrt(-2 * logarithm));
      result[at + lane] = radius * Math.fround(Math.sin(angle));
      if (at + lane + 1 < count) result[at + lane + 1] = radius * Math.fround(Math.cos(angle));
    }
  });
  return result;
}
