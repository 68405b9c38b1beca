import type { Text } from '../../nodes/alphabet/problem.ts';
import { language } from '../language/texts.ts';

interface Notice {
  readonly tone: 'plain' | 'good' | 'bad';
  readonly text: string;
  /** One thing to do about it. */
  readonly action?: { readonly title: string; readonly perform: () => void };
}

let show: (notice: Notice) => void = () => undefined;

/** Says once where notices are shown. */
export function showNoticesWith(shower: (notice: Notice) => void): void {
  show = shower;
}

const say = (
  tone: Notice['tone'],
  text: Text,
  action?: { readonly title: Text; readonly perform: () => void },
) =>
  show({
    tone,
    text: text[language()],
    ...(action ? { action: { title: action.title[language()], perform: action.perform } } : {}),
  });

type Action = Parameters<typeof say>[2];

/** Tells a person something in passing. */
export const notify = (text: Text, action?: Action): void => say('plain', text, action);
/** Tells that something was done. */
export const notifyDone = (text: Text, action?: Action): void => say('good', text, action);
/** Tells what went wrong; it stays until it is put away. */
export const notifyProblem = (text: Text, action?: Action): void => say('bad', text, action);
