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

/**
 * What answers a search, best first: by title, by other words, by its sentence, in both languages. Every word of the
 * search must be found. Without a search all stay in their order.
 */
export function search<T extends Found>(things: readonly T[], query: string): readonly T[] {
  const wishes = plain(query).split(/\s+/).filter(Boolean);
  if (wishes.length === 0) return things;
  return things
    .flatMap((thing) => {
      let score = 0;
      for (const wish of wishes) {
        const { title, words = [], sentence } = thing;
        const titled = Math.max(scoreOf(title.en, wish), scoreOf(title.ko, wish));
        const worded = Math.max(0, ...words.map((word) => scoreOf(word, wish) - 1));
        const told =
          sentence && (plain(sentence.en).includes(wish) || plain(sentence.ko).includes(wish)) ? 1 : 0;
        const best = Math.max(titled * 2, worded * 2, told);
        if (best <= 0) return [];
        score += best;
      }
      return [{ thing, score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ thing }) => thing);
}
