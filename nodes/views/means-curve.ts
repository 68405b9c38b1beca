import { Problem } from '../alphabet/problem.ts';
import { defineLook, type MeasuredNumber } from '../contract.ts';
import { countDial } from '../count-dial.ts';
import { measuredMean } from '../measured-mean.ts';
import { mustBePerExample } from '../per-example.ts';
import { calledNumber, meanNumber } from '../measured-numbers.ts';

/** What curves are usually called; under another name a person's own word stands in both languages. */
const numbers: Readonly<Record<string, MeasuredNumber>> = {
  ...meanNumber,
  nats: { title: { en: 'nats', ko: '내트' }, unit: 'nats' },
  'nats per pixel': { title: { en: 'nats per pixel', ko: '픽셀당 내트' }, unit: 'nats' },
};
/** The same of axes. */
const AXES: Readonly<Record<string, string>> = { 'pixels a side': '한 변의 픽셀 수' };

export default defineLook({
  kind: 'means-curve',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Curve of means', ko: '평균 곡선' },
  sentence: {
    en: 'The means of several numbers per example as one curve: what each wire is called is where it stands on the axis, such as the side of a picture.',
    ko: '예제별 수 여러 개의 평균을 한 곡선으로 보여 줍니다. 연결의 이름이 가로축의 위치입니다. 그림의 변 길이 같은 수를 씁니다.',
  },
  formula: '\\bigl(s, \\tfrac{1}{N}\\textstyle\\sum_i v^{(s)}_i\\bigr)',
  aliases: ['sweep', 'scaling', 'against size', '크기별 비교', '스케일링'],
  inputs: {
    values: {
      symbol: 'v^{(s)}',
      title: { en: 'Numbers per example, by place on the axis', ko: '예제별 수 (이름이 축의 위치)' },
      several: true,
    },
  },
  outputs: {},
  numbers,
  dials: {
    count: { ...countDial, default: 1000 },
    axis: { type: 'text', default: 'x', title: { en: 'Name of the axis', ko: '가로축 이름' } },
    line: { type: 'text', default: 'mean', title: { en: 'Name of the curve', ko: '곡선 이름' } },
    perSquare: {
      type: 'flag',
      default: false,
      title: { en: 'Per pixel', ko: '픽셀당' },
      help: {
        en: 'Divides by the square of the place on the axis: for a side, by the pixels of its picture.',
        ko: '축 위치의 제곱으로 나눕니다. 위치가 변 길이면 그림의 픽셀 수로 나누는 셈입니다.',
      },
    },
  },
  examples: ({ count }) => count,
  build(_ops, { values }) {
    for (const { name, value } of values) {
      mustBePerExample(`values ${name}`, value);
      if (name.trim() === '' || !Number.isFinite(Number(name)))
        throw new Problem(
          `A wire's name is its place on the axis, so a number; one is called '${name}'. Name it by a number, such as 28.`,
          `연결의 이름이 축의 위치이므로 수여야 하는데 '${name}'입니다. 28처럼 수로 이름을 지으세요.`,
        );
    }
    return Object.fromEntries(values.map(({ name, value }) => [name, value]));
  },
  finish(measured, { axis, line, perSquare }) {
    const points = Object.entries(measured)
      .map(([name, found]) => {
        const at = Number(name);
        return { at, mean: measuredMean(found) / (perSquare ? at ** 2 : 1) };
      })
      .sort((a, b) => a.at - b.at);
    return {
      numbers: Object.fromEntries(points.map(({ at, mean }) => [`${line} at ${at}`, mean])),
      picture: {
        form: 'curves',
        axis: { en: axis, ko: AXES[axis] ?? axis },
        at: points.map(({ at }) => at),
        lines: [{ name: calledNumber(numbers, line), values: points.map(({ mean }) => mean) }],
      },
    };
  },
});
