import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { comparedPorts, featuresFound } from '../feature-net.ts';
import { neighbourRadii, numberOf, squaredDistances, type Points } from '../neighbours.ts';

export default defineLook({
  kind: 'nearest-neighbour',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Nearest neighbour', ko: '최근접 이웃' },
  sentence: {
    en: 'How near the nearest real example is to a generated one, beside how near real ones are to each other, and how often the nearest neighbour tells both apart: 0.5 where they are alike, 1 where not. Beside the training set it shows copying.',
    ko: '생성한 것에서 가장 가까운 실제까지의 거리를 실제끼리의 거리와 견주고, 최근접 이웃으로 둘을 얼마나 구별하는지 봅니다. 닮았으면 0.5, 아니면 1입니다. 학습 데이터와 견주면 베꼈는지 드러납니다.',
  },
  formula: '\\min_i \\|h(\\tilde{x}) - h(x_i)\\|',
  aliases: ['copying', 'memorization', 'two-sample test', '1-NN', '암기', '복제'],
  source: 'Lopez-Paz & Oquab 2017, Revisiting classifier two-sample tests',
  inputs: comparedPorts,
  outputs: {},
  numbers: {
    'to real': { title: { en: 'to real', ko: '진짜까지' } },
    'real to real': { title: { en: 'real to real', ko: '진짜에서 진짜까지' } },
    'told apart': { title: { en: 'told apart', ko: '구별한 비율' } },
  },
  dials: { count: { ...countDial, default: 1000, max: 5000 } },
  examples: ({ count }) => count,
  build: (ops, { generated, real, features }, _dials, context) => ({
    generated: featuresFound(ops, context, 'generated', generated, features),
    real: featuresFound(ops, context, 'real', real, features),
  }),
  finish({ generated, real }) {
    const fake: Points = { data: generated!.data, dimensions: generated!.shape[1]! };
    const true_: Points = { data: real!.data, dimensions: real!.shape[1]! };
    const [m, n] = [numberOf(fake), numberOf(true_)];
    const between = squaredDistances(fake, true_); // [m, n]
    const amongFake = neighbourRadii(squaredDistances(fake, fake), m, 1);
    const amongReal = neighbourRadii(squaredDistances(true_, true_), n, 1);
    const toReal = new Float64Array(m).fill(Infinity);
    const toFake = new Float64Array(n).fill(Infinity);
    between.forEach((distance, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      toReal[i] = Math.min(toReal[i]!, distance);
      toFake[j] = Math.min(toFake[j]!, distance);
    });
    // The nearest of all others, itself left out, is of its own kind; where both are as near, that says nothing: a half.
    let right = 0;
    amongFake.forEach((own, i) => (right += toldApart(own, toReal[i]!)));
    amongReal.forEach((own, j) => (right += toldApart(own, toFake[j]!)));
    return {
      numbers: {
        'to real': median(toReal),
        'real to real': median(amongReal),
        'told apart': right / (m + n),
      },
    };
  },
});

const toldApart = (own: number, other: number): number => (own < other ? 1 : own === other ? 0.5 : 0);

/** The median of the roots. */
function median(squares: Float64Array): number {
  const sorted = squares.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? Math.sqrt(sorted[middle]!)
    : (Math.sqrt(sorted[middle - 1]!) + Math.sqrt(sorted[middle]!)) / 2;
}
