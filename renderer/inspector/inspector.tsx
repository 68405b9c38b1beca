/** What is selected, in full: its sentence, dials, ports and cost. */
export function Inspector() {
  return <section aria-label="Inspector" />;
}
