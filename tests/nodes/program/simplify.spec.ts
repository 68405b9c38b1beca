import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../nodes/alphabet/operation.ts';
import { float32, int32 } from '../../../nodes/alphabet/rules.ts';
import type { Program } from '../../../nodes/program/program.ts';
import { simplify } from '../../../nodes/program/simplify.ts';
import { Trace } from '../../../nodes/program/trace.ts';
import { SEED } from '../alphabet/case.ts';
import { run } from '../alphabet/evaluate.ts';
import { cpu } from '../alphabet/evaluate.ts';

const input = (name: string) => ({ kind: 'input', name }) as const;
const kindsOf = ({ instructions }: Program) => instructions.map(({ kind }) => kind);

describe('simplify', () => {
  test('merges what is computed twice, also in chains', () => {
    const trace = new Trace();
    const { ops } = trace;
    const x = trace.feed('x', float32([2]), input('x'));
    const once = () => ops.reduceSum(ops.multiply(ops.exp(x), 2), { axes: [0] });
    const program = simplify(trace.program({ a: once(), b: once() }));
    expect(kindsOf(program)).toEqual(['exp', 'constant', 'multiply', 'reduceSum']);
    expect(program.outputs['a']).toBe(program.outputs['b']);
  });

  test('keeps apart what differs in attributes or in the order of inputs', () => {
    const trace = new Trace();
    const { ops } = trace;
    const x = trace.feed('x', float32([2, 2]), input('x'));
    const y = trace.feed('y', float32([2, 2]), input('y'));
    const program = trace.program({
      a: ops.reduceSum(x, { axes: [0] }),
      b: ops.reduceSum(x, { axes: [1] }),
      c: ops.subtract(x, y),
      d: ops.subtract(y, x),
    });
    expect(simplify(program)).toEqual(program);
  });

  test('keeps apart numbers that JSON cannot tell apart', () => {
    const trace = new Trace();
    const { ops } = trace;
    const numbers = [Infinity, -Infinity, NaN, 0, -0];
    const constants = numbers.map((value) => ops.constant({ value, shape: [], dtype: 'float32' }));
    const outputs = Object.fromEntries(constants.map((tensor, i) => [`y${i}`, tensor]));
    expect(simplify(trace.program(outputs)).instructions).toHaveLength(5);
  });

  test('merges noise of one stream and keeps two streams apart', () => {
    const trace = new Trace();
    const random = trace.feed('random', int32([2]), { kind: 'random' });
    const noise = (stream: number) => trace.ops.normalNoise(random, { shape: [3], stream });
    expect(simplify(trace.program({ a: noise(1), b: noise(1), c: noise(2) })).instructions).toHaveLength(2);
  });

  test('drops what nobody uses: operations, feeds and variables', () => {
    const trace = new Trace();
    const { ops } = trace;
    const x = trace.feed('x', float32([2]), input('x'));
    const idle = trace.feed('idle', float32([2]), input('idle'));
    const w = trace.variable('w', float32([2]));
    const moved = trace.variable('moved', float32([2]));
    ops.exp(ops.add(idle, w));
    trace.update('moved', ops.add(moved, x));
    const program = simplify(trace.program({ y: ops.sin(x) }));
    expect(kindsOf(program)).toEqual(['add', 'sin']);
    expect(program.feeds.map(({ name }) => name)).toEqual(['x']);
    expect(program.variables.map(({ name }) => name)).toEqual(['moved']);
    expect(Object.keys(program.updates)).toEqual(['moved']);
  });

  test('keeps an operation of which one output is used', () => {
    const trace = new Trace();
    const x = trace.feed('x', float32([4, 2]), input('x'));
    const s = trace.variable('s', float32([2]));
    const { mean } = trace.ops.batchNormalization(x, s, s, { epsilon: 1 });
    expect(kindsOf(simplify(trace.program({ mean })))).toEqual(['batchNormalization']);
  });

  test('keeps the results of any program, computes nothing twice, and is done after once', async () => {
    const step = fc.record({ kind: fc.nat(6), a: fc.nat(), b: fc.nat() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        async (steps, wanted) => {
          const program = randomProgram(steps, wanted);
          const simple = simplify(program);
          const x = { shape: [2, 2], dtype: 'float32', data: Float32Array.of(0.5, -1, 2, 0) } as const;
          expect(await run(cpu, simple, [x])).toEqual(await run(cpu, program, [x]));
          const keys = simple.instructions.map(({ kind, inputs, attributes }) =>
            JSON.stringify([kind, inputs, attributes]),
          );
          expect(new Set(keys).size).toBe(keys.length);
          expect(simplify(simple)).toEqual(simple);
        },
      ),
      { numRuns: 60, seed: SEED },
    );
  });
});

interface Step {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
}

/** A program over [2, 2] tensors in which many steps are alike and many are for nothing. */
function randomProgram(steps: readonly Step[], wanted: readonly number[]): Program {
  const trace = new Trace();
  const { ops } = trace;
  const values = [trace.feed('x0', float32([2, 2]), input('x0'))];
  const pick = (n: number) => values[n % Math.min(values.length, 4)]!;
  const kinds: readonly ((a: Tensor, b: Tensor) => Tensor)[] = [
    (a, b) => ops.add(a, b),
    (a, b) => ops.multiply(a, b),
    (a) => ops.tanh(a),
    (a) => ops.multiply(a, 0.5),
    (a, b) => ops.maximum(a, b),
    (a) => ops.transpose(a, { permutation: [1, 0] }),
    (a, b) => ops.tanh(ops.matMul(a, b)),
  ];
  for (const { kind, a, b } of steps) values.push(kinds[kind]!(pick(a), pick(b)));
  return trace.program(Object.fromEntries(wanted.map((n, i) => [`y${i}`, values[n % values.length]!])));
}
