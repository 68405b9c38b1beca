import type {
  FilterGradientAttributes,
  InputGradientAttributes,
} from '../../../../nodes/alphabet/operations/convolution.ts';
import {
  windowOver,
  type Pair,
  type Window,
  type WindowAttributes,
} from '../../../../nodes/alphabet/window.ts';
import type { Dimension, Shape } from '../../../../nodes/alphabet/shape.ts';
import type { GraphBuilder, NodeAttributes, Ref } from '../graph-builder.ts';
import { everyNth, float, pad, reshape, slice, transpose } from '../idioms.ts';
import { print, type PrintTable } from '../print.ts';

// On a CPU, TensorFlow dilates only in the forward convolution: its gradients and the depthwise ops refuse to, or take no notice.
// Dilated ones are therefore printed in other words. (The alphabet never dilates and strides at once.)

const isDilated = ({ dilations }: WindowAttributes): boolean => Math.max(...(dilations ?? [1])) > 1;

/** How a window moves, as the attributes of every convolution op. */
const settings = (
  strides: Pair = [1, 1],
  padding: WindowAttributes['padding'] = 'valid',
  dilations: Pair = [1, 1],
): NodeAttributes => ({
  strides: { ints: [1, ...strides, 1] },
  ...(typeof padding === 'string'
    ? { padding: { text: padding.toUpperCase() } }
    : { padding: { text: 'EXPLICIT' }, explicit_paddings: { ints: [0, 0, ...padding.flat(), 0, 0] } }),
  dilations: { ints: [1, ...dilations, 1] },
  data_format: { text: 'NHWC' },
});

const windowOf = (kind: string, image: Shape, kernel: Shape, attributes: WindowAttributes): Window =>
  windowOver(kind, [image[1]!, image[2]!], kernel.slice(0, 2) as unknown as Pair, attributes);

/**
 * A convolution whose result is `width` columns wide. With oneDNN, TensorFlow 2.21 computes a wrong one for several examples,
 * strides [1, s] and a result of one column: there the first column of a convolution without strides is taken.
 */
function convolve(
  graph: GraphBuilder,
  inputs: readonly Ref[],
  [down, across]: Pair,
  paddings: Window['paddings'],
  width: Dimension,
): Ref {
  if (width !== 1 || down > 1 || across === 1)
    return float(graph, 'Conv2D', inputs, settings([down, across], paddings));
  return slice(
    graph,
    float(graph, 'Conv2D', inputs, settings([1, 1], paddings)),
    'float32',
    [0, 0, 0, 0],
    [-1, -1, 1, -1],
  );
}

/** How far a dilated kernel reaches beyond its first row and column. */
const reachOf = (kernel: Shape, dilations: Pair): Pair => [
  ((kernel[0] as number) - 1) * dilations[0],
  ((kernel[1] as number) - 1) * dilations[1],
];

/** The transpose in the image, undone as it was made: the kernel turned around runs over `dy`. */
function dilatedInputGradient(
  graph: GraphBuilder,
  dy: Ref,
  kernel: Ref,
  kernelShape: Shape,
  dyShape: Shape,
  window: Window,
): Ref {
  const turned = graph.node('ReverseV2', [kernel, graph.ints([0, 1])], {
    T: { type: 'float32' },
    Tidx: { type: 'int32' },
  });
  const reach = reachOf(kernelShape, window.dilations);
  // What the padding of the image leaves of the reach; below zero, rows of dy that saw padding alone.
  const rest = window.paddings.map((side, i) => side.map((zeros) => reach[i]! - zeros));
  const margins = rest.map((side) => side.map((rows) => Math.max(0, rows))) as unknown as [Pair, Pair];
  const cut = rest.map((side) => side.map((rows) => Math.max(0, -rows))) as unknown as [Pair, Pair];
  const begin = [0, cut[0][0], cut[1][0], 0];
  const size = dyShape.map((whole, axis) =>
    axis === 1 || axis === 2 ? (whole as number) - cut[axis - 1]![0] - cut[axis - 1]![1] : -1,
  );
  const seen = cut.flat().every((rows) => rows === 0) ? dy : slice(graph, dy, 'float32', begin, size);
  return float(
    graph,
    'Conv2D',
    [seen, transpose(graph, turned, 'float32', [0, 1, 3, 2])],
    settings([1, 1], margins, window.dilations),
  );
}

