import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { categorical } from '../likelihoods.ts';
import { mask as maskPort } from '../loss-ports.ts';
import { mustHaveSameShape, sumOfExample } from '../per-example.ts';
import { asFloat } from '../promotion.ts';
import { lengthOfTokens } from '../token-rows.ts';
import { charactersOfTokens } from '../vocabulary.ts';
import { perplexityNumber } from '../measured-numbers.ts';

export default defineLook({
  kind: 'bits-per-character',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Bits per character', ko: '글자당 비트' },
  sentence: {
    en: 'How many bits a character of held-out text costs with the model, exactly, and among how many tokens it seems to waver. Whatever the tokens are, characters are what is counted; the end of a text is one.',
    ko: '모델로 검증 글을 적는 데 드는 글자당 비트 수를 정확히 재고, 몇 개의 토큰 사이에서 망설이는 셈인지도 냅니다. 토큰이 무엇이든 글자 수로 세며, 글의 끝도 한 글자입니다.',
  },
  formula: '\\frac{-\\sum_i m_i \\log_2 p(y_i \\mid x_{<i})}{\\text{characters}}',
  aliases: ['BPC', 'perplexity', 'cross-entropy', 'compression', '퍼플렉시티', '혼란도', '압축'],
  source: 'Shannon 1951, Prediction and entropy of printed English',
  inputs: {
    logits: { symbol: '\\theta', title: { en: 'A number for each token', ko: '토큰별 값' } },
    target: { symbol: 'y', title: { en: 'Target', ko: '목표' } },
    mask: maskPort,
  },
  outputs: {},
  dials: { count: countDial },
  numbers: {
    'bits per character': { title: { en: 'bits per character', ko: '글자당 비트' }, unit: 'bits' },
    ...perplexityNumber,
  },
  examples: ({ count }) => count,
  build(ops, { logits, target, mask }, _dials, context) {
    lengthOfTokens('target', target);
    const { vocabulary } = context.meaningOf(target);
    const nats = categorical(ops, logits, target, context.meaningOf(logits).form ?? 'logits'); // [B, L]
    mustHaveSameShape('logits', nats, 'target', target);
    const ones = ops.constant({ value: 1, shape: target.shape, dtype: 'float32' });
    const counted = mask ? asFloat(ops, mask) : ones;
    mustHaveSameShape('mask', counted, 'target', target);
    const table = vocabulary && charactersOfTokens(vocabulary);
    const characters = table
      ? ops.gather(ops.constant({ value: table, shape: [table.length], dtype: 'float32' }), target)
      : ones;
    return {
      nats: sumOfExample(ops, ops.multiply(nats, counted)),
      tokens: sumOfExample(ops, counted),
      characters: sumOfExample(ops, ops.multiply(characters, counted)),
    };
  },
  finish({ nats, tokens, characters }) {
    const sum = ({ data }: { readonly data: ArrayLike<number> }) =>
      Array.from(data).reduce((total, one) => total + one, 0);
    const total = sum(nats!);
    return {
      numbers: {
        'bits per character': total / (sum(characters!) * Math.LN2),
        perplexity: Math.exp(total / sum(tokens!)),
      },
    };
  },
});
