import type { InputPort, OutputPort } from './port.ts';

/** The one main input of a layer. */
export const inputPort = { symbol: 'x', title: { en: 'Input', ko: '입력' } } as const satisfies InputPort;

/** What a layer gives. */
export const outputPort = { symbol: 'y', title: { en: 'Output', ko: '출력' } } as const satisfies OutputPort;