/** The transpose in the kernel: image and `dy` change examples for channels, and the dilation becomes the stride. */
function dilatedFilterGradient(
  graph: GraphBuilder,
  image: Ref,
  dy: Ref,
  kernelShape: Shape,
  { dilations, paddings }: Window,
): Ref {
  const channels = transpose(graph, image, 'float32', [3, 1, 2, 0]);
  const examples = transpose(graph, dy, 'float32', [1, 2, 0, 3]);
  const sum = convolve(graph, [channels, examples], dilations, paddings, kernelShape[1]!);
  return transpose(graph, sum, 'float32', [1, 2, 0, 3]);
}

/** The shape of a kernel that is written out with the zeros of its dilation. */
const spreadShape = (kernel: Shape, dilations: Pair): Shape => [
  ...reachOf(kernel, dilations).map((reach) => reach + 1),
  ...kernel.slice(2),
];

/** A kernel with the zeros of its dilation between its elements. */
function spread(graph: GraphBuilder, kernel: Ref, shape: Shape, attributes: WindowAttributes): Ref {
  const { dilations } = attributes;
  if (!dilations || !isDilated(attributes)) return kernel;
  const [height, width, inputs, outputs] = shape as readonly [number, number, number, number];
  const [down, across] = dilations;
  const apart = reshape(graph, kernel, 'float32', [height, 1, width, 1, inputs * outputs]);
  const zeros = pad(graph, apart, 'float32', [
    [0, 0],
    [0, down - 1],
    [0, 0],
    [0, across - 1],
    [0, 0],
  ]);
  const whole = reshape(graph, zeros, 'float32', [height * down, width * across, inputs, outputs]);
  return slice(graph, whole, 'float32', [0, 0, 0, 0], spreadShape(shape, dilations));
}

export default {
  conv2d: print<WindowAttributes>(
    ({ graph, inputs, inputTypes: [image, kernel], types: [{ shape }], attributes }) => {
      const { strides = [1, 1], padding, dilations } = attributes;
      if (isDilated(attributes)) return float(graph, 'Conv2D', inputs, settings(strides, padding, dilations));
      const { paddings } = windowOf('conv2d', image.shape, kernel.shape, attributes);
      return convolve(graph, inputs, strides, paddings, shape[2]!);
    },
  ),
  conv2dInputGradient: print<InputGradientAttributes>(
    ({ graph, inputs: [dy, kernel], inputTypes: [dyType, { shape }], types: [image], attributes }) => {
      if (isDilated(attributes)) {
        const window = windowOf('conv2dInputGradient', image.shape, shape, attributes);
        return dilatedInputGradient(graph, dy, kernel, shape, dyType.shape, window);
      }
      const sizes = graph.dimensions(image.shape);
      return float(
        graph,
        'Conv2DBackpropInput',
        [sizes, kernel, dy],
        settings(attributes.strides, attributes.padding),
      );
    },
  ),
  conv2dFilterGradient: print<FilterGradientAttributes>(
    ({ graph, inputs: [image, dy], inputTypes: [{ shape }], attributes }) => {
      const { kernelShape, strides, padding } = attributes;
      if (isDilated(attributes)) {
        const window = windowOf('conv2dFilterGradient', shape, kernelShape, attributes);
        return dilatedFilterGradient(graph, image, dy, kernelShape, window);
      }
      return float(
        graph,
        'Conv2DBackpropFilter',
        [image, graph.ints(kernelShape), dy],
        settings(strides, padding),
      );
    },
  ),
  depthwiseConv2d: print<WindowAttributes>(
    ({ graph, inputs: [image, kernel], inputTypes: [, { shape }], attributes }) => {
      const dense = spread(graph, kernel, shape, attributes);
      return float(
        graph,
        'DepthwiseConv2dNative',
        [image, dense],
        settings(attributes.strides, attributes.padding),
      );
    },
  ),
  depthwiseConv2dInputGradient: print<InputGradientAttributes>(
    ({ graph, inputs: [dy, kernel], inputTypes: [, { shape }], types: [image], attributes }) => {
      const inputs = [graph.dimensions(image.shape), spread(graph, kernel, shape, attributes), dy];
      const window = settings(attributes.strides, attributes.padding);
      return float(graph, 'DepthwiseConv2dNativeBackpropInput', inputs, window);
    },
  ),
  depthwiseConv2dFilterGradient: print<FilterGradientAttributes>(
    ({ graph, inputs: [image, dy], attributes }) => {
      const { kernelShape, strides, padding, dilations = [1, 1] } = attributes;
      const sizes = graph.ints(spreadShape(kernelShape, dilations) as readonly number[]);
      const inputs = [image, sizes, dy];
      const dense = float(graph, 'DepthwiseConv2dNativeBackpropFilter', inputs, settings(strides, padding));
      return isDilated(attributes) ? everyNth(graph, dense, 'float32', [...dilations, 1, 1]) : dense;
    },
  ),
} satisfies PrintTable;
