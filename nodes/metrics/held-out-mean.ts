import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { mustBePerExample } from '../per-example.ts';
import { measuredMean } from '../measured-mean.ts';
import { meanNumber } from '../measured-numbers.ts';

export default defineLook({
  kind: 'held-out-mean',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Held-out mean', ko: '검증 평균' },
  sentence: {
    en: 'The mean over held-out examples of a number for each, such as a loss, so that it is seen whether learning also holds for what training never saw.',
    ko: '손실처럼 예제마다 하나인 수를 검증 예제에서 평균합니다. 학습에서 보지 못한 것에도 통하는지 봅니다.',
  },
  formula: '\\frac{1}{N}\\sum_i L_i',
  aliases: ['validation loss', 'test error', 'generalization', '검증 손실', '일반화'],
  inputs: { value: { symbol: 'L_i', title: { en: 'A number per example', ko: '예제별 값' } } },
  outputs: {},
  numbers: meanNumber,
  dials: { count: countDial },
  examples: ({ count }) => count,
  build(_ops, { value }) {
    mustBePerExample('value', value);
    return { value };
  },
  finish({ value }) {
    return { numbers: { mean: measuredMean(value!) } };
  },
});
