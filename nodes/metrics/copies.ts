import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { lengthOfTokens } from '../token-rows.ts';
import { keyOfTokens, rowsOfTokens } from '../vocabulary-tensor.ts';

export default defineLook({
  kind: 'copies',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Copies', ko: '베낀 글' },
  sentence: {
    en: 'How many of the samples stand word for word among known texts, and how many differ from all other samples. Wire all that the model was trained on, many rows to an example: a text that is not looked at is not found.',
    ko: '샘플 가운데 알려진 글과 글자까지 같은 것의 비율과, 서로 다른 샘플의 비율입니다. 학습에 쓴 글을 예제마다 여러 행씩 모두 연결하세요. 보지 않은 글은 찾지 못합니다.',
  },
  formula: '\\frac{1}{N}\\sum_i [\\tilde{x}_i \\in D]',
  aliases: ['memorization', 'novelty', 'learned by heart', 'overfitting', '암기', '과적합', '새로움'],
  inputs: {
    samples: { symbol: '\\tilde{x}', title: { en: 'Samples', ko: '샘플' } },
    known: { symbol: 'D', title: { en: 'Known texts', ko: '알려진 글' } },
  },
  outputs: {},
  numbers: {
    known: { title: { en: 'known', ko: '이미 있던 비율' } },
    different: { title: { en: 'different', ko: '서로 다른 비율' } },
  },
  dials: { count: countDial },
  examples: ({ count }) => count,
  build(ops, { samples, known }) {
    lengthOfTokens('samples', samples);
    if (known.dtype !== 'int32' || known.shape.length < 2)
      throw new Problem(
        `'known' needs rows of tokens, int32 [B, length] or [B, rows, length]; it was given ${known.dtype} ${formatShape(known.shape)}. Wire the tokens of a text.`,
        `'known'에는 토큰의 행 int32 [B, 길이] 또는 [B, 행, 길이]가 필요한데 ${known.dtype} ${formatShape(known.shape)}이(가) 들어왔습니다. 텍스트의 토큰을 연결하세요.`,
      );
    return { samples, known };
  },
  finish({ samples, known }) {
    // Rows of another length are the same text where both end.
    const length = known!.shape.at(-1)!;
    const all = rowsOfTokens({ shape: [known!.data.length / length, length], data: known!.data });
    const there = new Set(all.map(keyOfTokens));
    // What is missing in the last example is no text.
    there.delete('');
    const written = rowsOfTokens(samples!).map(keyOfTokens);
    return {
      numbers: {
        known: written.filter((text) => there.has(text)).length / written.length,
        different: new Set(written).size / written.length,
      },
    };
  },
});
