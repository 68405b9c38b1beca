import type { Tensor } from '../alphabet/operation.ts';
import { defineLook } from '../contract.ts';
import { countDial } from '../count-dial.ts';
import { conditionPorts, denoiserOf, likelihoodPorts } from '../denoiser.ts';
import { lastStepNats, levelsOf, stepTerms } from '../diffusion-terms.ts';
import { DATA_FORMS, formNumber, isDiscrete, natsAbout } from '../likelihood-names.ts';
import { measuredMean } from '../measured-mean.ts';
import { mustHaveBatch, sumOfExample } from '../per-example.ts';
import { noised } from '../prediction.ts';
import { marginals, marginalsAt } from '../schedule.ts';
import { clipDial } from '../sampling-dials.ts';
import { bitsPerDimensionNumber, natsNumbers } from '../measured-numbers.ts';

/** A schedule in continuous time is looked at as one of so many steps. */
const STEPS_OF_CONTINUOUS = 1000;

export default defineLook({
  kind: 'diffusion-bound',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Bound of a diffusion model', ko: '확산 모델의 변분 상한' },
  sentence: {
    en: 'How many nats or bits held-out examples take at most: what the noise at the end still tells, what each step back must be corrected by, and what the last step to the data costs. The steps are drawn, so it is right in the mean.',
    ko: '검증 예제를 나타내는 데 많아야 몇 nats, 몇 비트가 드는지 잽니다. 끝의 노이즈에 남은 정보, 한 스텝씩 되돌릴 때 고칠 양, 데이터로 가는 마지막 스텝의 비용을 더합니다. 스텝을 뽑아서 재므로 평균에서 맞습니다.',
  },
  formula:
    '-\\log p(x_0) \\le L_T + \\sum_{t>1} L_{t-1} + L_0,\\quad L_T = \\mathrm{KL}(q(x_T \\mid x_0) \\,\\|\\, p(x_T)),\\quad L_{t-1} = \\mathrm{KL}(q(x_{t-1} \\mid x_t, x_0) \\,\\|\\, p_\\theta(x_{t-1} \\mid x_t)),\\quad L_0 = -\\log p_\\theta(x_0 \\mid x_1)',
  aliases: [
    'ELBO',
    'variational bound',
    'VLB',
    'bits per dimension',
    'NLL',
    '변분 하한',
    '차원당 비트',
    '우도',
  ],
  source:
    'Ho et al. 2020, eq. 5 and 13; the steps as falls of the signal-to-noise ratio: Kingma et al. 2021, eq. 13 and 14',
  inputs: likelihoodPorts,
  outputs: {},
  numbers: {
    ...natsNumbers,
    ...bitsPerDimensionNumber,
    'L_T (prior)': { title: { en: 'L_T (prior)', ko: 'L_T (사전분포)' } },
    'L_t (steps)': { title: { en: 'L_t (steps)', ko: 'L_t (스텝)' } },
    'L_0 (last step)': { title: { en: 'L_0 (last step)', ko: 'L_0 (마지막 스텝)' } },
  },
  dials: {
    draws: {
      type: 'number',
      default: 10,
      min: 1,
      max: 10_000,
      integer: true,
      title: { en: 'Steps drawn for each example', ko: '예제마다 뽑는 스텝 수' },
    },
    variance: {
      type: 'choice',
      default: 'posterior',
      title: { en: 'Variance of a step back', ko: '한 스텝 되돌릴 때의 분산' },
      help: {
        en: 'β̃ is right for data that is a single point, β for data that is noise; any gives a bound.',
        ko: '데이터가 한 점이면 β̃가, 노이즈면 β가 맞습니다. 어느 쪽이든 상한입니다.',
      },
      options: {
        posterior: { en: 'β̃, as DDPM draws', ko: 'β̃ (DDPM 샘플링과 같음)' },
        forward: { en: 'β, as noise is added', ko: 'β (노이즈를 더할 때와 같음)' },
      },
    },
    clip: clipDial,
    count: { ...countDial, default: 200 },
  },
  grow: (_dials, _blockOf, wiredInto) => ({ inputs: conditionPorts(wiredInto('block'), false) }),
  examples: ({ count }) => count,
  build(ops, inputs, { draws, variance, clip }, context) {
    const { block, schedule, real } = inputs;
    mustHaveBatch('real', real);
    const denoise = denoiserOf(ops, context, { block, schedule, given: inputs, guidance: null, clip });
    const guess = (time: Tensor, name: string): Tensor => {
      const noise = context.normalNoise(real.shape, name);
      return denoise(noised(ops, marginals(ops, schedule, time), { clean: real, noise }), time).clean;
    };
    const steps = schedule.steps || STEPS_OF_CONTINUOUS;

    // 1. L_T: N(α_T x₀, σ_T² I) from N(0, σ_T² I), where samplers start
    const { alpha, sigma } = marginalsAt(schedule, 1);
    const prior = ops.multiply(sumOfExample(ops, ops.square(real)), alpha ** 2 / (2 * sigma ** 2)); // [B]

    // 2. L_{t−1}, of drawn steps
    const between =
      steps === 1
        ? ops.multiply(prior, 0)
        : stepTerms(ops, context, { schedule, steps, draws, variance }, real, (time) => guess(time, 'steps')); // [B]

    // 3. what L_0 is told by: x₀, and what the network makes of x_1
    const first = ops.constant({ value: 1 / steps, shape: [], dtype: 'float32' });
    const meaning = context.meaningOf(real);
    const at = marginalsAt(schedule, 1 / steps);
    const [low, high] = meaning.range ?? [0, 1];
    const facts = [formNumber(meaning), levelsOf(meaning), at.sigma / at.alpha, low, high];
    return {
      prior,
      between,
      real,
      guess: guess(first, 'first'),
      facts: ops.constant({ value: facts, shape: [facts.length], dtype: 'float32' }),
    };
  },
  finish({ prior, between, real, guess, facts }) {
    const [form = 0, levels = 0, deviation = 1, low = 0, high = 1] = facts!.data;
    const parts = {
      'L_T (prior)': measuredMean(prior!),
      'L_t (steps)': measuredMean(between!),
      'L_0 (last step)': lastStepNats(real!, guess!, deviation, levels, [low, high]),
    };
    const nats = Object.values(parts).reduce((a, b) => a + b);
    // What nobody made comparable is taken as it is: a density.
    const data = form === 0 ? 'continuous' : DATA_FORMS[form]!;
    const inBits = isDiscrete(data);
    const size = real!.data.length / real!.shape[0]!;
    const scale = inBits ? 1 / (size * Math.LN2) : 1;
    return {
      numbers: {
        [natsAbout(data, levels)]: nats,
        ...(inBits ? { 'bits per dimension': nats * scale } : {}),
        ...Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, value * scale])),
      },
    };
  },
});
