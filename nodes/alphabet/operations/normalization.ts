import { operation, type Tensor } from '../operation.ts';
import { Problem } from '../problem.ts';
import { mustBe, mustHaveShape } from '../rules.ts';
import { formatShape, knownSize, type TensorType } from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /**
     * scale · (x − mean)/√(variance + ε) + shift, with mean and (biased) variance of each channel over all axes of
     * x [..., channels] but the last (Ioffe & Szegedy 2015, algorithm 1). Scale, shift, mean and variance are [channels].
     */
    batchNormalization: (
      x: Tensor,
      scale: Tensor,
      shift: Tensor,
      attributes: NormalizationAttributes,
    ) => { readonly result: Tensor; readonly mean: Tensor; readonly variance: Tensor };
    /** What the gradient `dy` of the result of `batchNormalization` means for its three inputs. */
    batchNormalizationGradient: (
      dy: Tensor,
      x: Tensor,
      scale: Tensor,
      mean: Tensor,
      variance: Tensor,
      attributes: NormalizationAttributes,
    ) => { readonly image: Tensor; readonly scale: Tensor; readonly shift: Tensor };
  }
}

export type NormalizationAttributes = {
  /** Added to the variance: above 0, such as 1e-5. */
  readonly epsilon: number;
};

/** All axes but the last. */
const examples = ({ shape }: Tensor) => shape.slice(1).map((_, axis) => axis);

/** Over how many elements each channel's mean goes. */
const count = ({ shape }: Tensor) => knownSize(shape.slice(0, -1));

function mustBeChannels(kind: string, x: TensorType, perChannel: Readonly<Record<string, TensorType>>) {
  mustBe(kind, x, 'float32');
  if (x.shape.length < 2)
    throw new Problem(
      `${kind} needs a tensor [..., channels] of at least 2 axes; it was given ${formatShape(x.shape)}.`,
      `${kind}에는 축이 2개 이상인 텐서 [..., 채널]이(가) 필요한데 ${formatShape(x.shape)}이(가) 들어왔습니다.`,
    );
  for (const [name, type] of Object.entries(perChannel)) {
    mustBe(kind, type, 'float32');
    mustHaveShape(kind, name, type, x.shape.slice(-1));
  }
}

export const batchNormalization = operation<NormalizationAttributes>({
  kind: 'batchNormalization',
  inputs: ['x', 'scale', 'shift'],
  outputs: ['result', 'mean', 'variance'],
  infer: ([x, scale, shift]) => {
    mustBeChannels('batchNormalization', x!, { scale: scale!, shift: shift! });
    return [x!, scale!, shift!];
  },
  gradient: (ops, { inputs: [x, scale], outputs: [, mean, variance], gradients, used, attributes }) => {
    const [dResult, dMean, dVariance] = gradients;
    const parts: Tensor[] = [];
    const through = used[0]
      ? ops.batchNormalizationGradient(dResult!, x!, scale!, mean!, variance!, attributes)
      : null;
    if (through) parts.push(through.image);
    // ∂mean/∂x = 1/n and ∂variance/∂x = 2·(x − mean)/n
    if (used[1]) parts.push(ops.broadcastTo(ops.multiply(dMean!, 1 / count(x!)), { shape: x!.shape }));
    if (used[2]) parts.push(ops.multiply(ops.subtract(x!, mean!), ops.multiply(dVariance!, 2 / count(x!))));
    return [
      parts.length > 0 ? parts.reduce((a, b) => ops.add(a, b)) : null,
      through?.scale ?? null,
      through?.shift ?? null,
    ];
  },
  define: (ops, [x, scale, shift], { epsilon }) => {
    const axes = examples(x!);
    const mean = ops.reduceMean(x!, { axes });
    const centred = ops.subtract(x!, mean);
    const variance = ops.reduceMean(ops.square(centred), { axes });
    const normalized = ops.multiply(centred, ops.rsqrt(ops.add(variance, epsilon)));
    return [ops.add(ops.multiply(normalized, scale!), shift!), mean, variance];
  },
  formula: ([x, scale, shift]) => `${scale} · (${x} − mean)/√(variance + ε) + ${shift}`,
});

export const batchNormalizationGradient = operation<NormalizationAttributes>({
  kind: 'batchNormalizationGradient',
  inputs: ['dy', 'x', 'scale', 'mean', 'variance'],
  outputs: ['image', 'scale', 'shift'],
  infer: ([dy, x, scale, mean, variance]) => {
    const perChannel = { scale: scale!, mean: mean!, variance: variance! };
    mustBeChannels('batchNormalizationGradient', x!, perChannel);
    mustBe('batchNormalizationGradient', dy!, 'float32');
    mustHaveShape('batchNormalizationGradient', 'dy', dy!, x!.shape);
    return [x!, scale!, scale!];
  },
  define: (ops, [dy, x, scale, mean, variance], { epsilon }) => {
    const axes = examples(x!);
    const share = 1 / count(x!);
    const inverse = ops.rsqrt(ops.add(variance!, epsilon)); // 1/σ, [channels]
    const normalized = ops.multiply(ops.subtract(x!, mean!), inverse);
    const dShift = ops.reduceSum(dy!, { axes });
    const dScale = ops.reduceSum(ops.multiply(dy!, normalized), { axes });
    const towardsMean = ops.multiply(dShift, share);
    const towardsVariance = ops.multiply(normalized, ops.multiply(dScale, share));
    const image = ops.multiply(
      ops.subtract(ops.subtract(dy!, towardsMean), towardsVariance),
      ops.multiply(scale!, inverse),
    );
    return [image, dScale, dShift];
  },
  formula: ([dy, x]) => `∂batch-normalization(${x}) · ${dy}`,
});
