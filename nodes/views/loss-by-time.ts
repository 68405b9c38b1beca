import { defineLook } from '../contract.ts';
import { mustBePerExample } from '../per-example.ts';
import { timePort } from '../schedule-ports.ts';

export default defineLook({
  kind: 'loss-by-time',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Loss by time', ko: '시점별 손실' },
  sentence: {
    en: 'Where on the way between data and noise the network is wrong most: the mean loss of examples by their time.',
    ko: '데이터와 노이즈 사이의 어느 시점에서 네트워크가 가장 많이 틀리는지를, 시점별 평균 손실로 보여 줍니다.',
  },
  formula: '\\mathbb{E}[L_i \\mid t]',
  aliases: ['error per timestep', 'noise level', '타임스텝별 오차'],
  source: 'Nichol & Dhariwal 2021, figure 2',
  inputs: {
    perExample: { symbol: 'L_i', title: { en: 'Loss per example', ko: '예제별 손실' } },
    time: timePort,
  },
  outputs: {},
  dials: {
    bins: {
      type: 'number',
      default: 20,
      min: 1,
      max: 200,
      integer: true,
      title: { en: 'Bins', ko: '구간 수' },
    },
    count: {
      type: 'number',
      default: 2000,
      min: 1,
      max: 100_000,
      integer: true,
      title: { en: 'Examples', ko: '예제 수' },
    },
  },
  examples: ({ count }) => count,
  build(_ops, { perExample, time }) {
    mustBePerExample('perExample', perExample);
    mustBePerExample('time', time);
    return { perExample, time };
  },
  finish({ perExample, time }, { bins }) {
    const sums = new Float64Array(bins);
    const counts = new Float64Array(bins);
    for (let i = 0; i < time!.data.length; i++) {
      // Time 1 belongs to the last bin.
      const bin = Math.min(bins - 1, Math.floor(time!.data[i]! * bins));
      sums[bin]! += perExample!.data[i]!;
      counts[bin]!++;
    }
    const means = Array.from(sums, (sum, bin) => sum / counts[bin]!);
    return {
      picture: {
        form: 'curves',
        axis: { en: 'time', ko: '시간' },
        at: means.map((_, bin) => (bin + 0.5) / bins),
        lines: [{ name: { en: 'loss', ko: '손실' }, values: means }],
      },
    };
  },
});
