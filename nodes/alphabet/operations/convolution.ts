import { operation, type Attributes, type Operation, type Tensor } from '../operation.ts';
import { Problem } from '../problem.ts';
import { mustBe, mustHaveRank, mustHaveShape } from '../rules.ts';
import {
  formatShape,
  knownShape,
  multiplyDimensions,
  sameDimension,
  type Dimension,
  type Shape,
} from '../shape.ts';
import { windowOver, type Pair, type WindowAttributes } from '../window.ts';

declare module '../operation.ts' {
  interface Operations {
    /** Cross-correlates an image [batch, height, width, in] with a kernel [height, width, in, out]. */
    conv2d: (image: Tensor, kernel: Tensor, attributes?: WindowAttributes) => Tensor;
    /** The transpose of `conv2d` in its image: a gradient [batch, height', width', out] back to `inputShape`. */
    conv2dInputGradient: (dy: Tensor, kernel: Tensor, attributes: InputGradientAttributes) => Tensor;
    /** The transpose of `conv2d` in its kernel: what image and gradient give for a kernel of `kernelShape`. */
    conv2dFilterGradient: (image: Tensor, dy: Tensor, attributes: FilterGradientAttributes) => Tensor;
    /**
     * Each channel of the image by kernels of its own: kernel [height, width, channels, multiplier] → channel
     * c·multiplier + m of the result. Both strides are equal.
     */
    depthwiseConv2d: (image: Tensor, kernel: Tensor, attributes?: WindowAttributes) => Tensor;
    /** The transpose of `depthwiseConv2d` in its image. */
    depthwiseConv2dInputGradient: (dy: Tensor, kernel: Tensor, attributes: InputGradientAttributes) => Tensor;
    /** The transpose of `depthwiseConv2d` in its kernel. */
    depthwiseConv2dFilterGradient: (
      image: Tensor,
      dy: Tensor,
      attributes: FilterGradientAttributes,
    ) => Tensor;
  }
}

export type InputGradientAttributes = WindowAttributes & { readonly inputShape: Shape };
export type FilterGradientAttributes = WindowAttributes & { readonly kernelShape: readonly number[] };

/** A convolution and its two transposes, which are closed under differentiation: each gradient is one of the three. */
interface Family {
  readonly forward: 'conv2d' | 'depthwiseConv2d';
  readonly input: 'conv2dInputGradient' | 'depthwiseConv2dInputGradient';
  readonly filter: 'conv2dFilterGradient' | 'depthwiseConv2dFilterGradient';
  /** What the axes of the kernel mean. */
  readonly layout: string;
  readonly sign: string;
  outputChannels(kernel: Shape): Dimension;
}

function outputShape(
  kind: string,
  family: Family,
  image: Shape,
  kernel: Shape,
  attributes: WindowAttributes,
): Shape {
  mustHaveRank(kind, { shape: image, dtype: 'float32' }, 4, '[batch, height, width, channels]');
  mustHaveRank(kind, { shape: kernel, dtype: 'float32' }, 4, family.layout);
  if (!sameDimension(image[3]!, kernel[2]!))
    throw new Problem(
      `${kind} needs a kernel ${family.layout} for as many channels as the image has; it was given an image ${formatShape(image)} and a kernel ${formatShape(kernel)}.`,
      `${kind}의 커널 ${family.layout}은 이미지와 채널 수가 같아야 하는데 이미지 ${formatShape(image)}, 커널 ${formatShape(kernel)}이(가) 들어왔습니다.`,
    );
  const { strides } = attributes;
  if (family.forward === 'depthwiseConv2d' && strides && strides[0] !== strides[1])
    throw new Problem(
      `${kind} needs equal strides along height and width; it was given ${strides.join(' × ')}.`,
      `${kind}의 세로와 가로 스트라이드는 같아야 하는데 ${strides.join(' × ')}이(가) 주어졌습니다.`,
    );
  const { output } = windowOver(
    kind,
    [image[1]!, image[2]!],
    kernel.slice(0, 2) as unknown as Pair,
    attributes,
  );
  return [image[0]!, ...output, family.outputChannels(kernel)];
}

