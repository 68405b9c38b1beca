import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { loss, perExample } from '../loss-ports.ts';
import { meanOver } from '../mean.ts';
import { meanOfExample, mustHaveBatch } from '../per-example.ts';
import type { Meaning } from '../port.ts';

export default defineNode({
  kind: 'adversarial',
  family: 'losses',
  places: ['board'],
  title: { en: 'Adversarial loss', ko: '적대적 손실' },
  sentence: {
    en: 'What a discriminator and a generator play for: the one to tell real from fake by its score, the other to be taken for real.',
    ko: '판별기와 생성기가 겨루는 손실입니다. 판별기는 점수로 진짜와 가짜를 가리고, 생성기는 진짜로 여겨지려 합니다.',
  },
  formula: ({ kind }) => {
    const { discriminator, generator } = FORMULAS[kind];
    return `L_D = ${discriminator},\\quad L_G = ${generator}`;
  },
  aliases: [
    'GAN',
    'minimax',
    'non-saturating',
    'hinge',
    'WGAN',
    'LSGAN',
    'discriminator',
    '판별기',
    '생성기',
    '힌지',
  ],
  source:
    'Goodfellow et al. 2014, eq. 1 and section 3; Mao et al. 2017, eq. 2; Lim & Ye 2017; Arjovsky et al. 2017, eq. 2',
  alarms: [
    {
      port: 'accuracy',
      above: 0.995,
      text: {
        en: 'The discriminator wins outright: it tells real from fake nearly without fail, and the generator has no slope left to learn from. Lower its learning rate, let it forget more (dropout, a gradient penalty, spectral normalization), or choose another kind of loss.',
        ko: '판별기가 완전히 이기고 있습니다. 진짜와 가짜를 거의 틀리지 않고 가려서 생성기가 배울 기울기가 남지 않습니다. 판별기의 학습률을 낮추거나, 드롭아웃, 그래디언트 페널티, 스펙트럼 정규화를 쓰거나, 다른 손실을 고르세요.',
      },
    },
  ],
  inputs: {
    realScore: { symbol: 's_r', title: { en: 'Score of the real ones', ko: '진짜의 점수' } },
    fakeScore: { symbol: 's_f', title: { en: 'Score of the fake ones', ko: '가짜의 점수' } },
  },
  outputs: {
    discriminatorLoss: { ...loss, symbol: 'L_D', title: { en: 'Discriminator loss', ko: '판별기 손실' } },
    generatorLoss: { ...loss, symbol: 'L_G', title: { en: 'Generator loss', ko: '생성기 손실' } },
    perExample: {
      ...perExample,
      symbol: 'L_{G,i}',
      title: { en: 'Generator loss per example', ko: '예제별 생성기 손실' },
    },
    accuracy: {
      symbol: 'a',
      title: { en: 'Share that the discriminator judges rightly', ko: '판별기가 바르게 가린 비율' },
    },
    margin: {
      symbol: '\\bar{s}_r - \\bar{s}_f',
      title: { en: 'Mean real score less mean fake score', ko: '진짜와 가짜의 평균 점수 차' },
    },
  },
  dials: {
    kind: {
      type: 'choice',
      default: 'non-saturating',
      title: { en: 'Kind', ko: '종류' },
      options: {
        minimax: { en: 'minimax: both play for one number', ko: '미니맥스: 둘이 한 값을 두고 겨룸' },
        'non-saturating': { en: 'non-saturating: −log D of the fake', ko: '비포화: 가짜의 −log D' },
        'least squares': { en: 'least squares: 1 for real, 0 for fake', ko: '최소 제곱: 진짜 1, 가짜 0' },
        hinge: { en: 'hinge: only until the margin of 1', ko: '힌지: 여백 1까지만' },
        Wasserstein: { en: 'Wasserstein: the difference of the scores', ko: '바서슈타인: 점수의 차' },
      },
    },
  },
  build(ops, { realScore, fakeScore }, { kind }, context) {
    mustBeScores('realScore', realScore, context.meaningOf(realScore));
    mustBeScores('fakeScore', fakeScore, context.meaningOf(fakeScore));
    const { real, fake, generator, border } = KINDS[kind];
    const discriminatorLoss = ops.add(
      meanOver(ops, meanOfExample(ops, real(ops, realScore))),
      meanOver(ops, meanOfExample(ops, fake(ops, fakeScore))),
    );
    const perExample = meanOfExample(ops, generator(ops, fakeScore)); // [B]
    const [realMean, fakeMean] = [meanOver(ops, realScore), meanOver(ops, fakeScore)];
    const middle = border ?? ops.multiply(ops.add(realMean, fakeMean), 0.5);
    const share = (rightly: Tensor) => meanOver(ops, ops.cast(rightly, { dtype: 'float32' }));
    const right = ops.add(share(ops.greater(realScore, middle)), share(ops.less(fakeScore, middle)));
    return {
      discriminatorLoss,
      generatorLoss: meanOver(ops, perExample),
      perExample,
      accuracy: ops.multiply(right, 0.5),
      margin: ops.subtract(realMean, fakeMean),
    };
  },
});

