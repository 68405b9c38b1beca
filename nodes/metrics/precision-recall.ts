import { Problem } from '../alphabet/problem.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { comparedPorts, featuresFound } from '../feature-net.ts';
import { manifoldNumbers, type Points } from '../neighbours.ts';
import { manifoldNumberTitles } from '../measured-numbers.ts';

export default defineLook({
  kind: 'precision-recall',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Precision and recall', ko: '정밀도와 재현율' },
  sentence: {
    en: 'Whether generated examples look real (precision, density) and whether all that is real occurs (recall, coverage), by balls around nearest neighbours.',
    ko: '생성한 것이 실제처럼 보이는지(정밀도, 밀도)와 실제에 있는 것이 모두 나오는지(재현율, 포괄도)를 최근접 이웃의 공으로 잽니다.',
  },
  formula: '\\frac{1}{M}\\sum_j [\\tilde{x}_j \\in \\textstyle\\bigcup_i B(x_i, \\mathrm{NND}_k(x_i))]',
  aliases: ['density', 'coverage', 'fidelity', 'diversity', '밀도', '다양성', '충실도'],
  source:
    'Kynkäänniemi et al. 2019, Improved precision and recall metric; Naeem et al. 2020, Reliable fidelity and diversity metrics',
  inputs: comparedPorts,
  outputs: {},
  numbers: manifoldNumberTitles,
  dials: {
    count: { ...countDial, default: 1000, max: 5000 },
    neighbours: {
      type: 'number',
      default: 5,
      min: 1,
      max: 100,
      integer: true,
      title: { en: 'Neighbours', ko: '이웃 수' },
    },
  },
  check({ count, neighbours }) {
    if (neighbours >= count)
      throw new Problem(
        `Each of ${count} examples has ${count - 1} neighbours; ${neighbours} are wanted. Look at more examples, or at fewer neighbours.`,
        `예제 ${count}개에서는 이웃이 ${count - 1}개뿐인데 ${neighbours}개를 보려고 합니다. 예제 수를 늘리거나 이웃 수를 줄이세요.`,
      );
  },
  examples: ({ count }) => count,
  build: (ops, { generated, real, features }, _dials, context) => ({
    generated: featuresFound(ops, context, 'generated', generated, features),
    real: featuresFound(ops, context, 'real', real, features),
  }),
  finish({ generated, real }, { neighbours }) {
    const fake: Points = { data: generated!.data, dimensions: generated!.shape[1]! };
    const true_: Points = { data: real!.data, dimensions: real!.shape[1]! };
    return { numbers: manifoldNumbers(true_, fake, neighbours) };
  },
});
