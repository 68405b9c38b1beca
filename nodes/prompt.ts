import { Problem } from './alphabet/problem.ts';
import type { Dial } from './dial.ts';
import { tokensOf, type Vocabulary } from './vocabulary.ts';

/** A text that a person begins and a model goes on with. */
export const promptDial = {
  type: 'text',
  default: '',
  onCard: {},
  live: true,
  title: { en: 'Prompt', ko: '프롬프트' },
  help: {
    en: 'How the text begins; the model goes on from there.',
    ko: '글의 시작입니다. 모델이 그 뒤를 이어 씁니다.',
  },
} as const satisfies Dial;

/**
 * The tokens of a prompt.
 * @param vocabulary unknown where no data was opened: then the prompt is nothing but a shape
 * @throws Problem where it holds unknown characters or leaves no place for more
 */
export function promptTokens(vocabulary: Vocabulary | undefined, prompt: string, length: number): number[] {
  if (prompt === '' || !vocabulary) return [];
  const tokens = tokensOf(vocabulary, prompt);
  if (tokens.length < length) return tokens;
  throw new Problem(
    `The prompt takes ${tokens.length} of ${length} tokens and leaves none to write. Shorten it to at most ${length - 1} tokens.`,
    `프롬프트가 토큰 ${length}개 중 ${tokens.length}개를 차지해 쓸 자리가 없습니다. ${length - 1}개 이하로 줄이세요.`,
  );
}

/** Tokens as a whole row, zeros behind them. */
export const rowOfTokens = (tokens: readonly number[], length: number): number[] =>
  Array.from({ length }, (_, place) => tokens[place] ?? 0);
