/** Everything that can be put on the canvas, by family, with a search. */
export function Palette() {
  return <section aria-label="Palette" />;
}
