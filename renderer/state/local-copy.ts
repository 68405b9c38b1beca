/** Edits that the browser keeps because the machine could not take them. */
export interface LocalCopy {
  /** The document as a file holds it. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const keyOf = (project: string): string => `genloom-copy ${project}`;

/** Keeps a document in the browser. @returns whether there was room for it */
export function writeLocalCopy(project: string, text: string): boolean {
  try {
    localStorage.setItem(keyOf(project), JSON.stringify({ text, at: Date.now() } satisfies LocalCopy));
    return true;
  } catch {
    return false;
  }
}

/** @returns `null` where there is none, or none that can be read */
export function readLocalCopy(project: string): LocalCopy | null {
  try {
    const found = JSON.parse(localStorage.getItem(keyOf(project)) ?? 'null') as Partial<LocalCopy> | null;
    return typeof found?.text === 'string' && typeof found.at === 'number'
      ? { text: found.text, at: found.at }
      : null;
  } catch {
    return null;
  }
}

export function dropLocalCopy(project: string): void {
  try {
    localStorage.removeItem(keyOf(project));
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}
