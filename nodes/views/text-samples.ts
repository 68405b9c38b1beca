import { defineLook } from '../contract.ts';
import { mustHaveSameShape } from '../per-example.ts';
import { lengthOfTokens } from '../token-rows.ts';
import { textOf } from '../vocabulary.ts';
import { rowsOfTokens, vocabularyFrom, vocabularyTensor } from '../vocabulary-tensor.ts';

export default defineLook({
  kind: 'text-samples',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Text samples', ko: '텍스트 샘플' },
  sentence: {
    en: 'Tokens as text, a sample a line, always from the same draw, so that what changes is the model. What was given is set apart.',
    ko: '토큰을 글로, 샘플마다 한 줄씩 보여 줍니다. 늘 같은 뽑기라 바뀌는 것은 모델입니다. 주어진 부분은 구별해 보입니다.',
  },
  aliases: ['words', 'names', 'generated text', '글', '이름', '생성한 글'],
  inputs: {
    tokens: { symbol: 'x', title: { en: 'Tokens', ko: '토큰' } },
    given: {
      symbol: 'q',
      title: { en: 'What was given (0 behind it)', ko: '주어진 부분 (뒤는 0)' },
      optional: true,
    },
  },
  outputs: {},
  dials: {
    count: {
      type: 'number',
      default: 16,
      min: 1,
      max: 1000,
      integer: true,
      title: { en: 'Texts', ko: '글의 수' },
    },
  },
  examples: ({ count }) => count,
  build(ops, { tokens, given }, _dials, context) {
    lengthOfTokens('tokens', tokens);
    if (given) mustHaveSameShape('given', given, 'tokens', tokens);
    return {
      tokens,
      ...(given ? { given } : {}),
      vocabulary: vocabularyTensor(ops, context.meaningOf(tokens).vocabulary),
    };
  },
  finish({ tokens, given, vocabulary }) {
    const known = vocabularyFrom(vocabulary!);
    const read = (row: ArrayLike<number>) => (known ? textOf(known, row) : Array.from(row).join(' '));
    const starts = given ? rowsOfTokens(given) : [];
    return {
      picture: {
        form: 'texts',
        texts: rowsOfTokens(tokens!).map((row, i) => {
          const start = starts[i] ? read(starts[i]) : '';
          const text = read(row);
          return start !== '' && text.startsWith(start)
            ? { given: start, text: text.slice(start.length) }
            : { text };
        }),
      },
    };
  },
});