const mustBeFloat = (kind: string, types: readonly { shape: Shape; dtype: Tensor['dtype'] }[]) =>
  types.forEach((type) => mustBe(kind, type, 'float32'));

const forwardOf = (family: Family): Operation =>
  operation<WindowAttributes & Attributes>({
    kind: family.forward,
    inputs: ['image', 'kernel'],
    infer: ([image, kernel], attributes) => {
      mustBeFloat(family.forward, [image!, kernel!]);
      const shape = outputShape(family.forward, family, image!.shape, kernel!.shape, attributes);
      return [{ shape, dtype: 'float32' }];
    },
    gradient: (ops, { inputs: [image, kernel], gradients: [dy], needed, attributes }) => [
      needed[0] ? ops[family.input](dy!, kernel!, { ...attributes, inputShape: image!.shape }) : null,
      needed[1]
        ? ops[family.filter](image!, dy!, { ...attributes, kernelShape: knownShape(kernel!.shape) })
        : null,
    ],
    formula: ([image, kernel]) => `${image} ${family.sign} ${kernel}`,
  });

const inputGradientOf = (family: Family): Operation =>
  operation<InputGradientAttributes>({
    kind: family.input,
    inputs: ['dy', 'kernel'],
    infer: ([dy, kernel], { inputShape, ...attributes }) => {
      mustBeFloat(family.input, [dy!, kernel!]);
      mustHaveShape(
        family.input,
        'dy',
        dy!,
        outputShape(family.input, family, inputShape, kernel!.shape, attributes),
      );
      return [{ shape: inputShape, dtype: 'float32' }];
    },
    gradient: (ops, { inputs: [dy, kernel], gradients: [d], needed, attributes }) => {
      const { inputShape: _, ...window } = attributes;
      return [
        needed[0] ? ops[family.forward](d!, kernel!, window) : null,
        needed[1] ? ops[family.filter](d!, dy!, { ...window, kernelShape: knownShape(kernel!.shape) }) : null,
      ];
    },
    formula: ([dy, kernel]) => `${dy} ${family.sign}ᵀ ${kernel}`,
  });

const filterGradientOf = (family: Family): Operation =>
  operation<FilterGradientAttributes>({
    kind: family.filter,
    inputs: ['image', 'dy'],
    infer: ([image, dy], { kernelShape, ...attributes }) => {
      mustBeFloat(family.filter, [image!, dy!]);
      mustHaveShape(
        family.filter,
        'dy',
        dy!,
        outputShape(family.filter, family, image!.shape, kernelShape, attributes),
      );
      return [{ shape: kernelShape, dtype: 'float32' }];
    },
    gradient: (ops, { inputs: [image, dy], gradients: [d], needed, attributes }) => {
      const { kernelShape: _, ...window } = attributes;
      return [
        needed[0] ? ops[family.input](dy!, d!, { ...window, inputShape: image!.shape }) : null,
        needed[1] ? ops[family.forward](image!, d!, window) : null,
      ];
    },
    formula: ([image, dy]) => `∂(${image} ${family.sign} K)/∂K · ${dy}`,
  });

const dense: Family = {
  forward: 'conv2d',
  input: 'conv2dInputGradient',
  filter: 'conv2dFilterGradient',
  layout: '[height, width, in, out]',
  sign: '∗',
  outputChannels: (kernel) => kernel[3]!,
};

const depthwise: Family = {
  forward: 'depthwiseConv2d',
  input: 'depthwiseConv2dInputGradient',
  filter: 'depthwiseConv2dFilterGradient',
  layout: '[height, width, channels, multiplier]',
  sign: '⊛',
  outputChannels: (kernel) => multiplyDimensions(kernel[2]!, kernel[3]!),
};

export const conv2d = forwardOf(dense);
export const conv2dInputGradient = inputGradientOf(dense);
export const conv2dFilterGradient = filterGradientOf(dense);
export const depthwiseConv2d = forwardOf(depthwise);
export const depthwiseConv2dInputGradient = inputGradientOf(depthwise);
export const depthwiseConv2dFilterGradient = filterGradientOf(depthwise);
