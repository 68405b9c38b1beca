import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { multiplyDimensions, type Shape } from '../alphabet/shape.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { importanceBounds } from '../importance-bounds.ts';
import { gaussianLogDensity } from '../likelihoods.ts';
import { DATA_FORMS, formNumber, natsOf } from '../likelihood-names.ts';
import { exampleSize, mustHaveSameShape, sumOfExample } from '../per-example.ts';
import type { Block } from '../port.ts';
import { asFloat } from '../promotion.ts';
import { likelihoodDials, likelihoodOf, surprises } from '../surprise.ts';
import { natsNumbers } from '../measured-numbers.ts';

/** Latents that are decoded at once for each example. */
const AT_ONCE = 10;

export default defineLook({
  kind: 'importance-bound',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Importance bound', ko: '중요도 가중 상한' },
  sentence: {
    en: 'The bound on −log p(x) from K draws of the latent, weighted by how likely they are: K = 1 is the negative ELBO, and it tightens with K. Without a posterior it draws from the prior, which is naive Monte Carlo.',
    ko: '잠재 벡터를 K번 뽑아 그럴듯한 정도로 가중한 −log p(x)의 상한입니다. K = 1이면 음의 ELBO이고 K가 커질수록 조여집니다. 사후 분포가 없으면 사전 분포에서 뽑는 단순 몬테카를로가 됩니다.',
  },
  formula:
    '-\\log \\frac{1}{K} \\sum_{k=1}^{K} \\frac{p(x \\mid z_k)\\, p(z_k)}{q(z_k \\mid x)},\\quad z_k \\sim q(z \\mid x)',
  aliases: [
    'IWAE',
    'importance weighted',
    'marginal likelihood',
    'naive Monte Carlo',
    '주변 우도',
    '중요도 표집',
  ],
  source: 'Burda, Grosse & Salakhutdinov 2016, Importance Weighted Autoencoders, eq. 8',
  inputs: {
    decoder: { symbol: 'p(x \\mid z)', title: { en: 'Decoder', ko: '디코더' }, takes: 'block' },
    target: { symbol: 'x', title: { en: 'Data', ko: '데이터' } },
    mean: { symbol: '\\mu', title: { en: 'Posterior mean', ko: '사후 평균' }, optional: true },
    logVariance: {
      symbol: '\\log\\sigma^2',
      title: { en: 'Posterior log variance', ko: '사후 로그 분산' },
      optional: true,
    },
  },
  outputs: {},
  numbers: { ...natsNumbers, 'nats gained': { title: { en: 'nats gained', ko: '얻은 내트' }, unit: 'nats' } },
  dials: {
    ...likelihoodDials,
    draws: {
      type: 'number',
      default: 100,
      min: AT_ONCE,
      max: 100_000,
      integer: true,
      title: { en: 'Draws K', ko: '뽑는 횟수 K' },
      help: { en: 'A multiple of ten.', ko: '10의 배수.' },
    },
    latent: {
      type: 'number',
      default: 2,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Latent size, without a posterior', ko: '잠재 벡터 크기 (사후 분포가 없을 때)' },
    },
    count: { ...countDial, default: 200 },
  },
  check({ draws }) {
    if (draws % AT_ONCE !== 0)
      throw new Problem(
        `The draws are made ${AT_ONCE} at a time; ${draws} is no multiple of that. Choose ${Math.ceil(draws / AT_ONCE) * AT_ONCE}.`,
        `한 번에 ${AT_ONCE}개씩 뽑는데 ${draws}은(는) 그 배수가 아닙니다. ${Math.ceil(draws / AT_ONCE) * AT_ONCE}(으)로 하세요.`,
      );
  },
  examples: ({ count }) => count,
  rounds: ({ draws }) => draws / AT_ONCE,
  build(ops, { decoder, target, mean, logVariance }, dials, context) {
    if ((mean === undefined) !== (logVariance === undefined))
      throw new Problem(
        'A posterior is a mean and a log variance; one of them is missing. Wire both, or neither for draws from the prior.',
        '사후 분포에는 평균과 로그 분산이 모두 필요한데 하나가 없습니다. 둘 다 연결하거나, 사전 분포에서 뽑으려면 둘 다 비우세요.',
      );
    const { 0: input, length } = decoder.inputs;
    if (length !== 1 || decoder.outputs.length === 0) throw noDecoder(decoder);
    const batch = target.shape[0]!;
    const one: Shape = mean ? mean.shape.slice(1) : [dials.latent];
    const repeat = (tensor: Tensor) => repeated(ops, asFloat(ops, tensor), AT_ONCE);
    const noise = context.normalNoise([multiplyDimensions(batch, AT_ONCE), ...one]);
    let z = noise;
    let weight = ops.constant({ value: 0, shape: [], dtype: 'float32' }); // log p(z) − log q(z | x)
    if (mean && logVariance) {
      mustHaveSameShape('mean', mean, 'logVariance', logVariance);
      const [mu, logs] = [repeat(mean), repeat(logVariance)];
      z = ops.add(mu, ops.multiply(ops.exp(ops.multiply(logs, 0.5)), noise));
      const prior = gaussianLogDensity(ops, z, 0, 0);
      weight = sumOfExample(ops, ops.subtract(prior, gaussianLogDensity(ops, z, mu, logs)));
    }
    const made = context.call(decoder, { [input!]: z })[decoder.outputs[0]!]!;
    const wanted = context.means(repeat(target), context.meaningOf(target));
    const surprise = sumOfExample(ops, surprises(ops, made, wanted, dials, context));
    const fact = (value: number) => ops.constant({ value, shape: [], dtype: 'float32' });
    return {
      weights: ops.reshape(ops.subtract(weight, surprise), { shape: [batch, AT_ONCE] }),
      form: fact(
        formNumber({ kind: 'loss', ...likelihoodOf(dials.distribution, context.meaningOf(target)) }),
      ),
      dimensions: fact(exampleSize(target)),
    };
  },
  finish({ weights, form }, { draws }) {
    const rounds = draws / AT_ONCE;
    const name = natsOf[DATA_FORMS[form!.data[0]!]!];
    const bounds = importanceBounds(weights!.data, rounds, AT_ONCE);
    return {
      numbers: {
        ...Object.fromEntries(bounds.map(({ draws: k, nats }) => [`${name}, K = ${k}`, nats])),
        // Names no K, so that it stays comparable where the draws are turned.
        'nats gained': bounds[0]!.nats - bounds.at(-1)!.nats,
      },
    };
  },
});

/** Each example `by` times, one after the other: [B, ...] → [B·by, ...]. */
function repeated(ops: Operations, value: Tensor, by: number): Tensor {
  const [batch, ...one] = value.shape;
  const rows = ops.broadcastTo(ops.reshape(value, { shape: [batch!, 1, ...one] }), {
    shape: [batch!, by, ...one],
  });
  return ops.reshape(rows, { shape: [multiplyDimensions(batch!, by), ...one] });
}

const noDecoder = ({ name, inputs, outputs }: Block): Problem =>
  new Problem(
    `The bound needs a decoder with one input, the latent, and an output; '${name}' has the inputs ${inputs.join(', ') || 'none'} and the outputs ${outputs.join(', ') || 'none'}. Wire another block.`,
    `이 상한에는 입력이 잠재 벡터 하나이고 출력이 있는 디코더가 필요한데 '${name}'의 입력은 ${inputs.join(', ') || '없음'}, 출력은 ${outputs.join(', ') || '없음'}입니다. 다른 블록을 연결하세요.`,
  );
