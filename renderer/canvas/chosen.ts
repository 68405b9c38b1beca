import { useRef } from 'react';

/** What React Flow tells of something that was selected or let go. */
export interface Chosen {
  readonly type: string;
  readonly id?: string;
  readonly selected?: boolean;
}

/** A selection after that. */
export function withChosen(before: readonly string[], chosen: readonly Chosen[]): string[] {
  const now = new Set(before);
  for (const { id, selected } of chosen)
    if (selected) now.add(id!);
    else now.delete(id!);
  return [...now];
}

/** The same array as before where nothing in it is another, so that whoever draws it need not. */
export function useSteady<T>(now: T[]): T[] {
  const before = useRef(now);
  if (now.length !== before.current.length || now.some((one, i) => one !== before.current[i]))
    before.current = now;
  return before.current;
}
