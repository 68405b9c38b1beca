import { describe, expect, test } from 'vitest';
import { runStages, Stopped, type TurnDone } from '../../../main/engine/turns.ts';
import type { Elements } from '../../../main/targets/target.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { differentiate } from '../../../nodes/program/differentiate.ts';
import { unrolledSize } from '../../../nodes/program/loop.ts';
import type { Program } from '../../../nodes/program/program.ts';
import { simplify } from '../../../nodes/program/simplify.ts';
import { stagesOf } from '../../../nodes/program/stages.ts';
import { Trace } from '../../../nodes/program/trace.ts';
import { cpu, difference } from '../alphabet/evaluate.ts';

const feed = (trace: Trace, name: string, shape: readonly number[]) =>
  trace.feed(name, { shape, dtype: 'float32' }, { kind: 'input', name });

/** x ← x · w + c + turn, three times, from x = a · 2, with c made outside; then twice the end, and frames of x. */
function example(keep: readonly number[] = [0, 2]): Program {
  const trace = new Trace();
  const { ops } = trace;
  const a = feed(trace, 'a', [2, 2]);
  const w = trace.variable('w', { shape: [2], dtype: 'float32' });
  const c = ops.exp(feed(trace, 'c', [2]));
  const { carried, kept } = trace.repeat(
    3,
    [ops.multiply(a, 2)],
    (turn, [x]) => {
      const next = ops.add(ops.add(ops.multiply(x!, w), c), ops.cast(turn, { dtype: 'float32' }));
      return { next: [next], kept: [ops.negative(x!)] };
    },
    keep,
  );
  return trace.program({
    end: ops.multiply(carried[0]!, 2),
    ...(keep.length > 0 ? { frames: kept[0]! } : {}),
  });
}

const FEEDS: Record<string, Elements> = { a: Float32Array.of(1, 2, 3, 4), c: Float32Array.of(0, 0.5) };
const W = { shape: [2], dtype: 'float32' as const, data: Float32Array.of(0.5, -1) };

/** By hand. */
function byHand(): { end: number[]; frames: number[] } {
  const [w, c] = [
    [0.5, -1],
    [1, Math.exp(0.5)],
  ];
  let x = [2, 4, 6, 8];
  const frames: number[][] = [];
  for (let turn = 0; turn < 3; turn++) {
    if (turn !== 1) frames.push(x.map((v) => -v));
    x = x.map((v, i) => v * w[i % 2]! + c[i % 2]! + turn);
  }
  const [first, last] = frames as [number[], number[]];
  return {
    end: x.map((v) => 2 * v),
    frames: [first[0]!, first[1]!, last[0]!, last[1]!, first[2]!, first[3]!, last[2]!, last[3]!],
  };
}

async function whole(program: Program) {
  const runner = await cpu.open({ program });
  try {
    await runner.write(new Map([['w', W]]));
    return await runner.run('program', FEEDS);
  } finally {
    runner.dispose();
  }
}

async function inStages(program: Program, watching: Parameters<typeof runStages>[4] = {}) {
  const stages = stagesOf(program);
  const runner = await cpu.open(Object.fromEntries(stages.map((stage, i) => [String(i), stage.program])));
  try {
    await runner.write(new Map([...runner.variables.keys()].map((name) => [name, W])));
    const before = runner.tensorCount();
    const feedsOf = ({ feeds }: Program, handed: ReadonlyMap<string, Elements>) =>
      Object.fromEntries(
        feeds.map(({ name, source }) => [name, source.kind === 'handed' ? handed.get(name)! : FEEDS[name]!]),
      );
    const outputs = await runStages(runner, stages, String, feedsOf, watching);
    expect(runner.tensorCount()).toBe(before);
    return outputs;
  } finally {
    runner.dispose();
  }
}

