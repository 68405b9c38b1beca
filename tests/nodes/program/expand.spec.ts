import { describe, expect, test } from 'vitest';
import { alphabet } from '../../../nodes/alphabet/alphabet.ts';
import type { Tensor } from '../../../nodes/alphabet/operation.ts';
import { float32 } from '../../../nodes/alphabet/rules.ts';
import { differentiate } from '../../../nodes/program/differentiate.ts';
import { expand } from '../../../nodes/program/expand.ts';
import { Trace } from '../../../nodes/program/trace.ts';
import { cpu, difference, programOf, run, type Build } from '../alphabet/evaluate.ts';

const narrow = (kind: string) => !alphabet.get(kind)!.define;

/** A classifier with batch normalization and its gradient: wide operations over wide operations. */
const classifier: Build = (trace, [x, w, scale, shift, labels]) => {
  const { ops } = trace;
  const { result } = ops.batchNormalization(ops.matMul(x!, w!), scale!, shift!, { epsilon: 0.5 });
  const loss = ops.reduceSum(ops.softmaxCrossEntropy(labels!, ops.relu(result)));
  return [loss, ...(differentiate(trace, loss, [w!, scale!, shift!]) as Tensor[])];
};

const numbers = (...shape: number[]) => ({
  shape,
  dtype: 'float32' as const,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) =>
    Math.sin(2 * i + shape.length),
  ),
});

describe('expand', () => {
  test('gives what the whole program gives', async () => {
    const inputs = [numbers(6, 3), numbers(3, 4), numbers(4), numbers(4), numbers(6, 4)];
    const whole = programOf(classifier, inputs);
    const expanded = expand(whole, narrow);
    expect(whole.instructions.map(({ kind }) => kind)).toContain('batchNormalizationGradient');
    expect(expanded.instructions.every(({ kind }) => narrow(kind))).toBe(true);
    const [expected, found] = [await run(cpu, whole, inputs), await run(cpu, expanded, inputs)];
    expect(Math.max(...found.map((values, i) => difference(values, expected[i]!)))).toBeLessThan(1e-5);
  });

  test('leaves a program alone that a target takes', () => {
    const program = programOf(classifier, [
      numbers(6, 3),
      numbers(3, 4),
      numbers(4),
      numbers(4),
      numbers(6, 4),
    ]);
    expect(expand(program, () => true)).toBe(program);
  });

  test('keeps feeds, variables, updates and origins', () => {
    const trace = new Trace();
    const { ops } = trace;
    const source = { kind: 'dial', node: 'optimizer', dial: 'rate' } as const;
    const rate = trace.feed('rate', float32([]), source);
    const w = trace.variable('w', float32([2, 3]));
    const origin = { path: 'Encoder', node: 'soft', backward: true } as const;
    const soft = trace.from(origin, () => ops.softmax(w));
    trace.update('w', ops.multiply(soft, rate));
    const expanded = expand(trace.program({ soft }), (kind) => kind !== 'softmax');
    expect(expanded.feeds.map(({ name, source: from }) => [name, from])).toEqual([['rate', source]]);
    expect(expanded.variables.map(({ name }) => name)).toEqual(['w']);
    expect(Object.keys(expanded.updates)).toEqual(['w']);
    expect(
      expanded.instructions
        .filter(({ kind }) => kind !== 'multiply')
        .map((instruction) => instruction.origin),
    ).toEqual(Array.from({ length: expanded.instructions.length - 1 }, () => origin));
    expect(expanded.types[expanded.outputs['soft']!]).toEqual(float32([2, 3]));
  });

  test('names an operation that is neither taken nor made of others', () => {
    const program = programOf((trace, [x]) => [trace.ops.erf(x!)], [numbers(2)]);
    expect(() => expand(program, (kind) => kind !== 'erf')).toThrow("'erf'");
  });
});
