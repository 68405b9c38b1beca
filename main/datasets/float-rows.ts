/**
 * Rows of bytes as floats: row r is `bytes[r * size ...]` with each byte as `value` has it (256 numbers).
 *
 * A row is converted when it is first asked for and kept, as a copy is four times faster than a conversion; if all rows
 * together would take more than `most` bytes, each is converted anew. What is returned is valid until the next call.
 */
export function floatRows(
  bytes: Uint8Array,
  size: number,
  value: Float32Array,
  most = 256 * 2 ** 20,
): (row: number) => Float32Array {
  const keep = bytes.length * Float32Array.BYTES_PER_ELEMENT <= most;
  const floats = new Float32Array(keep ? bytes.length : size);
  const ready = new Uint8Array(keep ? bytes.length / size : 0);
  return (row) => {
    const from = row * size;
    const to = keep ? from : 0;
    if (ready[row] !== 1) {
      for (let k = 0; k < size; k++) floats[to + k] = value[bytes[from + k]!]!;
      ready[row] = 1; // a write beyond the end is ignored where nothing is kept
    }
    return floats.subarray(to, to + size);
  };
}
