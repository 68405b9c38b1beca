import type { Text } from '../../nodes/alphabet/problem.ts';

/** The known word that a person most likely meant, `null` where none is near. */
export function nearest(word: string, known: Iterable<string>): string | null {
  const lower = word.toLowerCase();
  let best: string | null = null;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const begun = lower.length > 1 && candidate.toLowerCase().startsWith(lower);
    const distance = begun ? 0.5 : editDistance(lower, candidate.toLowerCase());
    // A word of two letters is near to anything: what remains equal must outweigh what changes.
    if (distance < least && distance < Math.min(word.length, candidate.length)) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** ` Did you mean 'train'?`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): Text {
  const meant = nearest(word, known);
  return meant === null
    ? { en: '', ko: '' }
    : { en: ` Did you mean '${meant}'?`, ko: ` '${meant}'을(를) 뜻하셨나요?` };
}

/** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? rows[i - 2]![j - 2]! + 1
          : Infinity;
      row.push(Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
