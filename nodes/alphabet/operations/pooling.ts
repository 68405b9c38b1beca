import { operation, type Tensor } from '../operation.ts';
import { Problem } from '../problem.ts';
import { mustBe, mustHaveRank, mustHaveShape } from '../rules.ts';
import type { Shape } from '../shape.ts';
import { windowOver, type Pair } from '../window.ts';

declare module '../operation.ts' {
  interface Operations {
    /** The largest number under each place of a window over [batch, height, width, channels]. */
    maxPool: (image: Tensor, attributes: PoolAttributes) => Tensor;
    /** The gradient `dy` of `maxPool` goes to where the largest number stood; y is what `maxPool` gave for x. */
    maxPoolGradient: (x: Tensor, y: Tensor, dy: Tensor, attributes: PoolAttributes) => Tensor;
    /** The mean under each place of a window; padding is not counted. */
    averagePool: (image: Tensor, attributes: PoolAttributes) => Tensor;
    /** The transpose of `averagePool`: back to `inputShape`. */
    averagePoolGradient: (dy: Tensor, attributes: PoolAttributes & { readonly inputShape: Shape }) => Tensor;
  }
}

export type PoolAttributes = {
  /** Height and width of the window. */
  readonly size: Pair;
  /** As `size` unless told. */
  readonly strides?: Pair;
  /** `valid` unless told. */
  readonly padding?: 'same' | 'valid';
};

function pooled(
  kind: string,
  image: Shape,
  { size, strides = size, padding = 'valid' }: PoolAttributes,
): Shape {
  mustHaveRank(kind, { shape: image, dtype: 'float32' }, 4, '[batch, height, width, channels]');
  const { output } = windowOver(kind, [image[1]!, image[2]!], size, { strides, padding });
  return [image[0]!, ...output, image[3]!];
}

export const maxPool = operation<PoolAttributes>({
  kind: 'maxPool',
  inputs: ['image'],
  infer: ([image], attributes) => {
    mustBe('maxPool', image!, 'float32');
    return [{ shape: pooled('maxPool', image!.shape, attributes), dtype: 'float32' }];
  },
  gradient: (ops, { inputs: [x], outputs: [y], gradients: [dy], attributes }) => [
    ops.maxPoolGradient(x!, y!, dy!, attributes),
  ],
  formula: ([image], { size }) => `max-pool(${image}, ${size.join(' × ')})`,
});

export const maxPoolGradient = operation<PoolAttributes>({
  kind: 'maxPoolGradient',
  inputs: ['x', 'y', 'dy'],
  infer: ([x, y, dy], attributes) => {
    for (const type of [x!, y!, dy!]) mustBe('maxPoolGradient', type, 'float32');
    const shape = pooled('maxPoolGradient', x!.shape, attributes);
    mustHaveShape('maxPoolGradient', 'y', y!, shape);
    mustHaveShape('maxPoolGradient', 'dy', dy!, shape);
    return [x!];
  },
  gradient: () => {
    throw new Problem(
      'Max pooling cannot be differentiated twice. Use average pooling or a convolution with a stride where a gradient of a gradient is taken (as in a gradient penalty).',
      '최대 풀링은 두 번 미분할 수 없습니다. 그래디언트의 그래디언트가 필요한 곳(그래디언트 페널티 등)에는 평균 풀링이나 스트라이드 합성곱을 쓰세요.',
    );
  },
  formula: ([x, , dy]) => `∂max-pool(${x})/∂${x} · ${dy}`,
});

export const averagePool = operation<PoolAttributes>({
  kind: 'averagePool',
  inputs: ['image'],
  infer: ([image], attributes) => {
    mustBe('averagePool', image!, 'float32');
    return [{ shape: pooled('averagePool', image!.shape, attributes), dtype: 'float32' }];
  },
  gradient: (ops, { inputs: [image], gradients: [dy], attributes }) => [
    ops.averagePoolGradient(dy!, { ...attributes, inputShape: image!.shape }),
  ],
  formula: ([image], { size }) => `average-pool(${image}, ${size.join(' × ')})`,
});

export const averagePoolGradient = operation<PoolAttributes & { readonly inputShape: Shape }>({
  kind: 'averagePoolGradient',
  inputs: ['dy'],
  infer: ([dy], { inputShape, ...attributes }) => {
    mustBe('averagePoolGradient', dy!, 'float32');
    mustHaveShape('averagePoolGradient', 'dy', dy!, pooled('averagePoolGradient', inputShape, attributes));
    return [{ shape: inputShape, dtype: 'float32' }];
  },
  gradient: (ops, { gradients: [d], attributes }) => {
    const { inputShape: _, ...window } = attributes;
    return [ops.averagePool(d!, window)];
  },
  formula: ([dy], { size }) => `average-poolᵀ(${dy}, ${size.join(' × ')})`,
});
