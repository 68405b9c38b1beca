import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { DATA_FORMS, formNumber, isDiscrete, natsAbout } from '../likelihood-names.ts';
import { mustBePerExample } from '../per-example.ts';
import { measuredMean } from '../measured-mean.ts';
import { bitsPerDimensionNumber, natsNumbers } from '../measured-numbers.ts';

export default defineLook({
  kind: 'bits-per-dimension',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Likelihood in nats and bits', ko: '우도 (nats와 차원당 비트)' },
  sentence: {
    en: 'The mean −log p(x) of held-out examples in nats, and where the data is discrete in bits per dimension. The form of the data is named; different forms are never ranked.',
    ko: '검증 예제의 −log p(x) 평균을 nats로, 이산 데이터면 차원당 비트로도 냅니다. 데이터의 형식을 밝히며 서로 다른 형식끼리는 순위를 매기지 않습니다.',
  },
  formula: '\\frac{-\\log p(x)}{D \\log 2}',
  aliases: ['BPD', 'NLL', 'log-likelihood', 'test likelihood', '우도', '비트'],
  source: 'Theis, van den Oord & Bethge 2016, A note on the evaluation of generative models',
  inputs: {
    negativeLogLikelihood: {
      symbol: '-\\log p(x)',
      title: { en: 'Negative log-likelihood per example', ko: '예제별 음의 로그우도' },
    },
  },
  outputs: {},
  numbers: { ...natsNumbers, ...bitsPerDimensionNumber },
  dials: { count: countDial },
  examples: ({ count }) => count,
  build(ops, { negativeLogLikelihood }, _dials, context) {
    mustBePerExample('negativeLogLikelihood', negativeLogLikelihood);
    const meaning = context.meaningOf(negativeLogLikelihood);
    const fact = (value: number) => ops.constant({ value, shape: [], dtype: 'float32' });
    return {
      negativeLogLikelihood,
      form: fact(formNumber(meaning)),
      dimensions: fact(meaning.dimensions ?? 0),
      classes: fact(meaning.classes ?? 0),
    };
  },
  finish({ negativeLogLikelihood, form, dimensions, classes }) {
    const nats = measuredMean(negativeLogLikelihood!);
    const data = DATA_FORMS[form!.data[0]!]!;
    const size = dimensions!.data[0]!;
    return {
      numbers: {
        [natsAbout(data, classes!.data[0]!)]: nats,
        ...(isDiscrete(data) && size > 0 ? { 'bits per dimension': nats / (size * Math.LN2) } : {}),
      },
    };
  },
});
