import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { mustBePerExample } from '../per-example.ts';
import { asFloat } from '../promotion.ts';
import { areaUnderRoc } from '../roc-area.ts';

export default defineLook({
  kind: 'roc',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'ROC area', ko: 'ROC 면적' },
  sentence: {
    en: 'How well a score tells two kinds of examples apart: the probability that one of the wanted kind scores higher than one of the other. 0.5 is chance.',
    ko: '점수가 두 종류의 예제를 얼마나 잘 가르는지 봅니다. 찾는 쪽 하나의 점수가 다른 쪽 하나보다 높을 확률이며 0.5면 우연입니다.',
  },
  formula: '\\Pr(s^+ > s^-) + \\tfrac{1}{2}\\Pr(s^+ = s^-)',
  aliases: ['AUC', 'AUROC', 'anomaly detection', 'Mann-Whitney', '이상 탐지', '곡선 아래 면적'],
  source: 'Hanley & McNeil 1982; Mann & Whitney 1947',
  inputs: {
    score: { symbol: 's', title: { en: 'Score per example', ko: '예제별 점수' } },
    wanted: { symbol: 'y', title: { en: 'Whether it is of the wanted kind', ko: '찾는 쪽인지' } },
  },
  outputs: {},
  numbers: { area: { title: { en: 'area', ko: '곡선 아래 넓이' } } },
  dials: { count: countDial },
  examples: ({ count }) => count,
  build(ops, { score, wanted }) {
    mustBePerExample('score', score);
    if (wanted.shape.length !== 1)
      throw new Problem(
        `'wanted' needs 0 or 1 (or false or true) for each example, [B]; it was given ${formatShape(wanted.shape)}. Wire a compare of the classes.`,
        `'wanted'에는 예제마다 0이나 1(거짓이나 참)인 [B]가 필요한데 ${formatShape(wanted.shape)}이(가) 들어왔습니다. 클래스를 비교한 것을 연결하세요.`,
      );
    return { score, wanted: asFloat(ops, wanted) };
  },
  finish: ({ score, wanted }) => ({
    numbers: { area: areaUnderRoc(score!.data, wanted!.data) },
  }),
});
