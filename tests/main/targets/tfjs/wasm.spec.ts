import { describe, expect, it } from 'vitest';

import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import { float32 } from '../../../../nodes/alphabet/rules.ts';
import { Trace } from '../../../../nodes/program/trace.ts';

describe('tensors of more than six axes on wasm', () => {
  const shape = [2, 1, 2, 1, 2, 1, 2];
  const feeds = { x: Float32Array.from({ length: 16 }, (_, i) => i) };

  it.each(['add', 'subtract', 'multiply', 'divide', 'pad'] as const)('%s refuses them', async (kind) => {
    const trace = new Trace();
    const x = trace.feed('x', float32(shape), { kind: 'input', name: 'x' });
    const y =
      kind === 'pad' ? trace.ops.pad(x, { paddings: shape.map(() => [0, 1]) }) : trace.ops[kind](x, x);
    const runner = await tfjsTarget('wasm').open({ main: trace.program({ y }) });
    await expect(runner.run('main', feeds)).rejects.toThrow(
      `The operation '${kind}' could not be computed on wasm: WebAssembly can do it with at most 6 axes, and here are 7.`,
    );
  });

  it('other operations take them', async () => {
    const trace = new Trace();
    const x = trace.feed('x', float32(shape), { kind: 'input', name: 'x' });
    const turned = trace.ops.transpose(x, { permutation: [6, 5, 4, 3, 2, 1, 0] });
    const y = trace.ops.reduceSum(trace.ops.maximum(turned, 7), { axes: [0, 2] });
    const runner = await tfjsTarget('wasm').open({ main: trace.program({ y }) });
    expect([...(await runner.run('main', feeds))['y']!.data]).toEqual([28, 38, 28, 54]);
  });
});
