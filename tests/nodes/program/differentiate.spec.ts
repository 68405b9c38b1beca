import { describe, expect, test } from 'vitest';
import { float32, int32 } from '../../../nodes/alphabet/rules.ts';
import type { Tensor } from '../../../nodes/alphabet/operation.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { differentiate, pullBack } from '../../../nodes/program/differentiate.ts';
import { Trace } from '../../../nodes/program/trace.ts';
import { compute, cpu, type Build } from '../alphabet/evaluate.ts';
import { agrees, slopes } from '../alphabet/gradient-check.ts';

const input = (name: string) => ({ kind: 'input', name }) as const;
const row = (...data: number[]) =>
  ({ shape: [data.length], dtype: 'float32', data: Float32Array.from(data) }) as const;

/** Σ of a function of x, differentiated `times` times with respect to x. */
const derivative =
  (f: (trace: Trace, x: Tensor) => Tensor, times: number): Build =>
  (trace, [x]) => {
    let y = f(trace, x!);
    for (let i = 0; i < times; i++) [y] = differentiate(trace, trace.ops.reduceSum(y), [x!]) as [Tensor];
    return [y];
  };

async function expectDerivatives(
  f: (trace: Trace, x: Tensor) => Tensor,
  at: readonly number[],
  expected: readonly ((x: number) => number)[],
) {
  for (const [times, formula] of expected.entries()) {
    const [found] = await compute(cpu, derivative(f, times), [row(...at)]);
    at.forEach((x, i) => expect(found!.data[i]).toBeCloseTo(formula(x), 4));
  }
}

describe('derivatives of derivatives', () => {
  const { sin, cos } = Math;
  const points = [-1.5, -0.25, 0, 0.75, 2];

  test('of sin(x)·x²', async () => {
    await expectDerivatives(({ ops }, x) => ops.multiply(ops.sin(x), ops.square(x)), points, [
      (x) => sin(x) * x * x,
      (x) => cos(x) * x * x + 2 * x * sin(x),
      (x) => (2 - x * x) * sin(x) + 4 * x * cos(x),
      (x) => (6 - x * x) * cos(x) - 6 * x * sin(x),
    ]);
    expect.hasAssertions();
  });

  test('of e^(−x²)', async () => {
    await expectDerivatives(({ ops }, x) => ops.exp(ops.negative(ops.square(x))), points, [
      (x) => Math.exp(-x * x),
      (x) => -2 * x * Math.exp(-x * x),
      (x) => (4 * x * x - 2) * Math.exp(-x * x),
    ]);
    expect.hasAssertions();
  });

  test('of x³ by powers, at 0 too', async () => {
    await expectDerivatives(
      ({ ops }, x) => ops.power(x, 3),
      [0, 0.5, 2],
      [(x) => x ** 3, (x) => 3 * x * x, (x) => 6 * x, () => 6, () => 0],
    );
    expect.hasAssertions();
  });
});

describe('differentiate', () => {
  test('goes through a gradient: the gradient penalty of a small critic', async () => {
    // mean((‖∂critic/∂x‖ − 1)²) with respect to all weights, against differences of its values.
    const penalty: Build = (trace, [x, w1, b1, w2]) => {
      const { ops } = trace;
      const hidden = ops.tanh(ops.add(ops.matMul(x!, w1!), b1!));
      const score = ops.reduceSum(ops.matMul(hidden, w2!));
      const [slope] = differentiate(trace, score, [x!]) as [Tensor];
      const norm = ops.sqrt(ops.add(ops.reduceSum(ops.square(slope), { axes: [1] }), 1e-6));
      return [ops.reduceMean(ops.square(ops.subtract(norm, 1)))];
    };
    const numbers = (shape: number[], scale: number) => ({
      shape,
      dtype: 'float32' as const,
      data: Float32Array.from(
        { length: shape.reduce((a, b) => a * b) },
        (_, i) => scale * Math.sin(3 * i + shape.length),
      ),
    });
    const given = [numbers([4, 2], 1), numbers([2, 5], 0.75), numbers([5], 0.5), numbers([5, 1], 1)];
    const found = await slopes(penalty, given, false);
    expect(found.filter((slope) => !agrees(slope))).toEqual([]);
    for (const weight of [1, 2, 3])
      expect(found.some((slope) => slope.input === weight && !agrees(slope, 0))).toBe(true);
  });

  test('adds up all uses of a value', async () => {
    const build: Build = (trace, [x]) => {
      const y = trace.ops.multiply(x!, x!);
      return differentiate(trace, trace.ops.reduceSum(trace.ops.add(y, trace.ops.multiply(y, x!))), [x!]) as [
        Tensor,
      ];
    };
    const [found] = await compute(cpu, build, [row(2, -1)]);
    expect([...found!.data]).toEqual([2 * 2 + 3 * 4, -2 + 3]);
  });

  test('reaches values on the way, and the loss itself', async () => {
    const build: Build = (trace, [x]) => {
      const middle = trace.ops.square(x!);
      const loss = trace.ops.reduceSum(trace.ops.multiply(middle, 3));
      return differentiate(trace, loss, [x!, middle, loss]) as [Tensor, Tensor, Tensor];
    };
    const found = await compute(cpu, build, [row(2, 5)]);
    expect(found.map(({ data }) => [...data])).toEqual([[12, 30], [3, 3], [1]]);
  });

  test('answers null where the loss does not depend on a value', () => {
    const trace = new Trace();
    const { ops } = trace;
    const x = trace.feed('x', float32([3]), input('x'));
    const unused = trace.feed('unused', float32([3]), input('unused'));
    const index = trace.feed('index', int32([2]), input('index'));
    const stopped = trace.feed('stopped', float32([3]), input('stopped'));
    const compared = trace.feed('compared', float32([3]), input('compared'));
    const kept = ops.select(ops.greater(compared, 0), x, ops.stopGradient(stopped));
    const loss = ops.reduceSum(ops.gather(kept, index));
    const gradients = differentiate(trace, loss, [x, unused, index, stopped, compared]);
    expect(gradients.map((gradient) => gradient === null)).toEqual([false, true, true, true, true]);
  });

  test('writes nothing for what is not asked for', () => {
    const trace = new Trace();
    const { ops } = trace;
    const x = trace.feed('x', float32([2, 3]), input('x'));
    const w = trace.variable('w', float32([3, 4]));
    const loss = ops.reduceSum(ops.matMul(ops.exp(x), w));
    const before = trace.instructions.length;
    differentiate(trace, loss, [w]);
    const written = trace.instructions.slice(before).map(({ kind }) => kind);
    expect(written.filter((kind) => kind === 'matMul')).toHaveLength(1);
    expect(written).not.toContain('multiply');
  });

  test('marks what it writes as the backward half of its node', () => {
    const trace = new Trace();
    const x = trace.feed('x', float32([2]), input('x'));
    const node = { path: 'Decoder', node: 'wave' };
    const loss = trace.ops.reduceSum(trace.from(node, () => trace.ops.sin(x)));
    differentiate(trace, loss, [x]);
    const cos = trace.instructions.find(({ kind }) => kind === 'cos')!;
    expect(cos.origin).toEqual({ ...node, backward: true });
    expect(trace.origin).toBeNull();
  });

  test('wants one float32 number', () => {
    const trace = new Trace();
    const x = trace.feed('x', float32([2]), input('x'));
    const n = trace.feed('n', int32([]), input('n'));
    expect(() => differentiate(trace, x, [x])).toThrow(Problem);
    expect(() => differentiate(trace, n, [x])).toThrow(Problem);
  });

  test('says that max pooling cannot be differentiated twice', () => {
    const trace = new Trace();
    const { ops } = trace;
    const x = trace.feed('x', float32([1, 4, 4, 1]), input('x'));
    const pooled = ops.maxPool(ops.square(x), { size: [2, 2] });
    const [slope] = differentiate(trace, ops.reduceSum(pooled), [x]);
    expect(() => differentiate(trace, ops.reduceSum(ops.square(slope!)), [x])).toThrow(/pooling.*twice/);
  });
});

