import { describe, expect, test } from 'vitest';
import { buildNode, sentences, type NodeInDesign } from '../build-node.ts';

const on = (...shape: number[]): NodeInDesign['inputs'] => ({ input: { shape, dtype: 'float32' } });

describe('a layer that cannot be is a sentence', () => {
  test.each<[string, NodeInDesign, string]>([
    [
      'no units',
      { kind: 'dense', dials: { units: 0 }, inputs: on(2, 3) },
      "'units' takes a whole number from 1",
    ],
    [
      'half a unit',
      { kind: 'dense', dials: { units: 1.5 }, inputs: on(2, 3) },
      "'units' takes a whole number",
    ],
    [
      'dense on a bare batch',
      { kind: 'dense', inputs: on(2) },
      'dense needs a tensor [batch, ..., features]',
    ],
    ['a vector to convolve', { kind: 'conv2d', inputs: on(2, 3) }, 'conv2d needs a tensor of 4 axes'],
    [
      'a kernel larger than the image',
      { kind: 'conv2d', dials: { kernel: [9], padding: 'valid' }, inputs: on(2, 8, 8, 1) },
      "Take a smaller window or 'same' padding",
    ],
    [
      'a dilated kernel larger than the image',
      { kind: 'conv2d', dials: { kernel: [3], dilation: [5], padding: 'valid' }, inputs: on(2, 8, 8, 1) },
      'covers 11 places',
    ],
    [
      'strides with dilation',
      { kind: 'conv2d', dials: { strides: [2], dilation: [2] }, inputs: on(2, 8, 8, 1) },
      'strides or dilations, not both',
    ],
    [
      'three kernel sides',
      { kind: 'conv2d', dials: { kernel: [3, 3, 3] }, inputs: on(2, 8, 8, 1) },
      'it has 3 numbers',
    ],
    [
      'no kernel side',
      { kind: 'conv2d-transpose', dials: { kernel: [] }, inputs: on(2, 8, 8, 1) },
      'it has 0 numbers',
    ],
    [
      'unequal strides of a depthwise convolution',
      { kind: 'depthwise-conv2d', dials: { strides: [1, 2] }, inputs: on(2, 8, 8, 1) },
      'equal strides',
    ],
    [
      'a window larger than the image',
      { kind: 'max-pool', dials: { size: [9] }, inputs: on(2, 8, 8, 1) },
      'window',
    ],
    ['pooling rows', { kind: 'global-average-pool', inputs: on(2, 8) }, 'needs places'],
    ['upsampling rows', { kind: 'upsample', inputs: on(2, 8) }, 'upsample needs a tensor of 4 axes'],
    [
      'groups that do not divide',
      { kind: 'group-normalization', dials: { groups: 4 }, inputs: on(2, 8, 8, 6) },
      'Choose a divisor of 6',
    ],
    ['instances of rows', { kind: 'instance-normalization', inputs: on(2, 8) }, 'Use layer normalization'],
    [
      'all dropped',
      { kind: 'dropout', dials: { rate: 1 }, inputs: on(2, 8) },
      "'rate' takes a number from 0 to 0.95",
    ],
    [
      'a shape of another size',
      { kind: 'reshape', dials: { shape: [7, 7, 63] }, inputs: on(2, 3136) },
      'Choose sizes whose product is 3136',
    ],
    [
      'a gap that nothing fills',
      { kind: 'reshape', dials: { shape: [-1, 3] }, inputs: on(2, 8) },
      'which do not fit into [-1, 3]',
    ],
    [
      'a shape with two gaps',
      { kind: 'reshape', dials: { shape: [-1, -1] }, inputs: on(2, 8) },
      'at most one -1',
    ],
    ['a shape with a zero', { kind: 'reshape', dials: { shape: [0] }, inputs: on(2, 8) }, 'at least 1'],
    ['embedding fractions', { kind: 'embedding', inputs: on(2, 8) }, 'int32'],
    [
      'an unknown activation',
      { kind: 'activation', dials: { activation: 'cube' }, inputs: on(2) },
      'one of linear, ReLU',
    ],
    [
      'shapes that do not lie side by side',
      {
        kind: 'concat',
        inputs: {
          input: [
            { shape: [2, 3, 4], dtype: 'float32' },
            { shape: [2, 5, 4], dtype: 'float32' },
          ],
        },
      },
      'differ along axis 2 only',
    ],
    [
      'three sides to pad',
      { kind: 'pad', dials: { sides: [1, 2, 3] }, inputs: on(2, 8, 8, 1) },
      'top, bottom, left, right); it has 3',
    ],
    ['a vector to pad', { kind: 'pad', inputs: on(2, 3) }, 'pad needs a tensor of 4 axes'],
    [
      'a crop that leaves nothing',
      { kind: 'crop', dials: { sides: [4] }, inputs: on(2, 8, 9, 1) },
      'takes 8 rows and 8 columns off',
    ],
    [
      'parts that are not equal',
      { kind: 'split', dials: { parts: 3 }, inputs: on(2, 8) },
      'cannot be divided into 3 equal parts',
    ],
    ['parts of the batch', { kind: 'split', dials: { axis: 0 }, inputs: on(2, 8) }, 'as it is the batch'],
    [
      'tiles that do not fit',
      { kind: 'patches', dials: { size: [3] }, inputs: on(2, 8, 9, 1) },
      'Patches of 3 × 3 do not tile',
    ],
    ['too few channels for the space', { kind: 'depth-to-space', inputs: on(2, 4, 4, 6) }, 'that 4 divides'],
    [
      'an image that has no half',
      { kind: 'downsample', inputs: on(2, 5, 4, 1) },
      'factor of 2 does not divide',
    ],
    [
      'an axis that is not there',
      { kind: 'concat', dials: { axis: 3 }, inputs: { input: [{ shape: [2, 3], dtype: 'float32' }] } },
      'Axis 3',
    ],
  ])('%s', (_, given, sentence) => {
    const built = buildNode(given);
    expect(built.outputs).toBeNull();
    expect(sentences(built)).toHaveLength(1);
    expect(sentences(built)[0]).toContain(sentence);
    expect(built.problems[0]!.place).toMatchObject({ node: 'node' });
    expect(built.problems[0]!.text.ko).toMatch(/[가-힣]/);
  });
});
