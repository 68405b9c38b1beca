import { describe, expect, test } from 'vitest';
import { BATCH } from '../../../nodes/alphabet/shape.ts';
import type { Tensor } from '../../../nodes/alphabet/operation.ts';
import { costsByNode, flopsOf } from '../../../nodes/program/cost.ts';
import { Trace } from '../../../nodes/program/trace.ts';

const trace = () => {
  const made = new Trace();
  const tensor = (name: string, shape: Tensor['shape']) =>
    made.feed(name, { shape, dtype: 'float32' }, { kind: 'input', name });
  return { trace: made, tensor, last: () => flopsOf(made.instructions.at(-1)!, made.types, 8) };
};

describe('floating-point operations', () => {
  test('of a matrix product: 2·n·k·m, whichever way the matrices come', () => {
    const { trace: t, tensor, last } = trace();
    t.ops.matMul(tensor('a', [BATCH, 5]), tensor('b', [5, 3]));
    expect(last()).toBe(2 * 8 * 5 * 3);
    t.ops.matMul(tensor('c', [5, 7]), tensor('d', [3, 5]), { transposeA: true, transposeB: true });
    expect(last()).toBe(2 * 7 * 5 * 3);
    t.ops.matMul(tensor('e', [BATCH, 2, 5]), tensor('b', [5, 3]));
    expect(last()).toBe(2 * 8 * 2 * 5 * 3);
  });

  test('of a convolution and its two gradients: each does the work of the convolution', () => {
    const { trace: t, tensor, last } = trace();
    const image = tensor('image', [BATCH, 28, 28, 3]);
    const kernel = tensor('kernel', [4, 4, 3, 32]);
    const options = { strides: [2, 2], padding: 'same' } as const;
    const result = t.ops.conv2d(image, kernel, options);
    const work = 2 * 8 * 14 * 14 * 32 * (4 * 4 * 3);
    expect(last()).toBe(work);
    t.ops.conv2dInputGradient(result, kernel, { ...options, inputShape: image.shape });
    expect(last()).toBe(work);
    t.ops.conv2dFilterGradient(image, result, { ...options, kernelShape: [4, 4, 3, 32] });
    expect(last()).toBe(work);
  });

  test('of a depthwise convolution: one channel a number', () => {
    const { trace: t, tensor, last } = trace();
    t.ops.depthwiseConv2d(tensor('image', [BATCH, 6, 6, 4]), tensor('kernel', [3, 3, 4, 2]), {
      padding: 'same',
    });
    expect(last()).toBe(2 * 8 * 6 * 6 * 8 * 9);
  });

  test('of all others: one an element, of a reduction one an element that it reads, none for moving', () => {
    const { trace: t, tensor, last } = trace();
    const x = tensor('x', [BATCH, 10]);
    t.ops.exp(x);
    expect(last()).toBe(80);
    t.ops.reduceSum(x);
    expect(last()).toBe(80);
    t.ops.reshape(x, { shape: [BATCH, 2, 5] });
    expect(last()).toBe(0);
  });
});

describe('the cost of a node', () => {
  test('a call counts what is inside, stacked members count for their card, gradients do not count', () => {
    const { trace: t, tensor } = trace();
    const x = tensor('x', [BATCH, 10]);
    t.from({ path: 'call/stack[0]', node: 'layer' }, () => t.ops.exp(x));
    t.from({ path: 'call/stack[1]', node: 'layer' }, () => t.ops.exp(x));
    t.from({ path: '', node: 'call' }, () => t.ops.reshape(x, { shape: [BATCH, 10] }));
    t.from({ path: '', node: 'call', backward: true }, () => t.ops.exp(x));
    const costs = costsByNode(t.instructions, t.types, 8);
    const twice = { flops: 160, bytes: 2 * 80 * 4 };
    expect(Object.fromEntries(costs)).toEqual({
      call: twice,
      'call/stack': twice,
      'call/stack/layer': twice,
    });
  });
});
