import { defineLook } from '../contract.ts';
import { mustHaveBatch } from '../per-example.ts';
import { asFloat } from '../promotion.ts';
import { ofNumber } from '../measured-numbers.ts';

export default defineLook({
  kind: 'active-units',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Active units', ko: '활성 잠재 차원' },
  sentence: {
    en: 'How many latent dimensions tell examples apart: those whose posterior mean varies over them.',
    ko: '예제를 구별하는 잠재 차원의 수입니다. 사후 평균이 예제에 따라 변하는 차원을 셉니다.',
  },
  formula: 'A = \\#\\{j : \\operatorname{Var}_x \\mu_j(x) > \\tau\\}',
  aliases: ['posterior collapse', 'latent usage', '사후 붕괴', '잠재 변수'],
  source: 'Burda, Grosse & Salakhutdinov 2016, Importance Weighted Autoencoders, section 5',
  inputs: { mean: { symbol: '\\mu', title: { en: 'Posterior mean', ko: '사후 평균' } } },
  outputs: {},
  numbers: { active: { title: { en: 'active', ko: '쓰이는 차원' } }, ...ofNumber },
  dials: {
    threshold: {
      type: 'number',
      default: 0.01,
      min: 0,
      max: 1e6,
      title: { en: 'Least variance', ko: '최소 분산' },
    },
    count: {
      type: 'number',
      default: 2000,
      min: 2,
      max: 100_000,
      integer: true,
      title: { en: 'Examples', ko: '예제 수' },
    },
  },
  examples: ({ count }) => count,
  build(ops, { mean }) {
    mustHaveBatch('mean', mean);
    return { mean: asFloat(ops, mean) };
  },
  finish(measured, { threshold }) {
    const { shape, data } = measured.mean!;
    const rows = shape[0]!;
    const units = data.length / rows;
    let active = 0;
    for (let unit = 0; unit < units; unit++) if (variance(data, unit, units) > threshold) active++;
    return { numbers: { active, of: units } };
  },
});

/** Of every `stride`-th number from `first` on, in two passes. */
function variance(data: ArrayLike<number>, first: number, stride: number): number {
  const count = data.length / stride;
  let mean = 0;
  for (let i = first; i < data.length; i += stride) mean += data[i]! / count;
  let sum = 0;
  for (let i = first; i < data.length; i += stride) sum += (data[i]! - mean) ** 2;
  return sum / count;
}
