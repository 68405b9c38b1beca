/**
 * Rows of bytes as floats: row r is `bytes[r * size ...]` with each byte as `value` has it (256 numbers).
 *
 * All rows are converted at once and kept, as a copy is four times faster than a conversion; if together they would take more
 * than `most` bytes, each is converted when it is asked for. What is returned is valid until the next call.
 */
export function floatRows(
  bytes: Uint8Array,
  size: number,
  value: Float32Array,
  most = 256 * 2 ** 20,
): (row: number) => Float32Array {
  if (bytes.length * Float32Array.BYTES_PER_ELEMENT <= most) {
    const floats = new Float32Array(bytes.length);
    convert(bytes, value, floats);
    return (row) => floats.subarray(row * size, row * size + size);
  }
  const floats = new Float32Array(size);
  return (row) => {
    convert(bytes.subarray(row * size, row * size + size), value, floats);
    return floats;
  };
}

function convert(bytes: Uint8Array, value: Float32Array, floats: Float32Array): void {
  for (let k = 0; k < bytes.length; k++) floats[k] = value[bytes[k]!]!;
}
