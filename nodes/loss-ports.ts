import type { InputPort, OutputPort } from './port.ts';

/** The ports that losses share. */
export const mask = {
  symbol: 'm',
  title: { en: 'Mask: 1 counts, 0 does not', ko: '마스크: 1은 셈, 0은 제외' },
  optional: true,
} as const satisfies InputPort;

export const loss = {
  symbol: 'L',
  title: { en: 'Loss', ko: '손실' },
  meaning: { kind: 'loss' },
} as const satisfies OutputPort;

export const perExample = {
  symbol: 'L_i',
  title: { en: 'Per example', ko: '예제별' },
  meaning: { kind: 'loss' },
} as const satisfies OutputPort;

export const lossInNats = { ...loss, unit: 'nats' } as const satisfies OutputPort;
export const perExampleInNats = { ...perExample, unit: 'nats' } as const satisfies OutputPort;
