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
    en: 'How many of the samples stand word for word among known texts, and how many differ from all other samples. Wire what the model was trained on, and ask for as many examples as there are: a text that is not looked at is not found.',
    ko: '샘플 가운데 알려진 글과 글자까지 같은 것의 비율과, 서로 다른 샘플의 비율입니다. 학습에 쓴 글을 연결하고 그 수만큼 살펴보세요. 보지 않은 글은 찾지 못합니다.',
  },
  formula: '\\frac{1}{N}\\sum_i [\\tilde{x}_i \\in D]',
  aliases: ['memorization', 'novelty', 'learned by heart', 'overfitting', '암기', '과적합', '새로움'],
  inputs: {
    samples: { symbol: '\\tilde{x}', title: { en: 'Samples', ko: '샘플' } },
    known: { symbol: 'D', title: { en: 'Known texts', ko: '알려진 글' } },
  },
  outputs: {},
  dials: { count: { ...countDial, default: 8000 } },
  examples: ({ count }) => count,
  build(_ops, { samples, known }) {
    lengthOfTokens('samples', samples);
    lengthOfTokens('known', known);
    return { samples, known };
  },
  finish({ samples, known }) {
    const there = new Set(rowsOfTokens(known!).map(keyOfTokens));
    const written = rowsOfTokens(samples!).map(keyOfTokens);
    return {
      numbers: {
        known: written.filter((text) => there.has(text)).length / written.length,
        different: new Set(written).size / written.length,
      },
    };
  },
});
