import { defineLook } from '../contract.ts';
import { marginals } from '../schedule.ts';
import { schedulePort } from '../schedule-ports.ts';

/** Times that are shown. */
const PLACES = 101;

export default defineLook({
  kind: 'schedule-plot',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Schedule plot', ko: '스케줄 그림' },
  sentence: {
    en: 'How much of the signal and how much noise there is at each time, and the logarithm of their ratio.',
    ko: '시점마다 신호와 노이즈가 얼마나 되는지, 그리고 그 비의 로그를 보여 줍니다.',
  },
  formula: '\\alpha_t^2,\\ \\sigma_t^2,\\ \\log(\\alpha_t^2 / \\sigma_t^2)',
  aliases: ['signal-to-noise ratio', 'log SNR', 'beta schedule', '신호 대 잡음비'],
  inputs: { schedule: schedulePort },
  outputs: {},
  dials: {},
  examples: () => 1,
  build(ops, { schedule }) {
    // The times of a schedule of steps, as many as are shown; time 0 has no noise and no ratio.
    const places = Array.from({ length: PLACES }, (_, i) => {
      const t = (i + 1) / PLACES;
      return schedule.steps === 0 ? t : Math.max(1, Math.round(t * schedule.steps)) / schedule.steps;
    });
    const time = ops.constant({ value: places, shape: [PLACES], dtype: 'float32' });
    const { alpha, sigma } = marginals(ops, schedule, time);
    const row = (x: typeof time) => ops.reshape(x, { shape: [1, PLACES] });
    return { time: row(time), alpha: row(alpha), sigma: row(sigma) };
  },
  finish({ time, alpha, sigma }) {
    const squared = (values: ArrayLike<number>) => Array.from(values, (x) => x * x);
    const [signal, noise] = [squared(alpha!.data), squared(sigma!.data)];
    return {
      picture: {
        form: 'curves',
        axis: { en: 'time', ko: '시간' },
        at: Array.from(time!.data),
        lines: [
          { name: { en: 'α²', ko: 'α²' }, values: signal },
          { name: { en: 'σ²', ko: 'σ²' }, values: noise },
          {
            name: { en: 'log α²/σ²', ko: 'log α²/σ²' },
            values: signal.map((a, i) => Math.log(a / noise[i]!)),
          },
        ],
      },
    };
  },
});
