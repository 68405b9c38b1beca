import { describe, expect, it } from 'vitest';

import type { Runner, Values } from '../../../../main/targets/target.ts';
import type { KernelTable } from '../../../../main/targets/tfjs/kernel.ts';
import { loadTensorFlowJs, startBackend } from '../../../../main/targets/tfjs/library.ts';
import { TfjsRunner } from '../../../../main/targets/tfjs/runner.ts';
import { tableOf } from '../../../../main/targets/tfjs/table.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import { BATCH } from '../../../../nodes/alphabet/shape.ts';
import { differentiate } from '../../../../nodes/program/differentiate.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { Trace } from '../../../../nodes/program/trace.ts';

/** A program from what somebody writes into a trace. */
function traced(write: (trace: Trace) => Parameters<Trace['program']>[0]): Program {
  const trace = new Trace();
  return trace.program(write(trace));
}

const fed = (trace: Trace, name: string, shape: readonly number[]) =>
  trace.feed(name, float32(shape), { kind: 'input', name });

const vector = (...numbers: number[]): Values => ({
  shape: [numbers.length],
  dtype: 'float32',
  data: Float32Array.from(numbers),
});

const numbers = (values: Values | undefined) => [...values!.data];

const open = (program: Program, backend: 'cpu' | 'wasm' = 'cpu') =>
  tfjsTarget(backend).open({ main: program });

/** x − rate·∂|x·w|²/∂w for a variable w, with Adam's slots beside it. */
const training = traced((trace) => {
  const { ops } = trace;
  const x = fed(trace, 'x', [4, 3]);
  const w = trace.variable('w', float32([3, 2]));
  const [m, v] = ['m', 'v'].map((name) => trace.variable(name, float32([3, 2])));
  const loss = ops.reduceSum(ops.square(ops.matMul(x, w)));
  const [gradient] = differentiate(trace, loss, [w]);
  const rate = ops.constant({ value: 0.01, shape: [], dtype: 'float32' });
  const after = ops.adam(w, m!, v!, gradient!, rate, fed(trace, 'step', []), {
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
  });
  trace.update('w', after.weight);
  trace.update('m', after.m);
  trace.update('v', after.v);
  return { loss };
});

