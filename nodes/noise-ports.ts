import type { Tensor } from './alphabet/operation.ts';
import type { Shape } from './alphabet/shape.ts';
import type { BuildContext } from './build-context.ts';
import type { Dial } from './dial.ts';
import type { InputPort, OutputPort } from './port.ts';

/** The ports and the dial that sources of noise share. */
export const like = {
  symbol: 'x',
  title: { en: 'Like', ko: '같은 모양' },
  optional: true,
} as const satisfies InputPort;

export const noise = {
  symbol: '\\epsilon',
  title: { en: 'Noise', ko: '노이즈' },
  meaning: { kind: 'noise' },
} as const satisfies OutputPort;

export const shape = {
  type: 'numbers',
  default: [2],
  min: 1,
  max: 16_777_216,
  integer: true,
  title: { en: 'Shape of one example', ko: '예제 하나의 모양' },
  help: { en: 'Where nothing is wired into "Like".', ko: '"같은 모양"에 연결이 없을 때 씁니다.' },
} as const satisfies Dial;

/** The shape of the noise: that of `like`, or the dial's for each example of the batch. */
export const noiseShape = (
  context: Pick<BuildContext, 'batch'>,
  like: Tensor | undefined,
  shape: readonly number[],
): Shape => (like ? like.shape : [context.batch, ...shape]);
