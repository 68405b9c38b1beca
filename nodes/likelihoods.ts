import type { Operand, Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { formatShape } from './alphabet/shape.ts';
import { asFloat } from './promotion.ts';

/** Keeps the logarithm of a probability finite, as Keras does. */
const SMALLEST_PROBABILITY = 1e-7;

const safeLog = (ops: Operations, probability: Tensor): Tensor =>
  ops.log(ops.maximum(probability, SMALLEST_PROBABILITY));

/** log N(x; μ, σ²) of each element, in nats. */
export function gaussianLogDensity(ops: Operations, x: Tensor, mean: Operand, logVariance: Operand): Tensor {
  const precision =
    typeof logVariance === 'number' ? Math.exp(-logVariance) : ops.exp(ops.negative(logVariance));
  const distance = ops.multiply(ops.square(ops.subtract(x, mean)), precision);
  return ops.multiply(ops.add(ops.add(distance, logVariance), Math.log(2 * Math.PI)), -0.5);
}

/** −log of the Bernoulli probability of each element of a target in [0, 1]. */
export function bernoulli(
  ops: Operations,
  parameters: Tensor,
  target: Tensor,
  form: 'logits' | 'probabilities',
): Tensor {
  if (form === 'logits') return ops.sigmoidCrossEntropy(target, parameters);
  const one = ops.multiply(target, safeLog(ops, parameters));
  const zero = ops.multiply(ops.subtract(1, target), safeLog(ops, ops.subtract(1, parameters)));
  return ops.negative(ops.add(one, zero));
}

/**
 * −log of the probability of each target.
 * @param parameters [..., classes]
 * @param target class numbers (int32) [...], or probabilities [..., classes]
 */
export function categorical(
  ops: Operations,
  parameters: Tensor,
  target: Tensor,
  form: 'logits' | 'probabilities',
): Tensor {
  const classes = parameters.shape.at(-1);
  if (typeof classes !== 'number' || parameters.shape.length < 2)
    throw new Problem(
      `The categorical distribution needs a number for each class along the last axis, [B, ..., classes]; it was given ${formatShape(parameters.shape)}.`,
      `범주형 분포에는 마지막 축에 클래스마다 수가 있는 [B, ..., 클래스]가 필요한데 ${formatShape(parameters.shape)}이(가) 들어왔습니다.`,
    );
  const shares = target.dtype === 'int32' ? ops.oneHot(target, { depth: classes }) : asFloat(ops, target);
  const expected = formatShape(parameters.shape);
  if (formatShape(shares.shape) !== expected)
    throw new Problem(
      `The parameters are ${expected}, so the target must be class numbers (int32) ${formatShape(parameters.shape.slice(0, -1))} or shares ${expected}; it is ${target.dtype} ${formatShape(target.shape)}.`,
      `파라미터가 ${expected}이므로 목표는 클래스 번호(int32) ${formatShape(parameters.shape.slice(0, -1))} 또는 비율 ${expected}이어야 하는데 ${target.dtype} ${formatShape(target.shape)}입니다.`,
    );
  if (form === 'logits') return ops.softmaxCrossEntropy(shares, parameters);
  return ops.negative(ops.reduceSum(ops.multiply(shares, safeLog(ops, parameters)), { axes: [-1] }));
}

/** −log N(x; μ, σ²) of each element with one fixed deviation. */
export const gaussian = (ops: Operations, mean: Tensor, target: Tensor, deviation: number): Tensor =>
  ops.negative(gaussianLogDensity(ops, target, mean, 2 * Math.log(deviation)));

/** Below it the logistic is narrower than any bin. */
const SMALLEST_LOG_SCALE = -7;

/**
 * −log of the probability that a logistic distribution, rounded to equal levels over a range, gives each element
 * (Salimans et al. 2017, PixelCNN++, eq. 2). The outermost levels take what lies beyond.
 *
 * With a < b the edges of a level in units of the scale, σ(b) − σ(a) = σ(b)·σ(−a)·(1 − e^(a−b)), so that
 * −log = softplus(−b) + softplus(a) − log(1 − e^(a−b)), where nothing cancels.
 *
 * @param parameters [..., 2·channels]: the means, then the logarithms of the scales
 * @param target [..., channels]
 */
export function discretizedLogistic(
  ops: Operations,
  parameters: Tensor,
  target: Tensor,
  [low, high]: readonly [number, number],
  levels: number,
): Tensor {
  const channels = target.shape.at(-1);
  const wanted = formatShape([...target.shape.slice(0, -1), typeof channels === 'number' ? 2 * channels : 2]);
  if (typeof channels !== 'number' || formatShape(parameters.shape) !== wanted)
    throw new Problem(
      `The discretized logistic needs a mean and a log scale for each channel, ${wanted}; it was given ${formatShape(parameters.shape)}. Give the network twice as many channels.`,
      `이산화 로지스틱에는 채널마다 평균과 로그 스케일이 있는 ${wanted}이(가) 필요한데 ${formatShape(parameters.shape)}이(가) 들어왔습니다. 네트워크의 채널을 두 배로 하세요.`,
    );
  const half = (begin: number) => {
    const last = parameters.shape.length - 1;
    return ops.slice(parameters, {
      begin: parameters.shape.map((_, axis) => (axis === last ? begin : 0)),
      size: target.shape,
    });
  };
  const bin = (high - low) / (levels - 1);
  const inverse = ops.exp(ops.negative(ops.maximum(half(channels), SMALLEST_LOG_SCALE)));
  const centred = ops.subtract(target, half(0));
  const upper = ops.multiply(ops.add(centred, bin / 2), inverse);
  const lower = ops.multiply(ops.subtract(centred, bin / 2), inverse);
  const belowUpper = ops.softplus(ops.negative(upper));
  const aboveLower = ops.softplus(lower);
  const width = ops.log(ops.negative(ops.expm1(ops.multiply(inverse, -bin))));
  const inside = ops.subtract(ops.add(belowUpper, aboveLower), width);
  const first = ops.less(target, low + bin / 2);
  const last = ops.greater(target, high - bin / 2);
  return ops.select(first, belowUpper, ops.select(last, aboveLower, inside));
}
