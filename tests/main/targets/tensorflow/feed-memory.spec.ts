import { describe, expect, it } from 'vitest';

import { loadBinding } from '../../../../main/targets/tensorflow/binding.ts';
import { FeedMemory, passing } from '../../../../main/targets/tensorflow/feed-memory.ts';
import { openIn, works } from './available.ts';
import { feed, programOf } from './by-hand.ts';

const DTYPES = ['float32', 'int32', 'bool'] as const;

describe.runIf(works)('the memory of a feed', () => {
  it.each(
    DTYPES.flatMap((dtype) => [[], [1], [3], [5, 7], [64, 101]].map((shape) => [dtype, shape] as const)),
  )('of %s %j shows TensorFlow what stands in it now', (dtype, shape) => {
    const native = loadBinding().backend.binding;
    const before = native.getNumOfTensors();
    const memory = new FeedMemory(native, shape, dtype);
    const { elements } = memory;
    const held = native.getNumOfTensors();
    for (const value of [1, 0, 1]) {
      elements.fill(value);
      const id = memory.hand();
      expect(native.tensorDataSync(id)).toEqual(elements);
      memory.release(id);
      expect(native.getNumOfTensors()).toBe(held);
    }
    memory.dispose();
    expect(native.getNumOfTensors()).toBe(before);
  });

  it('is one tensor for all runs, without a copy, on a CPU', () => {
    const { backend, usesGpu } = loadBinding();
    const memory = new FeedMemory(backend.binding, [50], 'float32');
    const [first, second] = [memory.hand(), memory.hand()];
    expect(first === second).toBe(!usesGpu);
    for (const id of new Set([first, second])) memory.release(id);
    memory.dispose();
  });

  it('may be empty', () => {
    const native = loadBinding().backend.binding;
    const before = native.getNumOfTensors();
    const memory = new FeedMemory(native, [0, 3], 'float32');
    const id = memory.hand();
    expect(native.tensorDataSync(id).length).toBe(0);
    memory.release(id);
    memory.dispose();
    expect(native.getNumOfTensors()).toBe(before);
  });

  it('is another one for each feed of a program, and shared by programs', async () => {
    const difference = programOf((trace) => ({
      d: trace.ops.subtract(feed(trace, 'a', [4]), feed(trace, 'b', [4])),
    }));
    const [a, b] = [Float32Array.of(5, 6, 7, 8), Float32Array.of(1, 1, 2, 3)];
    const before = loadBinding().backend.binding.getNumOfTensors();
    const runner = await openIn({ one: difference, two: difference });
    const held = runner.tensorCount();
    for (const name of ['one', 'two', 'one'])
      expect((await runner.run(name, { b, a }))['d']!.data).toEqual(Float32Array.of(4, 5, 5, 5));
    expect(runner.tensorCount()).toBe(held);
    expect(held - before).toBeLessThanOrEqual(2);
    runner.dispose();
    expect(loadBinding().backend.binding.getNumOfTensors()).toBe(before);
  });

  it('is not needed where something is given once', () => {
    const native = loadBinding().backend.binding;
    const before = native.getNumOfTensors();
    const once = passing(native, { shape: [2], dtype: 'int32', data: Int32Array.of(4, 5) });
    const id = once.hand();
    expect(native.tensorDataSync(id)).toEqual(Int32Array.of(4, 5));
    once.release(id);
    expect(native.getNumOfTensors()).toBe(before);
  });
});
