/** Files that data sets would read because a document names them. */
export function namedFiles(
  sources: readonly { readonly source: { readonly dials: Readonly<Record<string, unknown>> } }[],
): readonly string[] {
  return sources.flatMap(({ source }) => {
    const { file } = source.dials;
    return typeof file === 'object' && file !== null
      ? Object.values(file).filter((name): name is string => typeof name === 'string')
      : [];
  });
}
