import { defineNode } from '../contract.ts';
import { leastTimeDial, timeDistributionDial } from '../time-dials.ts';
import { randomTime } from '../random-time.ts';
import { schedulePort, timeOutput } from '../schedule-ports.ts';

export default defineNode({
  kind: 'random-time',
  family: 'noise',
  places: ['board'],
  title: { en: 'Random time', ko: '무작위 시점' },
  sentence: {
    en: 'A time between clean and noise for each example; one of the steps where the schedule has steps.',
    ko: '예제마다 원본과 노이즈 사이의 시점을 하나 뽑습니다. 스케줄에 스텝이 있으면 그 스텝 가운데 하나입니다.',
  },
  formula: 't \\sim p(t)',
  aliases: ['timestep', 'noise level', '타임스텝', '노이즈 수준'],
  source: 'logit-normal: Esser et al. 2024, eq. 19',
  inputs: { schedule: schedulePort },
  outputs: { time: timeOutput },
  dials: { distribution: timeDistributionDial, least: leastTimeDial },
  build: (ops, { schedule }, { distribution, least }, context) => ({
    time: randomTime(ops, context, schedule, distribution, least),
  }),
});
