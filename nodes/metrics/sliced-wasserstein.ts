import { bothClouds, cloudCountDial, cloudPorts, pointsOf } from '../cloud-ports.ts';
import { defineLook } from '../contract.ts';
import { directions } from '../directions.ts';
import { numberOf, type Points } from '../neighbours.ts';
import { distanceNumber } from '../measured-numbers.ts';

export default defineLook({
  kind: 'sliced-wasserstein',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Sliced Wasserstein distance', ko: '슬라이스 바서슈타인 거리' },
  sentence: {
    en: 'How far the samples would have to be moved to become the data, seen along many directions: the root of the mean squared way.',
    ko: '샘플을 데이터로 옮기는 데 필요한 거리를 여러 방향에서 봅니다. 옮기는 거리 제곱의 평균의 제곱근입니다.',
  },
  formula: '\\mathrm{SW}_2 = \\sqrt{\\mathbb{E}_\\omega\\, W_2^2(\\omega^\\top\\tilde{x}, \\omega^\\top x)}',
  aliases: ['SWD', "earth mover's distance", 'optimal transport', '최적 수송'],
  source: 'Bonneel, Rabin, Peyré & Pfister 2015, eq. 8',
  inputs: cloudPorts,
  outputs: {},
  numbers: distanceNumber,
  dials: {
    directions: {
      type: 'number',
      default: 64,
      min: 1,
      max: 10_000,
      integer: true,
      title: { en: 'Directions', ko: '방향 수' },
    },
    count: cloudCountDial,
  },
  examples: ({ count }) => count,
  build: (ops, { generated, real }) => bothClouds(ops, generated, real),
  finish({ generated, real }, dials) {
    const [made, data] = [pointsOf(generated!), pointsOf(real!)];
    const all = directions(dials.directions, made.dimensions);
    let sum = 0;
    for (const direction of all) {
      // On a line the cheapest way is to move the i-th smallest to the i-th smallest.
      const [a, b] = [along(made, direction), along(data, direction)];
      for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
    }
    return { numbers: { distance: Math.sqrt(sum / (all.length * numberOf(made))) } };
  },
});

/** The places of points along a direction, ascending. */
function along(points: Points, direction: readonly number[]): Float64Array {
  const { data, dimensions } = points;
  const places = new Float64Array(numberOf(points));
  for (let i = 0; i < places.length; i++)
    for (let k = 0; k < dimensions; k++) places[i]! += data[i * dimensions + k]! * direction[k]!;
  return places.sort();
}
