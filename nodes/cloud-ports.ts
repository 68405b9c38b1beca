import type { Operations, Tensor } from './alphabet/operation.ts';
import { mustHaveBatch, mustHaveSameShape } from './per-example.ts';
import type { Measured } from './finding.ts';
import type { Points } from './neighbours.ts';
import type { Dial } from './dial.ts';
import type { InputPort } from './port.ts';
import { asFloat } from './promotion.ts';

/** What metrics that compare two clouds of points share. */

export const cloudPorts = {
  generated: { symbol: '\\tilde{x}', title: { en: 'Generated', ko: '생성한 것' } },
  real: { symbol: 'x', title: { en: 'Real', ko: '진짜' } },
} as const satisfies Readonly<Record<string, InputPort>>;

export const modeLabel = {
  symbol: 'y',
  title: { en: 'Mode of the real', ko: '진짜의 모드' },
} as const satisfies InputPort;

export const cloudCountDial = {
  type: 'number',
  default: 4000,
  min: 2,
  max: 100_000,
  integer: true,
  title: { en: 'Points', ko: '점 수' },
} as const satisfies Dial;

/** How far from its centre a point still is of a mode. */
export const deviationsDial = {
  type: 'number',
  default: 3,
  min: 0.1,
  max: 100,
  title: { en: 'Deviations', ko: '표준편차 배수' },
  help: {
    en: 'So many deviations from its centre a point still is of a mode.',
    ko: '중심에서 이만큼의 표준편차 안에 있으면 그 모드의 점입니다.',
  },
} as const satisfies Dial;

/** Both clouds as float32 tensors of one shape. */
export function bothClouds(
  ops: Operations,
  generated: Tensor,
  real: Tensor,
): { generated: Tensor; real: Tensor } {
  mustHaveBatch('generated', generated);
  mustHaveSameShape('generated', generated, 'real', real);
  return { generated: asFloat(ops, generated), real: asFloat(ops, real) };
}

/** An example a point: all its numbers in a row. */
export const pointsOf = ({ shape, data }: Measured): Points => ({
  data,
  dimensions: data.length / shape[0]!,
});