async function ready(backend: 'cpu' | 'wasm'): Promise<Runner> {
  const runner = await open(training, backend);
  const zeros: Values = { shape: [3, 2], dtype: 'float32', data: new Float32Array(6) };
  await runner.write(
    new Map([
      ['w', { ...zeros, data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
      ['m', zeros],
      ['v', zeros],
    ]),
  );
  return runner;
}

const batch = (step: number) => ({
  x: Float32Array.from({ length: 12 }, (_, i) => Math.sin(i + step)),
  step: Float32Array.of(step),
});

describe.each(['cpu', 'wasm'] as const)('the runner on %s', (backend) => {
  it('holds as many tensors after a hundred steps as after one', async () => {
    const runner = await ready(backend);
    await runner.run('main', batch(0));
    const before = [runner.tensorCount(), loadTensorFlowJs().memory().numDataBuffers];
    for (let step = 1; step <= 100; step++) await runner.run('main', batch(step));
    expect([runner.tensorCount(), loadTensorFlowJs().memory().numDataBuffers]).toEqual(before);
    runner.dispose();
    expect(runner.tensorCount()).toBe(before[0]! - 3);
  });

  it('trains: the loss falls', async () => {
    const runner = await ready(backend);
    const losses: number[] = [];
    for (let step = 0; step < 20; step++)
      losses.push(numbers((await runner.run('main', batch(0)))['loss'])[0]!);
    expect(losses.at(-1)).toBeLessThan(losses[0]! * 0.95);
    runner.dispose();
  });

  it('reads every variable before it writes any', async () => {
    const runner = await open(
      traced((trace) => {
        const [a, b] = ['a', 'b'].map((name) => trace.variable(name, float32([2])));
        trace.update('a', b!);
        trace.update('b', a!);
        trace.update('both', trace.ops.add(a!, b!));
        return { before: a!, again: a! };
      }),
      backend,
    );
    expect([...runner.variables]).toEqual(['a', 'b', 'both'].map((name) => [name, float32([2])]));
    await runner.write(
      new Map([
        ['a', vector(1, 2)],
        ['b', vector(3, 4)],
      ]),
    );
    const outputs = await runner.run('main', {});
    expect([numbers(outputs['before']), numbers(outputs['again'])]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect([...(await runner.read())].map(([name, values]) => [name, numbers(values)])).toEqual([
      ['a', [3, 4]],
      ['b', [1, 2]],
      ['both', [4, 6]],
    ]);
    const after = runner.tensorCount();
    await runner.run('main', {});
    expect(runner.tensorCount()).toBe(after);
    runner.dispose();
  });

  it('keeps a copy of what it is given, and gives copies', async () => {
    const runner = await open(
      traced((trace) => {
        trace.update('kept', fed(trace, 'x', [2]));
        return { out: trace.variable('kept', float32([2])) };
      }),
      backend,
    );
    const [start, x] = [vector(1, 2), Float32Array.of(3, 4)];
    await runner.write(new Map([['kept', start]]));
    start.data.fill(9);
    const { out } = await runner.run('main', { x });
    expect(numbers(out)).toEqual([1, 2]);
    x.fill(9);
    const first = (await runner.read(['kept'])).get('kept')!;
    expect(numbers(first)).toEqual([3, 4]);
    first.data.fill(9);
    expect(numbers((await runner.read(['kept'])).get('kept'))).toEqual([3, 4]);
    runner.dispose();
  });

  it('names operation and node where one fails, holds nothing more than before, and goes on', async () => {
    const runner = await open(
      traced((trace) => {
        const values = trace.variable('values', float32([2]));
        const indices = trace.feed('indices', int32([1]), { kind: 'input', name: 'indices' });
        return trace.from({ path: 'Encoder/first', node: 'lookup' }, () => {
          const doubled = trace.ops.multiply(values, 2);
          trace.update('values', doubled);
          return { picked: trace.ops.gather(trace.ops.add(doubled, 1), indices), doubled };
        });
      }),
      backend,
    );
    await runner.write(new Map([['values', vector(1, 2)]]));
    const before = runner.tensorCount();
    await expect(runner.run('main', { indices: Int32Array.of(2) })).rejects.toThrow(
      /^The operation 'gather' of node 'lookup' in 'Encoder\/first' could not be computed on (cpu|wasm): .*2.*$/,
    );
    expect(runner.tensorCount()).toBe(before);
    expect(numbers((await runner.read()).get('values'))).toEqual([1, 2]);
    expect(numbers((await runner.run('main', { indices: Int32Array.of(1) }))['picked'])).toEqual([5]);
    runner.dispose();
  });
});

it('frees each tensor right after its last use', async () => {
  const table = tableOf('cpu');
  const counts: number[] = [];
  const counting: KernelTable = {
    ...table,
    add: (tf, ...rest) => {
      counts.push(tf.memory().numTensors);
      return table['add']!(tf, ...rest);
    },
  };
  const chain = traced((trace) => {
    let x = fed(trace, 'x', [2]);
    const first = trace.ops.add(x, x);
    for (let i = 0; i < 20; i++) x = trace.ops.add(trace.ops.negative(x), x);
    return { last: trace.ops.add(x, first) };
  });
  const runner = new TfjsRunner(await startBackend('cpu'), 'cpu', counting, { main: chain });
  const before = runner.tensorCount();
  await runner.run('main', { x: Float32Array.of(1, 2) });
  // Beside the feed and `first` there is never more than what the next operation needs.
  expect(Math.max(...counts) - before).toBeLessThanOrEqual(4);
  expect(runner.tensorCount()).toBe(before);
});

it('runs on two backends turn by turn and gives each its own numbers', async () => {
  const [cpu, wasm] = [await ready('cpu'), await ready('wasm')];
  const runs = [cpu, wasm, cpu, wasm].map((runner, i) => runner.run('main', batch(Math.floor(i / 2))));
  const [first, other, second, last] = (await Promise.all(runs)).map(({ loss }) => numbers(loss)[0]!);
  expect(other).toBeCloseTo(first!, 2);
  expect(last).toBeCloseTo(second!, 2);
  const read = await Promise.all([cpu.read(), wasm.read()]);
  read[0].get('w')!.data.forEach((x, i) => expect(read[1].get('w')!.data[i]).toBeCloseTo(x, 4));
  cpu.dispose();
  wasm.dispose();
});

it('shares variables between programs by name', async () => {
  const write = traced((trace) => {
    trace.update('shared', fed(trace, 'x', [2]));
    return {};
  });
  const read = traced((trace) => ({ out: trace.ops.add(trace.variable('shared', float32([2])), 1) }));
  const runner = await tfjsTarget('cpu').open({ write, read });
  await expect(runner.run('read', {})).rejects.toThrow(
    "The variable 'shared' has no value yet. The program 'read' reads it. Write one first.",
  );
  expect(await runner.run('write', { x: Float32Array.of(1, 2) })).toEqual({});
  expect(numbers((await runner.run('read', {}))['out'])).toEqual([2, 3]);
  runner.dispose();
});

describe('what is refused with a sentence', () => {
  it.each([
    [
      {},
      "The program 'main' needs the feed 'x', float32 [4, 3], and was given nothing. Give it under that name.",
    ],
    [
      { step: Float32Array.of(0) },
      "The program 'main' needs the feed 'x', float32 [4, 3], and was given step. Give it under that name.",
    ],
    [
      { ...batch(0), x: new Float32Array(11) },
      "The feed 'x' of the program 'main' must be float32 [4, 3], 12 elements as Float32Array; it was given 11 as Float32Array.",
    ],
    [
      { ...batch(0), x: new Int32Array(12) },
      "The feed 'x' of the program 'main' must be float32 [4, 3], 12 elements as Float32Array; it was given 12 as Int32Array.",
    ],
  ])('feeds %#', async (feeds, sentence) => {
    const runner = await ready('cpu');
    await expect(runner.run('main', feeds as Record<string, Float32Array>)).rejects.toThrow(sentence);
    runner.dispose();
  });

  it('a program that is not there', async () => {
    await expect((await open(training)).run('train', {})).rejects.toThrow(
      "There is no program 'train'; there are main.",
    );
  });

  it('variables that are not there or do not fit, without setting any', async () => {
    const runner = await ready('cpu');
    const other: Values = { shape: [3, 2], dtype: 'float32', data: new Float32Array(6) };
    await expect(
      runner.write(
        new Map([
          ['w', other],
          ['b', other],
        ]),
      ),
    ).rejects.toThrow("There is no variable 'b' in these programs; they have w, m, v.");
    await expect(
      runner.write(
        new Map([
          ['w', other],
          ['m', vector(1, 2)],
        ]),
      ),
    ).rejects.toThrow("The variable 'm' is float32 [3, 2]; it was given float32 [2].");
    await expect(runner.write(new Map([['w', { ...other, data: new Float32Array(5) }]]))).rejects.toThrow(
      "The variable 'w' must be float32 [3, 2], 6 elements as Float32Array; it was given 5 as Float32Array.",
    );
    await expect(runner.read(['b'])).rejects.toThrow("There is no variable 'b' in these programs");
    expect(numbers((await runner.read(['w'])).get('w'))).toEqual([1, 2, 3, 4, 5, 6]);
    runner.dispose();
  });

  it('a program whose batch size is not known', async () => {
    const open = traced((trace) => {
      const x = trace.feed('x', float32([BATCH, 2]), { kind: 'input', name: 'x' });
      return { y: trace.ops.negative(x) };
    });
    await expect(tfjsTarget('cpu').open({ main: open })).rejects.toThrow(
      /\[B, 2\] still holds the batch size/,
    );
  });

  it('programs that disagree about a variable', async () => {
    const uses = [2, 3].map((size) => traced((trace) => ({ out: trace.variable('v', float32([size])) })));
    await expect(tfjsTarget('cpu').open({ one: uses[0]!, two: uses[1]! })).rejects.toThrow(
      "The variable 'v' is float32 [2] elsewhere, but float32 [3] in the program 'two'. One name must mean one tensor.",
    );
  });
});
