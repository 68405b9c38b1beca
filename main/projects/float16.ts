// IEEE 754 binary16: 1 sign, 5 exponent (bias 15), 10 fraction bits. <https://en.wikipedia.org/wiki/Half-precision_floating-point_format>

/**
 * Rounds each number to the nearest float16, ties to the even one, as IEEE 754 and numpy do; returns the 16 bits of each.
 * From 65,520 on it is an infinity; below 2^-14 it becomes subnormal; every NaN becomes the quiet NaN 0x7e00 with its sign.
 */
export function toFloat16Bits(values: Float32Array): Uint16Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const bits = new Uint16Array(words.length);
  for (let k = 0; k < bits.length; k++)
    bits[k] = ((words[k]! >>> 16) & 0x8000) | roundMagnitude(words[k]! & 0x7fffffff);
  return bits;
}

/** The numbers that the 16 bits of each float16 stand for; float32 holds every one exactly. */
export function fromFloat16Bits(bits: Uint16Array): Float32Array {
  const words = new Uint32Array(bits.length);
  for (let k = 0; k < words.length; k++)
    words[k] = ((bits[k]! & 0x8000) << 16) | widenMagnitude(bits[k]! & 0x7fff);
  return new Float32Array(words.buffer);
}

function roundMagnitude(word: number): number {
  if (word > 0x7f800000) return 0x7e00; // NaN
  if (word >= 0x477ff000) return 0x7c00; // 65,520 is halfway between the largest float16 and the next power of two
  if (word >= 0x38800000) return dropBits(word - 0x38000000, 13); // normal: the exponents' biases differ by 112
  const exponent = word >>> 23;
  if (exponent < 102) return 0; // under half of the smallest subnormal, 2^-24
  return dropBits((word & 0x7fffff) | 0x800000, 126 - exponent); // in units of 2^-24
}

/** `word` >> `count`, rounded to nearest, ties to even. A carry out of the fraction goes into the exponent, as it should. */
function dropBits(word: number, count: number): number {
  const kept = word >>> count;
  const dropped = word & ((1 << count) - 1);
  const half = 1 << (count - 1);
  return dropped > half || (dropped === half && kept & 1) ? kept + 1 : kept;
}

function widenMagnitude(half: number): number {
  const fraction = half & 0x3ff;
  if (half >= 0x7c00) return 0x7f800000 | (fraction << 13);
  if (half >= 0x400) return (half << 13) + 0x38000000;
  if (half === 0) return 0;
  const shift = Math.clz32(fraction) - 21; // brings the highest bit of a subnormal to the implicit one's place
  return ((113 - shift) << 23) | ((fraction << (13 + shift)) & 0x7fffff);
}
