import { Problem } from '../../nodes/alphabet/problem.ts';
import { enter, select } from '../state/document.ts';
import { useDescription } from './description.ts';
import type { LocatedProblem } from './locate.ts';

/** What keeps the model from training, the first of it. */
export const firstError = (): LocatedProblem | null =>
  useDescription.getState().problems.find(({ severity }) => severity === 'error') ?? null;

/** Goes to what keeps the model from training, where something does. @throws Problem with its sentence */
export function goToFirstError(): void {
  const error = firstError();
  if (!error) return;
  if (error.node !== null) {
    enter(error.path);
    select({ nodes: [error.node] });
  }
  throw new Problem(error.text.en, error.text.ko);
}
