import type { DialValue, GraphDocument } from '../../nodes/graph/document.ts';
import { exactText } from '../language/numbers.ts';
import { edit, useDocument } from '../state/document.ts';
import { reveal } from '../state/reveal.ts';
import type { Attempt } from '../../templates/about.ts';

/** `weights.kl` names one number of a dial that has one for each wire. */
const parts = (dial: string): readonly [name: string, of: string | undefined] => {
  const dot = dial.indexOf('.');
  return dot < 0 ? [dial, undefined] : [dial.slice(0, dot), dial.slice(dot + 1)];
};

/** What the dial of an attempt says in a document; `undefined` where it stands at its default. */
export function valueNow({ board }: GraphDocument, { node, dial }: Attempt): DialValue | undefined {
  const [name, of] = parts(dial);
  const value = board.nodes[node]?.dials[name];
  if (of === undefined) return value;
  return typeof value === 'object' && !Array.isArray(value) ? value[of] : undefined;
}

/** Whether the document says already what the attempt asks for. */
export const isTried = (document: GraphDocument, attempt: Attempt): boolean =>
  JSON.stringify(valueNow(document, attempt)) === JSON.stringify(attempt.value);

/** Makes the edit of an attempt, which undo takes back, and points at the view to watch. */
export function tryIt(attempt: Attempt): void {
  const { node, dial, value, look, text } = attempt;
  if (!useDocument.getState().document?.board.nodes[node]) return;
  const [name, of] = parts(dial);
  edit(text, ({ board }) => {
    const { dials } = board.nodes[node]!;
    if (of === undefined) dials[name] = value;
    else dials[name] = { ...(dials[name] as Record<string, number> | undefined), [of]: value as number };
  });
  reveal([], look);
}

/** A value as a person reads it. */
export const spoken = (value: Attempt['value']): string =>
  typeof value === 'number'
    ? exactText(value)
    : Array.isArray(value)
      ? value.map(exactText).join(', ')
      : String(value);
