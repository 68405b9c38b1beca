import { defineNode } from '../contract.ts';
import { countOfTokens, inRows, joinedPorts, joinedVocabulary, mustShareBatch } from '../joined-tokens.ts';
import type { Meaning } from '../port.ts';

export default defineNode({
  kind: 'join-tokens',
  family: 'maths',
  places: ['board'],
  title: { en: 'Join tokens', ko: '토큰 잇기' },
  sentence: {
    en: 'Lays two kinds of tokens in one row with numbers of their own, words and then the codes of a picture, so that one network tells both.',
    ko: '두 종류의 토큰(낱말과 그 뒤의 그림 코드)에 서로 다른 번호를 주어 한 줄로 잇습니다. 한 네트워크가 둘 다 말할 수 있습니다.',
  },
  formula: 'x = [1 + a;\\; 1 + V_a + b]',
  aliases: ['text and image tokens', 'DALL·E', 'multimodal', 'sequence', '글과 그림 토큰', '멀티모달'],
  source: 'Ramesh et al. 2021, Zero-Shot Text-to-Image Generation, section 2.2',
  inputs: joinedPorts,
  outputs: {
    tokens: { symbol: 'x', title: { en: 'Both', ko: '둘 다' } },
    start: {
      symbol: 'x_{\\text{start}}',
      title: { en: 'The first alone (0: to be written)', ko: '앞의 것만 (0은 쓸 자리)' },
    },
  },
  dials: {},
  build(ops, { first, second }, _dials, context) {
    const meaning = context.meaningOf(first);
    const words = countOfTokens('first', first, meaning);
    const codes = countOfTokens('second', second, context.meaningOf(second));
    mustShareBatch(first, second);
    const begin = ops.add(inRows(ops, first), 1);
    const row = inRows(ops, second);
    const vocabulary = joinedVocabulary(meaning.vocabulary, codes);
    const told: Meaning = {
      kind: 'tokens',
      classes: 1 + words + codes,
      ...(vocabulary ? { vocabulary } : {}),
    };
    const joined = (end: typeof row) => context.means(ops.concat([begin, end], { axis: 1 }), told);
    return {
      tokens: joined(ops.add(row, 1 + words)),
      start: joined(ops.constant({ value: 0, shape: row.shape, dtype: 'int32' })),
    };
  },
});
