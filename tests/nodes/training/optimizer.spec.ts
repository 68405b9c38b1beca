import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { Runner, Values } from '../../../main/targets/target.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { document, graph, type Drawing } from '../../documents.ts';
import { apart, float } from '../build-on-board.ts';

interface Numbers {
  readonly shape: number[];
  readonly data: number[];
}
type Pair = readonly [Numbers, Numbers];
interface Case {
  readonly name: string;
  readonly kind: 'optimizer' | 'schedule' | 'movingAverage';
  readonly method: string;
  readonly settings: Record<string, number>;
}
interface OptimizerCase extends Case {
  readonly learningRates: number[];
  readonly weights: Pair[];
  readonly slots: Partial<Record<'m' | 'v', Pair>>;
}
interface ScheduleCase extends Case {
  readonly steps: number[];
  readonly values: number[];
}
interface AverageCase extends Case {
  readonly start: Numbers;
  readonly weights: Numbers[];
  readonly averages: Numbers[];
}

/** What Keras and PyTorch say; `tests/oracles/optimizers.py` wrote it in float64. */
const { cases, start, gradients } = JSON.parse(
  readFileSync(new URL('../../oracles/fixtures/optimizers.json', import.meta.url), 'utf8'),
) as { cases: Case[]; start: Pair; gradients: Pair[] };

const of = <C extends Case>(kind: C['kind']) => cases.filter((item): item is C => item.kind === kind);

/** Two weights whose gradients are what is fed: the loss is Σ a·g + Σ b·h. */
function bench(
  dials: Record<string, DialValue>,
  steps = 100,
  board: Partial<Drawing['board']['nodes']> = {},
) {
  return document({
    steps,
    board: {
      nodes: {
        net: { kind: 'call', block: 'net' },
        g: { kind: 'input', name: 'g' },
        h: { kind: 'input', name: 'h' },
        loss: { kind: 'expression', formula: 'sum(a*g) + sum(b*h)' },
        optimizer: { kind: 'optimizer', ...dials },
        ...(board as Drawing['board']['nodes']),
      },
      wires: [
        'net.a -> g.like',
        'net.b -> h.like',
        'net.a -> loss.a',
        'net.b -> loss.b',
        'g.value -> loss.g',
        'h.value -> loss.h',
        'loss.result -> optimizer.loss',
        'net.block -> optimizer.blocks as net',
      ],
    },
    designs: {
      net: graph({
        nodes: {
          a: { kind: 'weight', shape: [2, 3] },
          b: { kind: 'weight', shape: [3] },
          'a-out': { kind: 'output', name: 'a' },
          'b-out': { kind: 'output', name: 'b' },
        },
        wires: ['a.value -> a-out.value', 'b.value -> b-out.value'],
      }),
    },
    blocks: { net: 'net' },
  });
}

const open: Runner[] = [];
afterEach(() => {
  for (const runner of open.splice(0)) runner.dispose();
});

const A = 'net/a/value';
const B = 'net/b/value';

/** The optimizer's program on plain JavaScript, its weights at their start and all else at 0. */
async function runner(drawn: ReturnType<typeof document>) {
  const { entries, problems, variables } = compile(drawn);
  expect(problems).toEqual([]);
  const { program } = entries.get('optimize/optimizer')!;
  const made = await tfjsTarget('cpu').open({ program });
  open.push(made);
  const first = (name: string): Values => {
    const own = name.includes(A) ? start[0] : start[1];
    const zero = name.startsWith('slot/');
    return float(
      own.shape,
      own.data.map((x) => (zero ? 0 : x)),
    );
  };
  await made.write(new Map([...variables.keys()].map((name) => [name, first(name)])));
  return {
    names: [...variables.keys()],
    /** One update. @param made how many were made before */
    update: (pair: readonly [ArrayLike<number>, ArrayLike<number>], updates: number, rate: number) =>
      made.run('program', {
        'input/g': Float32Array.from(pair[0]),
        'input/h': Float32Array.from(pair[1]),
        'counter/optimizer': Float32Array.of(updates),
        'dial/optimizer/learningRate': Float32Array.of(rate),
      }),
    read: async (name: string) => (await made.read([name])).get(name)!.data,
    write: (name: string, data: Numbers) => made.write(new Map([[name, float(data.shape, data.data)]])),
  };
}

