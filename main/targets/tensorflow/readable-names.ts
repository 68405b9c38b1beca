/**
 * Names that TensorFlow takes for nodes and Python and JavaScript for arguments, as near as can be to those given: letters of
 * ASCII, digits and `_`, a letter first, each different.
 * @param otherwise what a name becomes of which nothing is left
 */
export function readableNames(names: readonly string[], otherwise: string): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = name
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
    const base = plain === '' ? otherwise : /^[0-9]/.test(plain) ? `${otherwise}_${plain}` : plain;
    let unique = base;
    for (let i = 2; taken.has(unique); i++) unique = `${base}_${i}`;
    taken.add(unique);
    return unique;
  });
}
