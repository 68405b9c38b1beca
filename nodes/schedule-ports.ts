import type { InputPort, OutputPort } from './port.ts';

/** The ports that nodes of noise schedules share. */
export const schedulePort = {
  symbol: '(\\alpha, \\sigma)',
  title: { en: 'Schedule', ko: '스케줄' },
  takes: 'schedule',
} as const satisfies InputPort;

export const timePort = { symbol: 't', title: { en: 'Time', ko: '시간' } } as const satisfies InputPort;

export const timeOutput = {
  symbol: 't',
  title: { en: 'Time', ko: '시간' },
  meaning: { kind: 'time', range: [0, 1] },
} as const satisfies OutputPort;
