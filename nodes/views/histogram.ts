import { defineLook } from '../contract.ts';
import { mustHaveBatch } from '../per-example.ts';
import { extent } from '../pictures.ts';

export default defineLook({
  kind: 'histogram',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Histogram', ko: '히스토그램' },
  sentence: {
    en: 'How values are spread: how many fall into each of equal bins, their mean and deviation.',
    ko: '값의 분포를 보여 줍니다. 같은 너비의 구간마다 개수와 전체의 평균, 표준편차를 냅니다.',
  },
  aliases: ['distribution', 'scores', '분포', '점수'],
  inputs: { values: { symbol: 'x', title: { en: 'Values', ko: '값' } } },
  outputs: {},
  dials: {
    bins: {
      type: 'number',
      default: 40,
      min: 1,
      max: 1000,
      integer: true,
      title: { en: 'Bins', ko: '구간 수' },
    },
    count: {
      type: 'number',
      default: 1000,
      min: 1,
      max: 100_000,
      integer: true,
      title: { en: 'Examples', ko: '예제 수' },
    },
    lines: {
      type: 'numbers',
      default: [],
      min: -1e9,
      max: 1e9,
      title: { en: 'Lines at', ko: '표시선' },
      help: { en: 'Values to mark, such as one half for scores.', ko: '표시할 값. 점수라면 0.5 같은 값.' },
    },
  },
  examples: ({ count }) => count,
  build(_ops, { values }) {
    mustHaveBatch('values', values);
    return { values };
  },
  finish({ values }, { bins, lines }) {
    const { data } = values!;
    const [low, high] = extent([data]);
    const counts = Array<number>(bins).fill(0);
    let [sum, squares] = [0, 0];
    for (const x of data) sum += x;
    const mean = sum / data.length;
    for (const x of data) {
      squares += (x - mean) ** 2;
      // The last bin has its upper edge; what is not finite has no bin and shows in the mean.
      if (Number.isFinite(x)) counts[Math.min(Math.floor(((x - low) / (high - low)) * bins), bins - 1)]!++;
    }
    return {
      picture: {
        form: 'histogram',
        edges: Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins),
        counts,
        mean,
        deviation: Math.sqrt(squares / data.length),
        ...(lines.length > 0 ? { lines } : {}),
      },
    };
  },
});
