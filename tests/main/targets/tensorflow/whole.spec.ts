import { describe, expect, it } from 'vitest';

import { printPrograms } from '../../../../main/targets/tensorflow/printer.ts';
import type { Elements, Values } from '../../../../main/targets/target.ts';
import type { Tensor } from '../../../../nodes/alphabet/operation.ts';
import { differentiate } from '../../../../nodes/program/differentiate.ts';
import { expand } from '../../../../nodes/program/expand.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import { openIn, works } from './available.ts';
import { wave } from './perceptron.ts';

/** The largest difference between two results, relative to the largest number. */
function difference(a: Values, b: Values): number {
  expect(b.shape).toEqual(a.shape);
  const largest = Math.max(...Array.from(a.data, Math.abs), 1e-3);
  return Math.max(...Array.from(a.data, (x, i) => Math.abs(x - b.data[i]!))) / largest;
}

const without = (program: Program, ...kinds: readonly string[]) =>
  expand(program, (kind) => !kinds.includes(kind));

const opsOf = (program: Program) => new Set<string>(printPrograms({ program }).nodes.map(({ op }) => op));

describe.runIf(works)('a wide operation, taken whole or in narrower ones', () => {
  it('is the same for Adam, step after step', async () => {
    const size = 1000;
    const trace = new Trace();
    const feed = (name: string, ...shape: number[]) =>
      trace.feed(name, { shape, dtype: 'float32' }, { kind: 'input', name });
    const names = ['w', 'm', 'v'];
    const [w, m, v] = names.map((name) => trace.variable(name, { shape: [size], dtype: 'float32' }));
    const settings = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
    const next = trace.ops.adam(w!, m!, v!, feed('gradient', size), feed('rate'), feed('count'), settings);
    [next.weight, next.m, next.v].forEach((value, i) => trace.update(names[i]!, value));
    const step = trace.program({});
    const narrow = without(step, 'adam');
    expect(opsOf(step)).toContain('ResourceApplyAdam');
    expect(opsOf(narrow)).not.toContain('ResourceApplyAdam');

    const [whole, expanded] = [await openIn({ step }), await openIn({ step: narrow })];
    const start = [wave(size, 0), new Float32Array(size), new Float32Array(size)];
    const weights = new Map(
      names.map((name, i) => [name, { shape: [size], dtype: 'float32', data: start[i]! } as const]),
    );
    const bounds = { w: 1e-6, m: 1e-6, v: 2e-5 };
    for (const runner of [whole, expanded]) await runner.write(weights);
    for (let i = 0; i < 30; i++) {
      const feeds = { gradient: wave(size, i, 0.3), rate: Float32Array.of(0.01), count: Float32Array.of(i) };
      for (const runner of [whole, expanded]) await runner.run('step', feeds);
      const [a, b] = [await whole.read(), await expanded.read()];
      // Inside the op, 1 − β₂ is taken from a float32 β₂, which tells on the mean of squares.
      for (const [name, bound] of Object.entries(bounds))
        expect(difference(a.get(name)!, b.get(name)!)).toBeLessThan(bound);
    }
    expect(difference(weights.get('w')!, (await whole.read()).get('w')!)).toBeGreaterThan(0.01);
    whole.dispose();
    expanded.dispose();
  });

  it.each([
    ['[batch, height, width, channels]', [4, 5, 6, 3]],
    ['[batch, channels]', [7, 3]],
    ['[batch, tokens, channels]', [4, 5, 3]],
    ['five axes', [2, 2, 2, 3, 4]],
    ['one example', [1, 3]],
  ])('is the same for batch normalization and its gradients over %s', async (_, shape) => {
    const channels = [shape.at(-1)!];
    const trace = new Trace();
    const { ops } = trace;
    const feed = (name: string, of: readonly number[]) =>
      trace.feed(name, { shape: of, dtype: 'float32' }, { kind: 'input', name });
    const [x, scale, shift, dy] = [
      feed('x', shape),
      feed('scale', channels),
      feed('shift', channels),
      feed('dy', shape),
    ];
    const { result, mean, variance } = ops.batchNormalization(x, scale, shift, { epsilon: 1e-2 });
    // All three outputs reach the loss.
    const sums = [ops.multiply(result, dy), ops.multiply(mean, shift), ops.square(variance)];
    const loss = sums.map((each) => ops.reduceSum(each)).reduce((a, b) => ops.add(a, b));
    const [dx, dScale, dShift] = differentiate(trace, loss, [x, scale, shift]) as Tensor[];
    const program = trace.program({ result, mean, variance, dx: dx!, dScale: dScale!, dShift: dShift! });
    expect(opsOf(program)).toContain('FusedBatchNormGradV3');

    const narrow = without(program, 'batchNormalization', 'batchNormalizationGradient');
    expect(opsOf(narrow)).not.toContain('FusedBatchNormV3');
    const size = shape.reduce((a, b) => a * b, 1);
    const feeds: Record<string, Elements> = {
      x: wave(size, 1, 2).map((each, i) => each + (i % 3)),
      scale: wave(channels[0]!, 2),
      shift: wave(channels[0]!, 3),
      dy: wave(size, 4),
    };
    const runner = await openIn({ whole: program, expanded: narrow });
    const [whole, expanded] = [await runner.run('whole', feeds), await runner.run('expanded', feeds)];
    for (const name of Object.keys(whole)) {
      expect(difference(expanded[name]!, whole[name]!)).toBeLessThan(2e-5);
    }
    runner.dispose();
  });

  it('normalizes by a mean and a variance of another origin in narrower operations', async () => {
    const trace = new Trace();
    const feed = (name: string, ...shape: number[]) =>
      trace.feed(name, { shape, dtype: 'float32' }, { kind: 'input', name });
    const [dy, x] = [feed('dy', 6, 2), feed('x', 6, 2)];
    const [scale, mean, variance] = [feed('scale', 2), feed('mean', 2), feed('variance', 2)];
    const { image } = trace.ops.batchNormalizationGradient(dy, x, scale, mean, variance, { epsilon: 1e-3 });
    expect(opsOf(trace.program({ image }))).not.toContain('FusedBatchNormGradV3');
  });
});
