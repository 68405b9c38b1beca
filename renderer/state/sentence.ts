import type { Text } from '../../nodes/alphabet/problem.ts';

/** An error as a sentence in both languages. */
export function sentenceOf(error: unknown): Text {
  const text = (error as { text?: Text }).text;
  if (text) return text;
  const message = error instanceof Error ? error.message : String(error);
  return { en: message, ko: message };
}
