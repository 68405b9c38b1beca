import { defineNode } from '../contract.ts';
import { lengthOfTokens, shifted } from '../token-rows.ts';
import { mustHaveSameShape } from '../per-example.ts';

export default defineNode({
  kind: 'next-token-pair',
  family: 'maths',
  places: ['board'],
  title: { en: 'Shift by one', ko: '한 칸 밀기' },
  sentence: {
    en: 'Makes a task of a text: what is shown begins with the start and lags one token behind what is to be told. What lies behind the end does not count.',
    ko: '글을 문제로 만듭니다. 보여 주는 쪽은 시작 토큰에서 시작해 맞힐 쪽보다 한 칸 늦습니다. 끝난 뒤의 자리는 세지 않습니다.',
  },
  formula: 'x^{\\text{in}}_i = x_{i-1},\\quad y_i = x_i,\\quad m_i = [\\text{no end before } i]',
  aliases: ['teacher forcing', 'language model', 'next token', 'shift', '교사 강요', '언어 모델'],
  source: 'Williams & Zipser 1989 (teacher forcing)',
  inputs: {
    tokens: { symbol: 'x', title: { en: 'Tokens', ko: '토큰' } },
    given: {
      symbol: 'q',
      title: { en: 'What is given and need not be told', ko: '주어져서 맞힐 필요가 없는 것' },
      optional: true,
    },
  },
  outputs: {
    input: { symbol: 'x^{\\text{in}}', title: { en: 'Shown', ko: '보여 주는 것' } },
    target: { symbol: 'y', title: { en: 'To be told', ko: '맞힐 것' } },
    mask: { symbol: 'm', title: { en: 'What counts', ko: '세는 자리' }, meaning: { kind: 'mask' } },
  },
  dials: {},
  build(ops, { tokens, given }, _dials, context) {
    lengthOfTokens('tokens', tokens);
    const float = (which: typeof tokens) => ops.cast(which, { dtype: 'float32' });
    const ends = ops.cumulativeSum(float(ops.equal(tokens, 0)), { axis: 1, exclusive: true });
    let counts = ops.equal(ends, 0);
    if (given) {
      mustHaveSameShape('given', given, 'tokens', tokens);
      counts = ops.logicalAnd(counts, ops.equal(given, 0));
    }
    const meaning = context.meaningOf(tokens);
    return {
      input: context.means(shifted(ops, tokens), meaning),
      target: tokens,
      mask: float(counts), // [B, L]
    };
  },
});
