import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { RunError } from '../../../../main/targets/tensorflow/run-error.ts';
import { BATCH } from '../../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { openIn, works } from './available.ts';
import { feed, programOf, values, variable } from './by-hand.ts';
import { perceptron, wave } from './perceptron.ts';

describe.runIf(works)('the TensorFlow runner', () => {
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
    expect(after - before).toBeLessThan(40e6);
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
