import { operation, type Tensor } from '../operation.ts';
import { mustBe, mustBeWhole, mustHaveRank, mustHaveShape } from '../rules.ts';
import { multiplyDimensions, type Dimension, type Shape } from '../shape.ts';
import type { Pair } from '../window.ts';

declare module '../operation.ts' {
  interface Operations {
    /** Each pixel of [batch, height, width, channels] becomes factor × factor equal ones. */
    upsampleNearest: (image: Tensor, attributes: { readonly factor: number }) => Tensor;
    /** Interpolates to another height and width, between the centres of pixels: (i + ½)·old/new − ½. */
    resizeBilinear: (image: Tensor, attributes: { readonly size: Pair }) => Tensor;
    /** The transpose of `resizeBilinear`: back to `inputShape`. */
    resizeBilinearGradient: (dy: Tensor, attributes: { readonly inputShape: Shape }) => Tensor;
  }
}

const LAYOUT = '[batch, height, width, channels]';

export const upsampleNearest = operation<{ readonly factor: number }>({
  kind: 'upsampleNearest',
  inputs: ['image'],
  infer: ([image], { factor }) => {
    mustBe('upsampleNearest', image!, 'float32');
    mustHaveRank('upsampleNearest', image!, 4, LAYOUT);
    mustBeWhole('upsampleNearest', 'factor', [factor], 1);
    const [batch, height, width, channels] = image!.shape;
    const shape = [
      batch!,
      multiplyDimensions(height!, factor),
      multiplyDimensions(width!, factor),
      channels!,
    ];
    return [{ shape, dtype: 'float32' }];
  },
  define: (ops, [image], { factor }) => {
    const [batch, height, width, channels] = image!.shape as readonly [
      Dimension,
      Dimension,
      Dimension,
      Dimension,
    ];
    const apart = ops.reshape(image!, { shape: [batch, height, 1, width, 1, channels] });
    const filled = ops.broadcastTo(apart, { shape: [batch, height, factor, width, factor, channels] });
    const shape = [batch, multiplyDimensions(height, factor), multiplyDimensions(width, factor), channels];
    return [ops.reshape(filled, { shape })];
  },
  formula: ([image], { factor }) => `upsample(${image}, ${factor})`,
});

export const resizeBilinear = operation<{ readonly size: Pair }>({
  kind: 'resizeBilinear',
  inputs: ['image'],
  infer: ([image], { size }) => {
    mustBe('resizeBilinear', image!, 'float32');
    mustHaveRank('resizeBilinear', image!, 4, LAYOUT);
    mustBeWhole('resizeBilinear', 'size', size, 1);
    return [{ shape: [image!.shape[0]!, ...size, image!.shape[3]!], dtype: 'float32' }];
  },
  gradient: (ops, { inputs: [image], gradients: [dy] }) => [
    ops.resizeBilinearGradient(dy!, { inputShape: image!.shape }),
  ],
  formula: ([image], { size }) => `resize(${image}, ${size.join(' × ')})`,
});

export const resizeBilinearGradient = operation<{ readonly inputShape: Shape }>({
  kind: 'resizeBilinearGradient',
  inputs: ['dy'],
  infer: ([dy], { inputShape }) => {
    mustBe('resizeBilinearGradient', dy!, 'float32');
    mustHaveRank('resizeBilinearGradient', dy!, 4, LAYOUT);
    mustHaveRank('resizeBilinearGradient', { shape: inputShape, dtype: 'float32' }, 4, LAYOUT);
    const [, height, width] = dy!.shape;
    mustHaveShape('resizeBilinearGradient', 'dy', dy!, [inputShape[0]!, height!, width!, inputShape[3]!]);
    return [{ shape: inputShape, dtype: 'float32' }];
  },
  gradient: (ops, { inputs: [dy], gradients: [d] }) => [
    ops.resizeBilinear(d!, { size: dy!.shape.slice(1, 3) as unknown as Pair }),
  ],
  formula: ([dy]) => `resizeᵀ(${dy})`,
});