describe('a loop', () => {
  test('gives what its turns give, one after the other', async () => {
    const { end, frames } = await whole(example());
    const known = byHand();
    known.end.forEach((v, i) => expect(end!.data[i]).toBeCloseTo(v, 4));
    expect(frames!.shape).toEqual([2, 2, 2]);
    known.frames.forEach((v, i) => expect(frames!.data[i]).toBeCloseTo(v, 4));
  });

  test('gives the same, run one call a turn', async () => {
    const [once, turns] = [await whole(example()), await inStages(example())];
    for (const name of ['end', 'frames']) expect(difference(turns[name]!, once[name]!)).toBeLessThan(1e-6);
    expect(Object.keys(turns)).toEqual(Object.keys(once));
  });

  test('gives the same, simplified', async () => {
    const [plain, simple] = [await whole(example()), await inStages(simplify(example()))];
    for (const name of ['end', 'frames']) expect(difference(simple[name]!, plain[name]!)).toBeLessThan(1e-6);
  });

  test('is differentiated as if it were written out', async () => {
    const gradientOf = async (looped: boolean) => {
      const trace = new Trace();
      const { ops } = trace;
      const a = feed(trace, 'a', [2, 2]);
      const w = trace.variable('w', { shape: [2], dtype: 'float32' });
      const step = (x: typeof a) => ops.tanh(ops.multiply(x, w));
      const end = looped
        ? trace.repeat(3, [a], (_, [x]) => ({ next: [step(x!)] })).carried[0]!
        : step(step(step(a)));
      const [gradient] = differentiate(trace, ops.reduceSum(end), [w]);
      return whole(trace.program({ gradient: gradient! }));
    };
    expect(difference((await gradientOf(true)).gradient!, (await gradientOf(false)).gradient!)).toBeLessThan(
      1e-6,
    );
  });

  test('may take gradients inside, of what is inside', async () => {
    const trace = new Trace();
    const { ops } = trace;
    const a = feed(trace, 'a', [2, 2]);
    const { carried } = trace.repeat(2, [a], (_, [x]) => {
      const [slope] = differentiate(trace, ops.reduceSum(ops.square(x!)), [x!]);
      return { next: [ops.subtract(x!, ops.multiply(slope!, 0.25))] };
    });
    const { end } = await inStages(trace.program({ end: carried[0]! }));
    expect(Array.from(end!.data)).toEqual([0.25, 0.5, 0.75, 1]);
  });

  test('inside a loop is written out', async () => {
    const trace = new Trace();
    const { ops } = trace;
    const a = feed(trace, 'a', [2, 2]);
    const { carried } = trace.repeat(3, [a], (_, [x]) => ({
      next: [...trace.repeat(2, [x!], (__, [y]) => ({ next: [ops.add(y!, 1)] })).carried],
    }));
    const { end } = await inStages(trace.program({ end: carried[0]! }));
    expect(Array.from(end!.data)).toEqual([7, 8, 9, 10]);
  });

  test('drops what nobody looks at', () => {
    const unused = { ...example(), outputs: { end: example().outputs.end! } };
    const loop = simplify(unused).instructions.find(({ kind }) => kind === 'repeat')!;
    expect(loop.outputs).toHaveLength(1);
    expect(JSON.stringify(loop.attributes)).not.toContain('negative');
    expect(loop.attributes.keep).toEqual([]);
  });

  test('says how large it becomes where it is written out', () => {
    const program = example([]);
    const outside = program.instructions.length - 1;
    const body = (
      program.instructions.find(({ kind }) => kind === 'repeat')!.attributes as {
        body: { instructions: unknown[] };
      }
    ).body;
    expect(unrolledSize(program)).toBe(outside + 3 * body.instructions.length);
  });

  test('keeps its inside to itself', () => {
    const trace = new Trace();
    const { ops } = trace;
    const a = feed(trace, 'a', [2, 2]);
    let leaked = a;
    trace.repeat(2, [a], (_, [x]) => ({ next: [(leaked = ops.add(x!, 1))] }));
    expect(() => ops.add(leaked, 1)).toThrow(/from inside a loop/);
  });

  test('refuses to carry what changes its shape', () => {
    const trace = new Trace();
    const a = feed(trace, 'a', [2, 2]);
    expect(() => trace.repeat(2, [a], (_, [x]) => ({ next: [trace.ops.reduceSum(x!)] }))).toThrow(Problem);
  });
});

describe('turns', () => {
  test('are stages of their own, between what comes before and after', () => {
    const stages = stagesOf(simplify(example()));
    expect(stages.map(({ kind }) => kind)).toEqual(['whole', 'loop', 'whole']);
    // The weight is where the turn is; what is made outside is made once and handed in.
    expect(stages[1]!.program.variables.map(({ name }) => name)).toEqual(['w']);
    expect(stages[1]!.program.instructions.map(({ kind }) => kind)).not.toContain('exp');
    expect(stages[0]!.program.instructions.map(({ kind }) => kind)).toContain('exp');
  });

  test('a program without a loop is one stage', () => {
    const trace = new Trace();
    const program = trace.program({ a: trace.ops.add(feed(trace, 'a', [2, 2]), 1) });
    expect(stagesOf(program)).toEqual([{ kind: 'whole', program }]);
  });

  test('are told with what they carry, and stop between two', async () => {
    const told: TurnDone[] = [];
    await inStages(example(), { tell: (turn) => told.push(turn) });
    expect(told.map(({ turn, turns }) => [turn, turns])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(told.map(({ carried }) => carried[0]!.shape)).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
    const stop = new AbortController();
    await expect(inStages(example(), { tell: () => stop.abort(), signal: stop.signal })).rejects.toThrow(
      Stopped,
    );
  });
});
