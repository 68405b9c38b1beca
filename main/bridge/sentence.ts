import { Problem, type Text } from '../../nodes/alphabet/problem.ts';

/** Any error as a sentence for people. */
export function sentenceOf(error: unknown): Text {
  if (error instanceof Problem) return error.text;
  const message = error instanceof Error ? error.message : String(error);
  return { en: message, ko: message };
}