/** Their names of methods and settings in ours. */
const METHODS: Record<string, string> = {
  sgd: 'SGD',
  momentum: 'momentum',
  rmsProp: 'RMSProp',
  adam: 'Adam',
  adamW: 'AdamW',
};
const SETTINGS: Record<string, string> = { rho: 'beta2', clipNorm: 'clip' };
const SLOTS: Record<string, { m?: string; v?: string }> = {
  momentum: { m: 'velocity' },
  rmsProp: { v: 'velocity' },
  adam: { m: 'm', v: 'v' },
  adamW: { m: 'm', v: 'v' },
};
const dialsOf = ({ method, settings }: Case) => ({
  method: METHODS[method]!,
  ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [SETTINGS[name] ?? name, value])),
});

describe('optimizers equal Keras and PyTorch', () => {
  const known = of<OptimizerCase>('optimizer').filter(({ method }) => method in METHODS);

  test('over all methods of the node', () => {
    expect(new Set(known.map(({ method }) => METHODS[method]))).toEqual(new Set(Object.values(METHODS)));
  });

  test.each(known)('$name', async (item) => {
    const { update, read } = await runner(bench(dialsOf(item)));
    for (let step = 0; step < item.weights.length; step++) {
      await update([gradients[step]![0].data, gradients[step]![1].data], step, item.learningRates[step]!);
      for (const [k, name] of [A, B].entries())
        expect(apart(await read(name), item.weights[step]![k]!.data), `step ${step}, ${name}`).toBeLessThan(
          2e-6,
        );
    }
    for (const [slot, pair] of Object.entries(item.slots))
      for (const [k, name] of [A, B].entries()) {
        const ours = SLOTS[item.method]![slot as 'm' | 'v']!;
        expect(apart(await read(`slot/optimizer/${name}/${ours}`), pair[k]!.data)).toBeLessThan(2e-6);
      }
  });
});

describe('learning rates equal Keras', () => {
  /** Schedule, floor and so on, and how many updates the phase has. */
  const twins: Record<
    string,
    (settings: Case['settings']) => [dials: Record<string, DialValue>, planned: number]
  > = {
    constant: () => [{}, 50],
    cosine: ({ floor, steps }) => [{ schedule: 'cosine', floor: floor! }, steps!],
    warmUpCosine: ({ floor, steps, warmUp }) => [
      { schedule: 'warm-up and cosine', floor: floor!, warmUp: warmUp! },
      steps! + warmUp!,
    ],
    holdCosine: ({ floor, steps, hold }) => [
      { schedule: 'cosine', floor: floor!, hold: hold! / (steps! + hold!) },
      steps! + hold!,
    ],
    // Theirs goes on for ever; ours has fallen to its floor at the end of the phase.
    exponential: ({ decay, steps }) => [{ schedule: 'exponential', floor: decay! ** (150 / steps!) }, 150],
  };

  test.each(of<ScheduleCase>('schedule').filter(({ settings }) => !settings.staircase))(
    '$name',
    async (item) => {
      const [dials, planned] = twins[item.method]!(item.settings);
      const { update } = await runner(bench({ method: 'SGD', ...dials }, planned));
      for (const [i, step] of item.steps.entries()) {
        const { 'optimizer.learningRate': rate } = await update(
          [Array(6).fill(0), Array(3).fill(0)],
          step,
          item.settings.rate!,
        );
        expect(rate!.data[0]! / item.settings.rate!, `update ${step}`).toBeCloseTo(
          item.values[i]! / item.settings.rate!,
          6,
        );
      }
    },
  );

  test('linear falls to its floor after the hold; every and repeat change how many updates a phase has', async () => {
    const dials = { method: 'SGD', schedule: 'linear', floor: 0.2, hold: 0.5, every: 2, repeat: 3 };
    const { update } = await runner(bench(dials, 80)); // 120 updates
    const rates = [0, 60, 90, 120, 500].map(
      async (step) =>
        (await update([Array(6).fill(0), Array(3).fill(0)], step, 1))['optimizer.learningRate']!.data[0]!,
    );
    expect(apart(await Promise.all(rates), [1, 1, 0.6, 0.2, 0.2])).toBeLessThan(1e-6);
  });

  test('the ends: nothing but hold, a warm-up longer than the phase', async () => {
    const rate = async (dials: Record<string, DialValue>, step: number) =>
      (
        await (
          await runner(bench({ method: 'SGD', ...dials }, 10))
        ).update([Array(6).fill(0), Array(3).fill(0)], step, 1)
      )['optimizer.learningRate']!.data[0]!;
    expect(await rate({ schedule: 'cosine', hold: 1 }, 9)).toBe(1);
    expect(await rate({ schedule: 'warm-up and cosine', warmUp: 20 }, 5)).toBeCloseTo(0.25, 6);
    expect(await rate({ schedule: 'warm-up and cosine', warmUp: 0, floor: 0.5 }, 10)).toBeCloseTo(0.5, 6);
  });
});

