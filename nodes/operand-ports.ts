import type { InputPort, OutputPort } from './port.ts';

/** The ports of what works on two operands or on one. */
export const a = { symbol: 'a', title: { en: 'a', ko: 'a' } } as const satisfies InputPort;
export const b = { symbol: 'b', title: { en: 'b', ko: 'b' } } as const satisfies InputPort;
export const value = { symbol: 'x', title: { en: 'Value', ko: '값' } } as const satisfies InputPort;
export const result = { symbol: 'y', title: { en: 'Result', ko: '결과' } } as const satisfies OutputPort;
