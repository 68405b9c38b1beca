import type { Operations, Tensor } from './alphabet/operation.ts';
import type { BuildContext } from './build-context.ts';
import type { Dial } from './dial.ts';
import { featuresOf } from './features.ts';

/** What the normalization layers share. */

export const epsilonDial = {
  type: 'number',
  default: 1e-3,
  min: 1e-8,
  max: 1,
  title: { en: 'Epsilon', ko: '엡실론' },
  help: {
    en: 'Added to the variance, so that nothing is divided by zero.',
    ko: '0으로 나누지 않도록 분산에 더하는 값.',
  },
} as const satisfies Dial;

export const scaleDial = {
  type: 'flag',
  default: true,
  title: { en: 'Learned scale γ', ko: '학습하는 스케일 γ' },
} as const satisfies Dial;

export const shiftDial = {
  type: 'flag',
  default: true,
  title: { en: 'Learned shift β', ko: '학습하는 시프트 β' },
} as const satisfies Dial;

/** (x − mean)/√(variance + ε), with mean and (biased) variance over those axes. */
export function standardize(ops: Operations, x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  const over = { axes, keepDimensions: true };
  const centred = ops.subtract(x, ops.reduceMean(x, over));
  const variance = ops.reduceMean(ops.square(centred), over);
  return ops.multiply(centred, ops.rsqrt(ops.add(variance, epsilon)));
}

/** γ·x + β for each of the features on the last axis, as far as the dials want them. */
export function scaleAndShift(
  ops: Operations,
  x: Tensor,
  dials: { readonly scale: boolean; readonly shift: boolean },
  context: BuildContext,
): Tensor {
  const shape = [featuresOf('normalization', x)];
  const scaled = dials.scale
    ? ops.multiply(x, context.weight('gamma', shape, { kind: 'constant', value: 1 }))
    : x;
  return dials.shift
    ? ops.add(scaled, context.weight('beta', shape, { kind: 'constant', value: 0 }))
    : scaled;
}
