/** A 32-bit FNV-1a hash (Fowler, Noll, Vo) of a text's UTF-16 units, as a signed integer. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
