import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { RunError } from '../../../../main/targets/tensorflow/run-error.ts';
import type { Values } from '../../../../main/targets/target.ts';
import type { Tensor } from '../../../../nodes/alphabet/operation.ts';
import { BATCH, type DType, type Shape } from '../../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import { openIn, works } from './available.ts';
import { perceptron, wave } from './perceptron.ts';

const values = (data: Float32Array, ...shape: number[]): Values => ({
  shape: shape.length > 0 ? shape : [data.length],
  dtype: 'float32',
  data,
});

/** A program written by hand. */
function programOf(write: (trace: Trace) => Readonly<Record<string, Tensor>>): Program {
  const trace = new Trace();
  return trace.program(write(trace));
}

const feed = (trace: Trace, name: string, shape: Shape, dtype: DType = 'float32') =>
  trace.feed(name, { shape, dtype }, { kind: 'input', name });

const variable = (trace: Trace, name: string, shape: Shape) =>
  trace.variable(name, { shape, dtype: 'float32' });

/** w ← x */
const keep = (size: number, through: (trace: Trace, x: Tensor) => Tensor = (_, x) => x) =>
  programOf((trace) => {
    trace.update('w', through(trace, feed(trace, 'x', [size])));
    return {};
  });

describe.runIf(works)('the TensorFlow runner', () => {
  it('reads variables before it updates them, in 2,000 runs', async () => {
    const size = 64;
    const step = programOf((trace) => {
      const { ops } = trace;
      const [w, x] = [variable(trace, 'w', [size, size]), feed(trace, 'x', [size, size])];
      const swapped = ops.reshape(w, { shape: [size * size] });
      // Nothing of the update hangs on the read.
      trace.update('w', x);
      trace.update('count', ops.add(variable(trace, 'count', []), 1));
      const uses = [ops.matMul(w, w), swapped, ops.square(w)];
      return Object.fromEntries(uses.map((use, i) => [`use${i}`, ops.reduceMax(use)]));
    });
    const runner = await openIn({ step });
    const zero = values(new Float32Array(size * size), size, size);
    await runner.write(
      new Map([
        ['w', zero],
        ['count', { ...values(new Float32Array(1)), shape: [] }],
      ]),
    );
    const wrong: number[] = [];
    for (let i = 0; i < 2000; i++) {
      // Small numbers, so that all products are exact.
      const [now, next] = [i % 50, (i + 1) % 50];
      const { use0, use1, use2 } = await runner.run('step', { x: new Float32Array(size * size).fill(next) });
      if (use0!.data[0] !== size * now * now || use1!.data[0] !== now || use2!.data[0] !== now * now)
        wrong.push(i);
    }
    expect(wrong).toEqual([]);
    expect((await runner.read()).get('count')!.data[0]).toBe(2000);
    runner.dispose();
  });

  it('tells old and new apart where an optimizer works in place', async () => {
    const size = 1000;
    const step = programOf((trace) => {
      const { ops } = trace;
      const [w, m, v] = ['w', 'm', 'v'].map((name) => variable(trace, name, [size]));
      const rate = feed(trace, 'rate', []);
      const gradient = ops.square(w!);
      const next = ops.adam(w!, m!, v!, gradient, rate, rate, { beta1: 0.9, beta2: 0.99, epsilon: 1e-7 });
      trace.update('w', next.weight);
      trace.update('m', next.m);
      trace.update('v', next.v);
      trace.update('average', ops.add(ops.multiply(variable(trace, 'average', [size]), 0.5), next.weight));
      return { before: w!, slot: v!, after: next.weight, moved: ops.subtract(next.weight, w!) };
    });
    const runner = await openIn({ step });
    const start = values(new Float32Array(size).fill(2));
    const zero = values(new Float32Array(size));
    await runner.write(
      new Map([
        ['w', start],
        ['m', zero],
        ['v', zero],
        ['average', zero],
      ]),
    );
    let [last, average, square] = [2, 0, 0];
    for (let i = 0; i < 300; i++) {
      const { before, slot, after, moved } = await runner.run('step', { rate: Float32Array.of(0.01) });
      expect(slot!.data.every((each) => each === square)).toBe(true);
      square = (await runner.read(['v'])).get('v')!.data[0]!;
      expect(before!.data.every((each) => each === last)).toBe(true);
      last = after!.data[0]!;
      average = Math.fround(Math.fround(average * 0.5) + last);
      expect(moved!.data[size - 1]).toBe(Math.fround(last - before!.data[0]!));
      expect(moved!.data[0]).toBeLessThan(0);
    }
    const held = await runner.read();
    expect(held.get('w')!.data.every((each) => each === last)).toBe(true);
    expect(held.get('average')!.data[7]).toBeCloseTo(average, 5);
    runner.dispose();
  });

  it('copies what it is fed into variables, however it is handed on', async () => {
    const shared: string[] = [];
    for (let size = 1; size < 40; size++) {
      const ways = {
        straight: keep(size),
        reshaped: keep(size, ({ ops }, x) =>
          ops.reshape(ops.reshape(x, { shape: [1, size] }), { shape: [size] }),
        ),
        cut: keep(size, ({ ops }, x) => ops.slice(x, { begin: [0], size: [size] })),
        sum: keep(size, ({ ops }, x) => ops.add(ops.multiply(x, 1), 0)),
      };
      const runner = await openIn(ways);
      const look = async (way: string, x: Float32Array) => {
        x.fill(7);
        if ((await runner.read()).get('w')!.data.includes(7)) shared.push(`${way} of ${size}`);
      };
      for (const way of Object.keys(ways)) {
        const x = wave(size, 1);
        await runner.run(way, { x });
        await look(way, x);
      }
      const written = wave(size, 2);
      await runner.write(new Map([['w', values(written)]]));
      await look('written', written);
      runner.dispose();
    }
    expect(shared).toEqual([]);
  });

  it('takes any names', async () => {
    const names = ['이미지 입력', '_x', 'a,b:0', 'c@d/e^f', '', '{{node e0/v1}}'];
    const program = programOf((trace) =>
      Object.fromEntries(
        names.map((name) => {
          const w = variable(trace, name, [2]);
          const next = trace.from({ path: '블록/가', node: name }, () =>
            trace.ops.add(w, feed(trace, name, [2])),
          );
          trace.update(name, next);
          return [name, next];
        }),
      ),
    );
    const runner = await openIn({ '한 걸음, 둘': program });
    await runner.write(new Map(names.map((name, i) => [name, values(Float32Array.of(i, i + 1))])));
    const feeds = Object.fromEntries(names.map((name, i) => [name, Float32Array.of(10 * i, 0)]));
    const results = await runner.run('한 걸음, 둘', feeds);
    const held = await runner.read();
    names.forEach((name, i) => {
      expect([...results[name]!.data]).toEqual([11 * i, i + 1]);
      expect(held.get(name)).toEqual(results[name]);
    });
    runner.dispose();
  });

  it('carries every type in and out', async () => {
    const dtypes = ['float32', 'int32', 'bool'] as const;
    const program = programOf((trace) =>
      Object.fromEntries(
        dtypes.flatMap((dtype) => {
          const x = feed(trace, dtype, [2, 2], dtype);
          return [
            [dtype, trace.ops.transpose(x, { permutation: [1, 0] })],
            [`${dtype} itself`, x],
          ];
        }),
      ),
    );
    const runner = await openIn({ program });
    const feeds = {
      float32: Float32Array.of(1.5, NaN, -0, Infinity),
      int32: Int32Array.of(1, -2, 2 ** 31 - 1, 4),
      bool: Uint8Array.of(1, 0, 0, 0),
    };
    const results = await runner.run('program', feeds);
    for (const dtype of dtypes) {
      const data = feeds[dtype];
      expect(results[`${dtype} itself`]).toEqual({ shape: [2, 2], dtype, data });
      expect(results[dtype]!.data).toEqual(data.map((_, i) => data[[0, 2, 1, 3][i]!]!));
    }
    runner.dispose();
  });

  it('refuses feeds that do not fit, which TensorFlow would take', async () => {
    const program = programOf((trace) => ({
      y: trace.ops.add(feed(trace, 'x', [2, 3]), feed(trace, 'k', [], 'float32')),
    }));
    const runner = await openIn({ program });
    const k = Float32Array.of(1);
    const run = (feeds: Record<string, Float32Array | Int32Array>) => runner.run('program', feeds);
    await expect(run({ k })).rejects.toThrow("needs the feed 'x', float32 [2, 3], and was given k");
    await expect(run({ k, x: new Float32Array(8) })).rejects.toThrow(/float32 \[2, 3\].* 6 .* 8 /);
    await expect(run({ k, x: new Int32Array(6) })).rejects.toThrow(/float32 \[2, 3\].* Int32Array/);
    await expect(runner.run('other', {})).rejects.toThrow("There is no program 'other'; there are program.");
    expect((await run({ k, x: new Float32Array(6) }))['y']!.data).toEqual(new Float32Array(6).fill(1));
    runner.dispose();
  });

  it('knows which variables have a value', async () => {
    const programs = {
      start: programOf((trace) => {
        trace.update('a', trace.ops.constant({ value: 3, shape: [2], dtype: 'float32' }));
        return {};
      }),
      both: programOf((trace) => ({
        sum: trace.ops.add(variable(trace, 'a', [2]), variable(trace, 'b', [2])),
      })),
    };
    const runner = await openIn(programs);
    await expect(runner.run('both', {})).rejects.toThrow(
      "The variable 'a' has no value yet. The program 'both' reads it.",
    );
    expect((await runner.read()).size).toBe(0);
    await runner.run('start', {});
    expect([...(await runner.read()).keys()]).toEqual(['a']);
    await expect(runner.run('both', {})).rejects.toThrow("The variable 'b' has no value yet.");
    await expect(runner.read(['b'])).rejects.toThrow("The variable 'b' has no value yet.");
    await expect(runner.read(['c'])).rejects.toThrow(
      "There is no variable 'c' in these programs; they have a, b.",
    );
    const three = values(new Float32Array(3));
    await expect(runner.write(new Map([['b', three]]))).rejects.toThrow(
      "The variable 'b' is float32 [2]; it was given float32 [3].",
    );
    await runner.write(new Map([['b', values(Float32Array.of(1, 2))]]));
    expect((await runner.run('both', {}))['sum']!.data).toEqual(Float32Array.of(4, 5));
    runner.dispose();
  });

  it('puts an error of TensorFlow at its place on the board and stays usable', async () => {
    const program = programOf((trace) => {
      const rows = trace.ops.negative(feed(trace, 'values', [5]));
      const origin = { path: 'decoder/embed', node: 'lookup', backward: true } as const;
      return { y: trace.from(origin, () => trace.ops.gather(rows, feed(trace, 'at', [2], 'int32'))) };
    });
    const runner = await openIn({ program });
    const before = runner.tensorCount();
    const run = (at: number) => runner.run('program', { values: wave(5, 0), at: Int32Array.of(0, at) });
    const error = await run(7).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RunError);
    expect((error as RunError).origin).toEqual({ path: 'decoder/embed', node: 'lookup', backward: true });
    expect((error as RunError).message).toBe(
      "TensorFlow could not run the operation 'gather' of node 'lookup' in 'decoder/embed' (its gradient): indices[1] = 7 is not in [0, 5).",
    );
    expect(runner.tensorCount()).toBe(before);
    expect((await run(4))['y']!.shape).toEqual([2]);
    runner.dispose();
  });

  it('puts what cannot even be loaded at its place, too', async () => {
    const program = programOf((trace) => {
      const x = feed(trace, 'x', [2, 3]);
      return {
        y: trace.from({ path: '', node: 'dense' }, () => trace.ops.matMul(x, feed(trace, 'k', [3, 4]))),
      };
    });
    const { instructions, types } = program;
    const lying = {
      ...program,
      types: types.with(instructions[0]!.inputs[1]!, { shape: [5, 4], dtype: 'float32' }),
    } as Program;
    const error = await openIn({ lying }).catch((thrown: unknown) => thrown);
    expect((error as RunError).message).toMatch(
      /^TensorFlow could not load the operation 'matMul' of node 'dense': .*3 and 5/,
    );
    expect((error as RunError).origin).toEqual({ path: '', node: 'dense' });
  });

  it('keeps two models with equal names apart', async () => {
    const step = programOf((trace) => {
      const w = variable(trace, 'w', [2]);
      trace.update('w', trace.ops.add(w, feed(trace, 'x', [2])));
      return { w };
    });
    const [one, two] = [await openIn({ step }), await openIn({ step })];
    await one.write(new Map([['w', values(Float32Array.of(1, 1))]]));
    await expect(two.run('step', { x: Float32Array.of(0, 0) })).rejects.toThrow('has no value yet');
    await two.write(new Map([['w', values(Float32Array.of(5, 5))]]));
    await one.run('step', { x: Float32Array.of(2, 3) });
    one.dispose();
    expect((await two.read()).get('w')!.data).toEqual(Float32Array.of(5, 5));
    two.dispose();
  });

  it('shares variables between programs, and carries them on when they are opened anew', async () => {
    const { step, weights, feeds } = perceptron([3, 8, 2], 4);
    const look = programOf((trace) => ({ kernel: variable(trace, 'kernel0', [3, 8]) }));
    const straight = await openIn({ step });
    await straight.write(weights);
    const first = await openIn({ step, look });
    await first.write(weights);
    for (let i = 0; i < 4; i++) {
      await straight.run('step', { ...feeds, count: Float32Array.of(i) });
      if (i < 2) await first.run('step', { ...feeds, count: Float32Array.of(i) });
    }
    const carried = await first.read();
    expect((await first.run('look', {}))['kernel']).toEqual(carried.get('kernel0'));
    first.dispose();
    const second = await openIn({ look, step });
    await second.write(carried);
    for (let i = 2; i < 4; i++) await second.run('step', { ...feeds, count: Float32Array.of(i) });
    expect(await second.read()).toEqual(await straight.read());
    expect(carried.get('kernel0')).not.toEqual(weights.get('kernel0'));
    straight.dispose();
    second.dispose();
  });

  it('reads and writes some of the variables', async () => {
    const { step, weights } = perceptron([3, 8, 2], 4);
    const runner = await openIn({ step });
    await runner.write(weights);
    const bias = values(Float32Array.of(3, 4));
    await runner.write(new Map([['bias1', bias]]));
    const some = await runner.read(['kernel0', 'bias1']);
    expect([...some.keys()]).toEqual(['kernel0', 'bias1']);
    expect(some.get('bias1')).toEqual(bias);
    expect(some.get('kernel0')).toEqual(weights.get('kernel0'));
    expect([...(await runner.read()).keys()].sort()).toEqual([...weights.keys()].sort());
    runner.dispose();
  });

  it('holds no tensor and no memory after 2,000 runs', async () => {
    const { step, weights, feeds } = perceptron([200, 64, 8], 256);
    const runner = await openIn({ step });
    await runner.write(weights);
    const run = async (times: number) => {
      for (let i = 0; i < times; i++) await runner.run('step', { ...feeds, count: Float32Array.of(i) });
      return process.memoryUsage().rss;
    };
    await run(500);
    const [tensors, before] = [runner.tensorCount(), await run(500)];
    const after = await run(2000);
    expect(runner.tensorCount()).toBe(tensors);
    // A feed that stayed would come to 400 MB.
    expect(after - before).toBeLessThan(60e6);
    runner.dispose();
  });

  it('gives its memory and its folders back', async () => {
    const own = mkdtempSync(path.join(tmpdir(), 'genloom-test-'));
    vi.stubEnv('TMPDIR', own);
    const { step, weights, feeds } = perceptron([500, 500, 500], 2);
    const open = async () => {
      const runner = await openIn({ step });
      await runner.write(weights);
      await runner.run('step', feeds);
      expect(readdirSync(own)).toEqual([]);
      runner.dispose();
      return runner;
    };
    for (let i = 0; i < 10; i++) await open();
    const resident = process.memoryUsage().rss;
    for (let i = 0; i < 30; i++) await open();
    // A session holds 6 MB of variables.
    expect(process.memoryUsage().rss - resident).toBeLessThan(60e6);
    const disposed = await open();
    await expect(disposed.run('step', feeds)).rejects.toThrow('disposed');
    disposed.dispose();
    vi.unstubAllEnvs();
    rmdirSync(own);
  });

  it('runs only what knows all of its sizes', async () => {
    const program = programOf((trace) => ({ y: trace.ops.relu(feed(trace, 'x', [BATCH, 2])) }));
    await expect(openIn({ program })).rejects.toThrow('still holds the batch size B');
  });
});
