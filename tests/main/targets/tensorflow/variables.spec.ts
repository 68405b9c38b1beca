import { describe, expect, it } from 'vitest';

import type { Trace } from '../../../../nodes/program/trace.ts';
import type { Tensor } from '../../../../nodes/alphabet/operation.ts';
import { openIn, works } from './available.ts';
import { feed, programOf, values, variable } from './by-hand.ts';
import { perceptron, wave } from './perceptron.ts';

/** w ← x */
const keep = (size: number, through: (trace: Trace, x: Tensor) => Tensor = (_, x) => x) =>
  programOf((trace) => {
    trace.update('w', through(trace, feed(trace, 'x', [size])));
    return {};
  });

describe.runIf(works)('variables in TensorFlow', () => {
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
      const other = programOf((trace) => ({ y: trace.ops.relu(feed(trace, 'x', [size])) }));
      const runner = await openIn({ ...ways, other });
      const look = async (way: string, x: Float32Array) => {
        x.fill(7);
        // What is fed next may come to stand where the last was.
        await runner.run('other', { x });
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
});
