import { useRef, useSyncExternalStore } from 'react';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { useDocument } from '../state/document.ts';
import { useProject } from '../state/project.ts';
import { useRun } from '../state/run.ts';
import { useSettings } from '../state/settings.ts';
import type { Command } from './command.ts';
import { commandOf } from './registry.ts';

interface CommandNow {
  readonly command: Command;
  /** `true`, or why it cannot be done now. */
  readonly may: true | Text;
  /** What it would do now, such as which deed is undone. */
  readonly detail: Text | null;
}

function subscribe(hear: () => void): () => void {
  const ends = [useDocument, useProject, useRun, useSettings].map((store) => store.subscribe(hear));
  return () => ends.forEach((end) => end());
}

const same = (a: true | Text | null, b: true | Text | null): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && a?.en === b?.en && a?.ko === b?.ko);

/** A command as it stands now; drawn again when that changes. */
export function useCommand(id: string): CommandNow {
  const last = useRef<CommandNow | null>(null);
  const now = () => {
    const command = commandOf(id);
    const may = command.when?.() ?? true;
    const detail = command.detail?.() ?? null;
    const before = last.current;
    if (before && before.command === command && same(before.may, may) && same(before.detail, detail))
      return before;
    return (last.current = { command, may, detail });
  };
  return useSyncExternalStore(subscribe, now);
}
