import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { countOfTokens, joinedPorts } from '../joined-tokens.ts';
import { exampleSize } from '../per-example.ts';
import { lengthOfTokens } from '../token-rows.ts';

export default defineNode({
  kind: 'split-tokens',
  family: 'maths',
  places: ['board'],
  title: { en: 'Split tokens', ko: '토큰 나누기' },
  sentence: {
    en: 'Takes a row of joined tokens apart again: what came first and what came behind, each with its own numbers and shape. A token of the wrong kind becomes the nearest of the right one.',
    ko: '이어 붙인 토큰을 다시 앞의 것과 뒤의 것으로 나누어 각자의 번호와 모양으로 되돌립니다. 종류가 다른 토큰은 가장 가까운 번호로 바꿉니다.',
  },
  formula: 'a = x_{\\le L_a} - 1,\\quad b = x_{> L_a} - 1 - V_a',
  aliases: ['text and image tokens', 'codes of a picture', '그림 코드'],
  source: 'Ramesh et al. 2021, Zero-Shot Text-to-Image Generation, section 2.2',
  inputs: {
    tokens: { symbol: 'x', title: { en: 'Joined', ko: '이어진 것' } },
    first: { ...joinedPorts.first, title: { en: 'What came first is like', ko: '앞의 것과 같은 모양' } },
    second: { ...joinedPorts.second, title: { en: 'What came behind is like', ko: '뒤의 것과 같은 모양' } },
  },
  outputs: {
    first: { symbol: 'a', title: { en: 'What came first', ko: '앞의 것' } },
    second: { symbol: 'b', title: { en: 'What came behind', ko: '뒤의 것' } },
  },
  dials: {},
  build(ops, { tokens, first, second }, _dials, context) {
    const words = countOfTokens('first', first, context.meaningOf(first));
    const codes = countOfTokens('second', second, context.meaningOf(second));
    const [before, behind] = [exampleSize(first), exampleSize(second)];
    const length = lengthOfTokens('tokens', tokens);
    if (length !== before + behind)
      throw new Problem(
        `A row of ${length} tokens is no ${before} and then ${behind}, as 'first' and 'second' have them. Wire what was joined into these two.`,
        `토큰 ${length}개의 행을 'first'와 'second'처럼 ${before}개와 ${behind}개로 나눌 수 없습니다. 이을 때 쓴 것을 연결하세요.`,
      );
    const part = (from: number, like: typeof first, offset: number, count: number) => {
      const taken = ops.slice(tokens, { begin: [0, from], size: [-1, exampleSize(like)] });
      const own = ops.minimum(ops.maximum(ops.subtract(taken, offset), 0), count - 1);
      const shaped = ops.reshape(own, { shape: [tokens.shape[0]!, ...like.shape.slice(1)] });
      return context.means(shaped, context.meaningOf(like));
    };
    return { first: part(0, first, 1, words), second: part(before, second, 1 + words, codes) };
  },
});
