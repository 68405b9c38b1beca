import {
  bothClouds,
  cloudCountDial,
  cloudPorts,
  deviationsDial,
  modeLabel,
  pointsOf,
} from '../cloud-ports.ts';
import { defineLook } from '../contract.ts';
import { modeOfEach, modesOf } from '../modes.ts';
import { nearestDistances, type Points } from '../neighbours.ts';

export default defineLook({
  kind: 'good-samples',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Good samples', ko: '좋은 샘플 비율' },
  sentence: {
    en: 'The share of samples that lie where the data lies: near a mode where modes are wired, else near a data point. The share of the data itself stands beside it.',
    ko: '데이터가 있는 곳에 놓인 샘플의 비율입니다. 모드가 연결되어 있으면 모드 가까이, 아니면 데이터 점 가까이를 봅니다. 데이터 자신의 비율을 함께 냅니다.',
  },
  formula: 'G = \\Pr(\\min_k \\lVert\\tilde{x} - c_k\\rVert \\le 3\\sigma_k)',
  aliases: ['high-quality samples', 'precision', 'off the data', '정밀도', '품질'],
  source:
    'Srivastava et al. 2017, VEEGAN, section 4.1; without modes: twice the 99 % quantile of neighbour distances',
  inputs: { ...cloudPorts, label: { ...modeLabel, optional: true } },
  outputs: {},
  numbers: {
    good: { title: { en: 'good', ko: '좋은 비율' } },
    'good of the data': { title: { en: 'good of the data', ko: '데이터의 좋은 비율' } },
  },
  dials: { deviations: deviationsDial, count: cloudCountDial },
  examples: ({ count }) => count,
  build: (ops, { generated, real, label }) => ({
    ...bothClouds(ops, generated, real),
    ...(label ? { label } : {}),
  }),
  finish({ generated, real, label }, { deviations }) {
    const [made, data] = [pointsOf(generated!), pointsOf(real!)];
    const share = label
      ? (points: Points) =>
          shareOf(modeOfEach(points, modesOf(data, label.data), deviations), (mode) => mode >= 0)
      : nearTheData(data);
    return { numbers: { good: share(made), 'good of the data': share(data) } };
  },
});

/** How large a share lies within twice the distance that 99 % of the data have to their nearest neighbour. */
function nearTheData(data: Points): (points: Points) => number {
  const own = nearestDistances(data, data);
  const border = 2 * own.toSorted()[Math.floor(0.99 * (own.length - 1))]!;
  return (points) => shareOf(points === data ? own : nearestDistances(points, data), (d) => d <= border);
}

function shareOf(values: ArrayLike<number>, holds: (value: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (holds(values[i]!)) count++;
  return count / values.length;
}
