/** Files that data sets would read because a document names them, each once. */
export function namedFiles(
  sources: readonly { readonly source: { readonly dials: Readonly<Record<string, unknown>> } }[],
): readonly string[] {
  const files = sources.flatMap(({ source }) => {
    const { file } = source.dials;
    return typeof file === 'object' && file !== null
      ? Object.values(file).filter((name): name is string => typeof name === 'string')
      : [];
  });
  return [...new Set(files)];
}
