import { bytesOf, type Encoding } from './text-encoding.ts';

/**
 * Byte pair encoding (Gage 1994; Sennrich, Haddow & Birch 2016, algorithm 1) over bytes, as GPT-2 has it. A byte is the token of its
 * value + 1; merge number k makes token 257 + k.
 */
export type Merge = readonly [left: number, right: number];

/** Pairs are made within a word, the space before it included, and never across. */
const WORDS = /\s?\p{L}+|\s?\p{N}+|\s?[^\s\p{L}\p{N}]+|\s+/gu;

/**
 * Learns which pairs to merge: again and again the one that is met most often, the first by number among equals.
 * @param count how many at most; fewer where no pair is met twice
 */
export function learnPairs(text: string, encoding: Encoding, count: number): Merge[] {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(WORDS)) counts.set(word, (counts.get(word) ?? 0) + 1);
  let words: readonly Word[] = [...counts].map(([word, times]) => ({
    times,
    tokens: bytesOf(encoding, word).map((byte) => byte + 1),
  }));
  const merges: Merge[] = [];
  while (merges.length < count) {
    const best = mostFrequent(words);
    if (!best) break;
    const made = 257 + merges.length;
    merges.push(best);
    words = words.map(({ times, tokens }) => ({ times, tokens: merged(tokens, best, made) }));
  }
  return merges;
}

interface Word {
  readonly times: number;
  readonly tokens: readonly number[];
}

/** More than any token, so that two tokens make one number. */
const PAIR = 2 ** 20;

function mostFrequent(words: readonly Word[]): Merge | null {
  const counts = new Map<number, number>();
  for (const { times, tokens } of words)
    for (let i = 1; i < tokens.length; i++) {
      const pair = tokens[i - 1]! * PAIR + tokens[i]!;
      counts.set(pair, (counts.get(pair) ?? 0) + times);
    }
  let [best, most] = [-1, 1];
  for (const [pair, count] of counts)
    if (count > most || (count === most && best !== -1 && pair < best)) [best, most] = [pair, count];
  return best === -1 ? null : [Math.floor(best / PAIR), best % PAIR];
}

/** Every place of the pair as the one token that it makes. */
function merged(tokens: readonly number[], [left, right]: Merge, made: number): readonly number[] {
  if (!tokens.includes(left)) return tokens;
  const result: number[] = [];
  for (let i = 0; i < tokens.length; i++)
    if (tokens[i] === left && tokens[i + 1] === right) {
      result.push(made);
      i++;
    } else result.push(tokens[i]!);
  return result;
}

/** Bytes as tokens: at each turn the pair that was learned first. */
function pairBytes(merges: readonly Merge[], bytes: readonly number[]): number[] {
  const ranks = ranksOf(merges);
  let tokens: readonly number[] = bytes.map((byte) => byte + 1);
  for (;;) {
    let rank = Infinity;
    for (let i = 1; i < tokens.length; i++)
      rank = Math.min(rank, ranks.get(tokens[i - 1]! * PAIR + tokens[i]!) ?? Infinity);
    if (rank === Infinity) return [...tokens];
    tokens = merged(tokens, merges[rank]!, 257 + rank);
  }
}

const known = new WeakMap<readonly Merge[], ReadonlyMap<number, number>>();
function ranksOf(merges: readonly Merge[]): ReadonlyMap<number, number> {
  const found = known.get(merges) ?? new Map(merges.map(([left, right], i) => [left * PAIR + right, i]));
  known.set(merges, found);
  return found;
}

/** A text as tokens of byte pairs, word by word as they were learned. */
export function pairText(merges: readonly Merge[], encoding: Encoding, text: string): number[] {
  const words = new Map<string, readonly number[]>();
  const tokens: number[] = [];
  for (const [word] of text.matchAll(WORDS)) {
    const found = words.get(word) ?? pairBytes(merges, bytesOf(encoding, word));
    words.set(word, found);
    for (const token of found) tokens.push(token);
  }
  return tokens;
}
