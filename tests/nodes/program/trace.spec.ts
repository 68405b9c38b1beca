import { describe, expect, test } from 'vitest';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { bool, float32, int32 } from '../../../nodes/alphabet/rules.ts';
import { BATCH } from '../../../nodes/alphabet/shape.ts';
import { Trace } from '../../../nodes/program/trace.ts';

const input = (name: string) => ({ kind: 'input', name }) as const;

describe('a trace', () => {
  test('writes each operation down once and before its use', () => {
    const trace = new Trace();
    const x = trace.feed('x', float32([BATCH, 3]), input('x'));
    const w = trace.variable('w', float32([3, 2]));
    const y = trace.ops.relu(trace.ops.matMul(x, w));
    const program = trace.program({ y });
    expect(program.instructions.map(({ kind }) => kind)).toEqual(['matMul', 'relu']);
    expect(program.types[program.outputs['y']!]).toEqual(float32([BATCH, 2]));
    const known = new Set([...program.feeds, ...program.variables].map(({ value }) => value));
    for (const { inputs, outputs } of program.instructions) {
      expect(inputs.every((id) => known.has(id))).toBe(true);
      outputs.forEach((id) => known.add(id));
    }
  });

  test('makes numbers scalars of the type beside them', () => {
    const trace = new Trace();
    const count = trace.feed('count', int32([3]), input('count'));
    const mask = trace.feed('mask', bool([3]), input('mask'));
    expect(trace.ops.add(count, 2).dtype).toBe('int32');
    expect(trace.ops.add(1.5, 2).dtype).toBe('float32');
    expect(trace.ops.select(mask, 1, 0).dtype).toBe('float32');
    expect(trace.ops.select(mask, count, 0).dtype).toBe('int32');
    const [constant] = trace.instructions;
    expect(constant).toMatchObject({ kind: 'constant', attributes: { value: 2, shape: [], dtype: 'int32' } });
  });

  test('names the outputs of an operation that has several', () => {
    const trace = new Trace();
    const x = trace.feed('x', float32([4, 2]), input('x'));
    const s = trace.variable('s', float32([2]));
    const { result, mean, variance } = trace.ops.batchNormalization(x, s, s, { epsilon: 1e-3 });
    expect([result, mean, variance].map(({ shape }) => shape)).toEqual([[4, 2], [2], [2]]);
  });

  test('takes a list of tensors as one argument', () => {
    const trace = new Trace();
    const x = trace.feed('x', float32([4, 2]), input('x'));
    expect(trace.ops.concat([x, x, x], { axis: -1 }).shape).toEqual([4, 6]);
  });

  test('gives the same feed and variable for the same name', () => {
    const trace = new Trace();
    const x = trace.feed('x', float32([2]), input('x'));
    expect(trace.feed('x', float32([2]), input('x'))).toBe(x);
    expect(trace.variableRead('w')).toBeNull();
    const w = trace.variable('w', float32([2]));
    expect(trace.variable('w', float32([2]))).toBe(w);
    expect(trace.variableRead('w')).toBe(w);
    expect(trace.program({ x }).feeds).toHaveLength(1);
  });

  test('keeps the last update of a variable', () => {
    const trace = new Trace();
    const w = trace.variable('w', float32([2]));
    trace.update('w', trace.ops.add(w, 1));
    const last = trace.ops.add(w, 2);
    trace.update('w', last);
    expect(trace.program({}).updates).toEqual({ w: last.id });
    expect(trace.updates.get('w')).toBe(last);
  });

  test('remembers where operations come from, also when one of them fails', () => {
    const trace = new Trace();
    const x = trace.feed('x', float32([2]), input('x'));
    const outer = { path: '', node: 'a' };
    const inner = { path: 'block', node: 'b' };
    trace.from(outer, () => {
      trace.ops.exp(x);
      expect(() => trace.from(inner, () => trace.ops.matMul(x, x))).toThrow(Problem);
      trace.from(inner, () => trace.ops.sin(x));
      trace.ops.cos(x);
    });
    trace.ops.tanh(x);
    expect(trace.instructions.map(({ kind, origin }) => [kind, origin])).toEqual([
      ['exp', outer],
      ['sin', inner],
      ['cos', outer],
      ['tanh', null],
    ]);
  });

  test('refuses tensors of another trace and operations that are not there', () => {
    const trace = new Trace();
    const stranger = new Trace().feed('x', float32([2]), input('x'));
    expect(() => trace.ops.exp(stranger)).toThrow('another trace');
    expect(() => trace.apply('sine', [])).toThrow("'sine'");
    expect(() => trace.tensor(7)).toThrow('7');
  });

  test('writes definitions where a kind may not stand, and names what has none', () => {
    const trace = new Trace(
      (kind) => kind !== 'logSoftmax' && kind !== 'softmaxCrossEntropy' && kind !== 'erf',
    );
    const x = trace.feed('x', float32([2, 3]), input('x'));
    const loss = trace.ops.softmaxCrossEntropy(x, x);
    expect(loss.shape).toEqual([2]);
    const kinds = trace.instructions.map(({ kind }) => kind);
    expect(kinds).toContain('reduceMax');
    expect(kinds).not.toContain('logSoftmax');
    expect(() => trace.ops.erf(x)).toThrow("'erf'");
  });
});
