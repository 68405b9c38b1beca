import { defineLook } from '../contract.ts';
import { DATA_FORMS, formNumber, isDiscrete, type DataForm } from '../likelihood-names.ts';
import { mustBePerExample } from '../per-example.ts';
import { measuredMean } from '../measured-mean.ts';
import { bitsPerDimensionNumber } from '../measured-numbers.ts';

/** How the sum of both is called, by the form of the data; the cross-entropy of grey pixels is no likelihood. */
const SUMS = {
  none: 'cross-entropy + KL',
  binary: '-ELBO',
  grey: '-ELBO (8 bit)',
  continuous: '-ELBO (density)',
  levels: '-ELBO (levels)',
  codes: '-ELBO (codes)',
} as const satisfies Readonly<Record<DataForm, string>>;

const SUMS_IN_KOREAN: Readonly<Record<DataForm, string>> = {
  none: '교차 엔트로피 + KL',
  binary: '-ELBO',
  grey: '-ELBO (8비트)',
  continuous: '-ELBO (밀도)',
  levels: '-ELBO (단계)',
  codes: '-ELBO (코드)',
};

export default defineLook({
  kind: 'elbo',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'ELBO', ko: 'ELBO (증거 하한)' },
  sentence: {
    en: 'The bound on −log p(x) of held-out examples in nats, and its two parts; bits per dimension where the data is discrete.',
    ko: '검증 예제의 −log p(x)에 대한 상한을 nats로, 두 부분과 함께 냅니다. 이산 데이터면 차원당 비트도 냅니다.',
  },
  formula: '-\\mathrm{ELBO} = \\mathbb{E}_q[-\\log p(x \\mid z)] + \\mathrm{KL}(q(z \\mid x) \\,\\|\\, p(z))',
  aliases: ['evidence lower bound', 'variational bound', 'likelihood', 'NLL', '변분 하한', '우도'],
  source: 'Kingma & Welling 2014, eq. 3',
  inputs: {
    negativeLogLikelihood: {
      symbol: '-\\log p(x \\mid z)',
      title: { en: 'Negative log-likelihood per example', ko: '예제별 음의 로그우도' },
    },
    klDivergence: {
      symbol: '\\mathrm{KL}',
      title: { en: 'KL divergence per example', ko: '예제별 KL 발산' },
    },
  },
  outputs: {},
  numbers: {
    ...Object.fromEntries(
      Object.entries(SUMS).map(([form, name]) => [
        name,
        {
          title: { en: name, ko: SUMS_IN_KOREAN[form as DataForm] },
          unit: 'nats',
          meanOf: ['negativeLogLikelihood', 'klDivergence'],
        },
      ]),
    ),
    reconstruction: {
      title: { en: 'reconstruction', ko: '재구성' },
      unit: 'nats',
      meanOf: ['negativeLogLikelihood'],
    },
    KL: { unit: 'nats', meanOf: ['klDivergence'] },
    ...bitsPerDimensionNumber,
  },
  dials: {
    count: {
      type: 'number',
      default: 2000,
      min: 1,
      max: 100_000,
      integer: true,
      title: { en: 'Examples', ko: '예제 수' },
    },
  },
  examples: ({ count }) => count,
  build(ops, { negativeLogLikelihood, klDivergence }, _dials, context) {
    mustBePerExample('negativeLogLikelihood', negativeLogLikelihood);
    mustBePerExample('klDivergence', klDivergence);
    const meaning = context.meaningOf(negativeLogLikelihood);
    const fact = (value: number) => ops.constant({ value, shape: [], dtype: 'float32' });
    return {
      negativeLogLikelihood,
      klDivergence,
      form: fact(formNumber(meaning)),
      dimensions: fact(meaning.dimensions ?? 0),
    };
  },
  finish({ negativeLogLikelihood, klDivergence, form, dimensions }) {
    const reconstruction = measuredMean(negativeLogLikelihood!);
    const kl = measuredMean(klDivergence!);
    const data = DATA_FORMS[form!.data[0]!]!;
    const size = dimensions!.data[0]!;
    return {
      numbers: {
        [SUMS[data]]: reconstruction + kl,
        reconstruction,
        KL: kl,
        ...(isDiscrete(data) && size > 0
          ? { 'bits per dimension': (reconstruction + kl) / (size * Math.LN2) }
          : {}),
      },
    };
  },
});
