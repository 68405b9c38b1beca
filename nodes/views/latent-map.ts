import { defineLook } from '../contract.ts';
import type { Measured, Picture } from '../finding.ts';
import { mustHaveBatch } from '../per-example.ts';
import { principalAxes } from '../principal-axes.ts';
import { asFloat } from '../promotion.ts';

export default defineLook({
  kind: 'latent-map',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Latent map', ko: '잠재 공간 지도' },
  sentence: {
    en: 'Where held-out examples lie in the latent space, coloured by class, over circles of N(0, I) at 1, 2 and 3 σ.',
    ko: '검증 예제가 잠재 공간 어디에 놓이는지를 클래스별 색으로, N(0, I)의 1, 2, 3 σ 원과 함께 보여 줍니다.',
  },
  formula: '\\mu(x) \\in \\mathbb{R}^2',
  aliases: ['scatter', 'embedding', 'PCA', 'projection', '산점도', '주성분'],
  inputs: {
    mean: { symbol: '\\mu', title: { en: 'Mean', ko: '평균' } },
    label: { symbol: 'y', title: { en: 'Class', ko: '클래스' }, optional: true },
  },
  outputs: {},
  dials: {
    count: {
      type: 'number',
      default: 2000,
      min: 1,
      max: 20_000,
      integer: true,
      title: { en: 'Examples', ko: '예제 수' },
    },
    dimensions: {
      type: 'choice',
      default: '2',
      title: { en: 'Dimensions', ko: '차원' },
      options: {
        '2': { en: '2: a plane', ko: '2: 평면' },
        '3': { en: '3: a space to turn', ko: '3: 돌려 볼 수 있는 공간' },
      },
    },
  },
  examples: ({ count }) => count,
  build(ops, { mean, label }) {
    mustHaveBatch('mean', mean);
    return { mean: asFloat(ops, mean), ...(label ? { label } : {}) };
  },
  finish({ mean, label }, { dimensions }) {
    return {
      picture: {
        form: 'points',
        ...along(mean!, dimensions === '3' ? 3 : 2),
        ...(label ? { labels: label } : {}),
        radii: [1, 2, 3],
      },
    };
  },
});

/**
 * Two or three numbers a point: as they are, or for more along the first principal axes. The origin stays where it is, so
 * that circles of N(0, I) keep their meaning.
 */
function along(
  { shape, data }: Measured,
  shown: 2 | 3,
): Pick<Picture & { form: 'points' }, 'points' | 'note'> {
  const rows = shape[0]!;
  const d = data.length / rows;
  const points = new Float32Array(shown * rows);
  if (d <= shown) {
    for (let i = 0; i < data.length; i++) points[shown * Math.floor(i / d) + (i % d)] = data[i]!;
    return { points: { shape: [rows, shown], data: points } };
  }
  const axes = principalAxes(data, d);
  for (let row = 0; row < rows; row++)
    for (let axis = 0; axis < shown; axis++)
      points[shown * row + axis] = axes[axis]!.direction.reduce(
        (sum, x, i) => sum + x * data[row * d + i]!,
        0,
      );
  const total = axes.reduce((sum, { variance }) => sum + variance, 0);
  const held = axes.slice(0, shown).reduce((sum, { variance }) => sum + variance, 0);
  const share = Math.round((100 * held) / (total || 1));
  return {
    points: { shape: [rows, shown], data: points },
    note: {
      en: `The first ${shown === 2 ? 'two' : 'three'} principal axes of ${d} dimensions; they hold ${share} % of the variance.`,
      ko: `${d}차원 중 첫 ${shown === 2 ? '두' : '세'} 주축이며 분산의 ${share} %를 담고 있습니다.`,
    },
  };
}