describe('pullBack', () => {
  test('weighs outputs by the gradients that it is given', async () => {
    const build: Build = (trace, [x, c, d]) => {
      const outputs = [trace.ops.square(x!), trace.ops.multiply(x!, 3)];
      return pullBack(trace, outputs, [c!, d!], [x!], 0) as [Tensor];
    };
    const [found] = await compute(cpu, build, [row(2, -1), row(1, 10), row(0.5, 0)]);
    expect([...found!.data]).toEqual([4 + 1.5, -20]);
  });
});

describe('corners of gradients', () => {
  /** The gradient of Σ f with respect to each input. */
  const gradients =
    (f: (trace: Trace, inputs: readonly Tensor[]) => Tensor): Build =>
    (trace, inputs) =>
      differentiate(trace, trace.ops.reduceSum(f(trace, inputs)), inputs) as Tensor[];
  const at = async (build: Build, ...inputs: ReturnType<typeof row>[]) =>
    (await compute(cpu, build, inputs)).map(({ data }) => [...data]);

  test('powers of 0 and to 0', async () => {
    const build = gradients(({ ops }, [a, b]) => ops.power(a!, b!));
    expect(await at(build, row(0, 0, 2, 0), row(2, 1, 0, 0))).toEqual([
      [0, 1, 0, 0],
      [0, 0, Math.fround(Math.log(2)), 0],
    ]);
  });

  test('the larger of two equals gives its gradient to the first', async () => {
    const larger = gradients(({ ops }, [a, b]) => ops.maximum(a!, b!));
    const smaller = gradients(({ ops }, [a, b]) => ops.minimum(a!, b!));
    expect(await at(larger, row(1, 2), row(1, 3))).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(await at(smaller, row(1, 2), row(1, 3))).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  test('the largest of several equals shares its gradient', async () => {
    expect(
      await at(
        gradients(({ ops }, [x]) => ops.reduceMax(x!)),
        row(3, 1, 3),
      ),
    ).toEqual([[0.5, 0, 0.5]]);
    expect(
      await at(
        gradients(({ ops }, [x]) => ops.reduceMin(x!)),
        row(3, 1, 3),
      ),
    ).toEqual([[0, 1, 0]]);
  });

  test('0 has no slope under relu and |x|', async () => {
    expect(
      await at(
        gradients(({ ops }, [x]) => ops.relu(x!)),
        row(-1, 0, 1),
      ),
    ).toEqual([[0, 0, 1]]);
    expect(
      await at(
        gradients(({ ops }, [x]) => ops.absolute(x!)),
        row(-1, 0, 1),
      ),
    ).toEqual([[-1, 0, 1]]);
  });

  test('large logits do not overflow', async () => {
    const logSumExp = gradients(({ ops }, [x]) => ops.logSumExp(x!));
    expect((await at(logSumExp, row(1000, 0, -1000)))[0]).toEqual([1, 0, 0]);
    const crossEntropy = gradients(({ ops }, [z, l]) => ops.sigmoidCrossEntropy(z!, l!));
    expect(await at(crossEntropy, row(1, 0, 1), row(1000, 1000, -1000))).toEqual([
      [-1000, -1000, 1000],
      [0, 1, -1],
    ]);
  });
});
