/** Signs that some system does not allow in a file's name, control characters among them. */
// oxlint-disable-next-line no-control-regex -- they are what is refused
const FORBIDDEN = /[/\\:*?"<>|\u0000-\u001f]/;

/** What is wrong with a project's name; `null` where nothing is. */
export function nameProblem(name: string): 'nameless' | 'badName' | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'nameless';
  return FORBIDDEN.test(trimmed) || trimmed.startsWith('.') ? 'badName' : null;
}