/** What both play for, in TeX; D is σ of the score. */
const LOGISTIC = '-\\mathbb{E}\\log\\sigma(s_r) - \\mathbb{E}\\log(1 - \\sigma(s_f))';
const FORMULAS = {
  minimax: { discriminator: LOGISTIC, generator: '\\mathbb{E}\\log(1 - \\sigma(s_f))' },
  'non-saturating': { discriminator: LOGISTIC, generator: '-\\mathbb{E}\\log\\sigma(s_f)' },
  'least squares': {
    discriminator: '\\tfrac{1}{2}\\mathbb{E}(s_r - 1)^2 + \\tfrac{1}{2}\\mathbb{E}\\,s_f^2',
    generator: '\\tfrac{1}{2}\\mathbb{E}(s_f - 1)^2',
  },
  hinge: {
    discriminator: '\\mathbb{E}\\max(0, 1 - s_r) + \\mathbb{E}\\max(0, 1 + s_f)',
    generator: '-\\mathbb{E}\\,s_f',
  },
  Wasserstein: {
    discriminator: '\\mathbb{E}\\,s_f - \\mathbb{E}\\,s_r',
    generator: '-\\mathbb{E}\\,s_f',
  },
} as const;

type Part = (ops: Operations, score: Tensor) => Tensor;

/** What each score costs, and the border between real and fake; without one, the middle of both means. */
const KINDS: Readonly<
  Record<
    'minimax' | 'non-saturating' | 'least squares' | 'hinge' | 'Wasserstein',
    { readonly real: Part; readonly fake: Part; readonly generator: Part; readonly border: number | null }
  >
> = {
  // −log σ(s) is softplus(−s), and −log(1 − σ(s)) is softplus(s).
  minimax: {
    real: (ops, s) => ops.softplus(ops.negative(s)),
    fake: (ops, s) => ops.softplus(s),
    generator: (ops, s) => ops.negative(ops.softplus(s)),
    border: 0,
  },
  'non-saturating': {
    real: (ops, s) => ops.softplus(ops.negative(s)),
    fake: (ops, s) => ops.softplus(s),
    generator: (ops, s) => ops.softplus(ops.negative(s)),
    border: 0,
  },
  'least squares': {
    real: (ops, s) => ops.multiply(ops.square(ops.subtract(s, 1)), 0.5),
    fake: (ops, s) => ops.multiply(ops.square(s), 0.5),
    generator: (ops, s) => ops.multiply(ops.square(ops.subtract(s, 1)), 0.5),
    border: 0.5,
  },
  hinge: {
    real: (ops, s) => ops.relu(ops.subtract(1, s)),
    fake: (ops, s) => ops.relu(ops.add(1, s)),
    generator: (ops, s) => ops.negative(s),
    border: 0,
  },
  Wasserstein: {
    real: (ops, s) => ops.negative(s),
    fake: (_ops, s) => s,
    generator: (ops, s) => ops.negative(s),
    border: null,
  },
};

function mustBeScores(name: string, score: Tensor, { form }: Meaning): void {
  mustHaveBatch(name, score);
  if (form === 'probabilities')
    throw new Problem(
      `'${name}' carries probabilities; this loss applies the sigmoid itself where its kind has one. End the discriminator in a linear layer, and say 'logits' or 'values' at its output.`,
      `'${name}'에 확률이 들어왔습니다. 시그모이드가 필요한 종류에서는 이 손실이 직접 적용합니다. 판별기를 선형 층으로 끝내고 출력의 형식을 '로짓'이나 '값'으로 두세요.`,
    );
}
