import type { Text } from '../../nodes/alphabet/problem.ts';

interface Found {
  readonly title: Text;
  readonly words?: readonly string[];
  readonly sentence?: Text;
}

const plain = (text: string): string => text.toLowerCase().normalize('NFC');

/** How well a text answers a search; 0 where it does not. */
function scoreOf(text: string, wish: string): number {
  const words = plain(text);
  if (words === wish) return 6;
  if (words.startsWith(wish)) return 5;
  if (words.split(/[\s\-_(,/]+/).some((word) => word.startsWith(wish))) return 4;
  return words.includes(wish) ? 3 : 0;
}

/** How well a thing answers the words of a search, all of which must be found in it; 0 where it does not. */
function answers({ title, words = [], sentence }: Found, wishes: readonly string[]): number {
  let score = 0;
  for (const wish of wishes) {
    const titled = Math.max(scoreOf(title.en, wish), scoreOf(title.ko, wish));
    const worded = Math.max(0, ...words.map((word) => scoreOf(word, wish) - 1));
    const told = sentence && (plain(sentence.en).includes(wish) || plain(sentence.ko).includes(wish)) ? 1 : 0;
    const best = Math.max(titled * 2, worded * 2, told);
    if (best <= 0) return 0;
    score += best;
  }
  return score;
}

const wishesOf = (query: string): readonly string[] => plain(query).split(/\s+/).filter(Boolean);

/** How well one thing answers a search: by title, by other words, by its sentence, in both languages; 0 where it does not. */
export function answer(thing: Found, query: string): number {
  const wishes = wishesOf(query);
  return wishes.length === 0 ? 1 : answers(thing, wishes);
}

/** What answers a search, best first. Without a search all stay in their order. */
export function search<T extends Found>(things: readonly T[], query: string): readonly T[] {
  const wishes = wishesOf(query);
  if (wishes.length === 0) return things;
  return things
    .map((thing) => ({ thing, score: answers(thing, wishes) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ thing }) => thing);
}
