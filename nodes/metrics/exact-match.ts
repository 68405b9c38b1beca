import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { mustHaveSameShape } from '../per-example.ts';
import { lengthOfTokens } from '../token-rows.ts';
import { keyOfTokens, rowsOfTokens } from '../vocabulary-tensor.ts';

export default defineLook({
  kind: 'exact-match',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Exact match', ko: '완전 일치' },
  sentence: {
    en: 'How often what was written is the true text, every token up to the end: one wrong digit makes a sum wrong.',
    ko: '쓴 글이 끝까지 모든 토큰에서 정답과 같은 비율입니다. 숫자 하나만 틀려도 틀린 것입니다.',
  },
  formula: '\\frac{1}{N}\\sum_i [\\tilde{x}_i = x_i]',
  aliases: ['accuracy', 'EM', 'right answers', '정답률'],
  inputs: {
    samples: { symbol: '\\tilde{x}', title: { en: 'Written', ko: '쓴 것' } },
    tokens: { symbol: 'x', title: { en: 'True', ko: '정답' } },
  },
  outputs: {},
  numbers: { 'exact match': { title: { en: 'exact match', ko: '정확히 일치' } } },
  dials: { count: countDial },
  examples: ({ count }) => count,
  build(_ops, { samples, tokens }) {
    lengthOfTokens('samples', samples);
    mustHaveSameShape('samples', samples, 'tokens', tokens);
    return { samples, tokens };
  },
  finish({ samples, tokens }) {
    const written = rowsOfTokens(samples!).map(keyOfTokens);
    const right = rowsOfTokens(tokens!).filter((row, i) => keyOfTokens(row) === written[i]);
    return { numbers: { 'exact match': right.length / written.length } };
  },
});