describe('moving average', () => {
  test.each(of<AverageCase>('movingAverage'))(
    '$name',
    async ({ settings, start: begin, weights, averages }) => {
      const { update, read, write } = await runner(bench({ method: 'SGD', movingAverage: settings.decay! }));
      for (const [n, weight] of weights.entries()) {
        // With rate 1 the gradient that leads to the wanted weight is the way there.
        const before = n === 0 ? begin : weights[n - 1]!;
        await write(A, before);
        await update([before.data.map((x, i) => x - weight.data[i]!), [0, 0, 0]], n, 1);
        expect(apart(await read(`average/${A}`), averages[n]!.data)).toBeLessThan(2e-6);
      }
    },
  );

  test('is not kept unless asked for', async () => {
    const { names } = await runner(bench({ method: 'SGD' }));
    expect(names).toEqual([A, B]);
  });
});

describe('what it tells and refuses', () => {
  test('the norm of all gradients before clipping', async () => {
    const { update } = await runner(bench({ method: 'SGD', clip: 1 }));
    const { 'optimizer.gradientNorm': norm, loss } = await update(
      [
        [3, 0, 0, 0, 0, 0],
        [0, 4, 0],
      ],
      0,
      0,
    );
    expect(norm!.data[0]).toBe(5);
    expect(loss!.data[0]).toBeCloseTo(3 * start[0].data[0]! + 4 * start[1].data[1]!, 6);
  });

  test('a gradient of zero and a huge one are clipped without NaN', async () => {
    const { update, read } = await runner(bench({ method: 'SGD', clip: 1 }));
    await update([Array(6).fill(0), [0, 0, 0]], 0, 1);
    expect(await read(A)).toEqual(Float32Array.from(start[0].data));
    await update(
      [
        [1e18, 0, 0, 0, 0, 0],
        [0, 0, 0],
      ],
      1,
      1,
    );
    expect((await read(A))[0]).toBeCloseTo(start[0].data[0]! - 1, 5);
  });

  const refusal = (dials: Record<string, DialValue>, nodes: Drawing['board']['nodes'] = {}) =>
    compile(bench(dials, 10, nodes)).problems.map(({ text }) => text.en);

  test('an exponential schedule without a floor', () => {
    expect(refusal({ schedule: 'exponential', floor: 0 })[0]).toMatch(
      /never reaches 0. Set the floor above 0/,
    );
  });
  test('a loss that is no single number', () => {
    expect(refusal({}, { loss: { kind: 'expression', formula: 'a*g*sum(b*h)' } })[0]).toMatch(
      /needs a single number as its loss; it was given float32 \[2, 3\]/,
    );
  });
  test('a block that the loss does not pass through', () => {
    const drawn = bench({});
    drawn.board.wires = drawn.board.wires.map((wire) =>
      wire.to.node === 'optimizer' && wire.to.port === 'blocks'
        ? { ...wire, from: { node: 'other', port: 'block' } }
        : wire,
    );
    drawn.board.nodes.other = { kind: 'block', dials: { block: 'other' } };
    drawn.blocks.other = { design: 'net' };
    expect(compile(drawn).problems[0]!.text.en).toMatch(/does not pass through any weight of 'other'/);
  });
  test.each([{ learningRate: -1 }, { beta1: 1 }, { hold: 2 }, { every: 0 }, { method: 'Lion' }])(
    '%j',
    (dials) => {
      expect(refusal(dials as Record<string, DialValue>)[0]).toMatch(/^The dial '\w+' takes /);
    },
  );
});
