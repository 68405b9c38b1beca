import { bothClouds, cloudCountDial, cloudPorts, pointsOf } from '../cloud-ports.ts';
import { defineLook } from '../contract.ts';
import { numberOf, squaredDistances } from '../neighbours.ts';

export default defineLook({
  kind: 'mmd',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Maximum mean discrepancy', ko: '최대 평균 차이 (MMD)' },
  sentence: {
    en: 'How differently samples and data look to a Gaussian kernel: 0 where both are alike; it may come out slightly below.',
    ko: '가우시안 커널로 본 샘플과 데이터의 차이입니다. 같으면 0이고, 추정값이 조금 음수일 수도 있습니다.',
  },
  formula:
    "\\mathrm{MMD}^2 = \\mathbb{E}\\,k(x, x') - 2\\,\\mathbb{E}\\,k(x, \\tilde{x}) + \\mathbb{E}\\,k(\\tilde{x}, \\tilde{x}'),\\quad k = e^{-\\lVert x - y\\rVert^2 / 2h^2}",
  aliases: ['MMD', 'kernel two-sample test', '커널'],
  source: 'Gretton et al. 2012, eq. 3',
  inputs: cloudPorts,
  outputs: {},
  numbers: { 'MMD squared': { title: { en: 'MMD squared', ko: 'MMD 제곱' } } },
  dials: {
    bandwidth: {
      type: 'number',
      default: 0,
      min: 0,
      max: 1e6,
      title: { en: 'Bandwidth h', ko: '폭 h' },
      help: { en: '0: the median distance between data points.', ko: '0이면 데이터 점 사이 거리의 중앙값.' },
    },
    count: { ...cloudCountDial, default: 1000, max: 4000 },
  },
  examples: ({ count }) => count,
  build: (ops, { generated, real }) => bothClouds(ops, generated, real),
  finish({ generated, real }, { bandwidth }) {
    const [made, data] = [pointsOf(generated!), pointsOf(real!)];
    const count = numberOf(data);
    const within = squaredDistances(data, data);
    const square = bandwidth > 0 ? bandwidth ** 2 : medianOfPairs(within, count);
    const kernel = (distances: Float64Array, pairs: 'all' | 'different') => {
      let sum = 0;
      for (let i = 0; i < distances.length; i++)
        if (pairs === 'all' || Math.floor(i / count) !== i % count)
          sum += Math.exp(-distances[i]! / (2 * square));
      return sum / (pairs === 'all' ? count * count : count * (count - 1));
    };
    const squared =
      kernel(within, 'different') +
      kernel(squaredDistances(made, made), 'different') -
      2 * kernel(squaredDistances(made, data), 'all');
    return { numbers: { 'MMD squared': squared } };
  },
});

/** The median squared distance between different points; 1 where all are one point. */
function medianOfPairs(distances: Float64Array, count: number): number {
  const pairs = distances.filter((_, i) => Math.floor(i / count) < i % count).sort();
  return pairs[Math.floor(pairs.length / 2)]! || 1;
}
