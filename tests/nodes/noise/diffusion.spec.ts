import { describe, expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { resolveDials } from '../../../nodes/graph/dials.ts';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { marginalsAt, type Schedule } from '../../../nodes/schedule.ts';
import { document, smallDiffusion } from '../../documents.ts';
import { computeOnBoard } from '../build-on-board.ts';
import { float, int } from '../numbers.ts';
import { drawFrom } from '../sampling/exact-denoiser.ts';

type Dials = Record<string, DialValue>;

/** The schedule that a node with these dials gives. */
function scheduleOf(dials: Dials): Schedule {
  const definition = catalogue.get('noise-schedule')!;
  const resolved = resolveDials(definition.dials, dials);
  definition.check?.(resolved);
  return (definition.build as (...args: unknown[]) => { schedule: Schedule })({}, {}, resolved, {}).schedule;
}

/** What a board of a few nodes gives for so many examples. */
const from = (
  nodes: Record<string, { kind: string } & Dials>,
  wires: readonly string[],
  output: string,
  count: number,
  inputs: Record<string, Float32Array | Int32Array> = {},
): Promise<Values> =>
  drawFrom(
    document({
      board: {
        nodes: { ...nodes, out: { kind: 'output', name: 'out' } },
        wires: [...wires, `${output} -> out.value`],
      },
    }),
    count,
    { output: 'out', inputs },
  );

const mean = ({ data }: Values) => [...data].reduce((a, b) => a + b, 0) / data.length;

describe('noise schedule', () => {
  test('takes the ends of the papers where none are given', () => {
    expect(scheduleOf({ curve: 'linear' }).ends).toEqual([0.1, 20]);
    expect(scheduleOf({ curve: 'cosine' }).ends).toEqual([0.008, 1]);
    expect(scheduleOf({ process: 'variance exploding' })).toMatchObject({
      curve: 'geometric',
      ends: [0.01, 50],
    });
    expect(scheduleOf({ curve: 'sigmoid', ends: [0, 3] }).ends).toEqual([0, 3]);
  });

  test.each([
    [{ prediction: 'velocity' }, /velocity ε − x₀ is that of a straight flow.*predict 'v'/],
    [{ ends: [1] }, /two numbers, or none.*it has 1/],
    [{ curve: 'linear', ends: [20, 0.1] }, /Noise must grow with time: the ends are 20 and 0.1/],
    [{ curve: 'linear', ends: [-1, 0.1] }, /none of them negative/],
    [{ process: 'variance exploding', ends: [0, 1] }, /Noise must grow/],
    [
      { curve: 'drawn', drawn: [1, 0.5, 0.6] },
      /must begin at 1 and fall at every point; it is \[1, 0.5, 0.6\]/,
    ],
    [{ curve: 'drawn', drawn: [0.9, 0.5] }, /must begin at 1/],
  ] as [Dials, RegExp][])('refuses %o', (dials, sentence) => {
    expect(() => scheduleOf(dials)).toThrow(sentence);
  });

  test('is no tensor, and a tensor is no schedule', () => {
    const wrong = document({
      board: {
        nodes: {
          noise: { kind: 'gaussian-noise' },
          schedule: { kind: 'noise-schedule' },
          time: { kind: 'random-time' },
          add: { kind: 'add' },
          a: { kind: 'output', name: 'a' },
          b: { kind: 'output', name: 'b' },
        },
        wires: [
          'noise.noise -> time.schedule',
          'time.time -> a.value',
          'schedule.schedule -> add.a',
          'noise.noise -> add.b',
          'add.result -> b.value',
        ],
      },
    });
    const sentences = compile(wrong).problems.map(({ text }) => text.en);
    expect(sentences).toContain(
      "'Schedule' takes a noise schedule; the wire carries a tensor. Wire the output of a noise schedule instead.",
    );
    expect(sentences).toContain(
      "'a' takes a tensor; the wire carries a noise schedule. Wire an output with numbers instead.",
    );
  });
});

describe('random time', () => {
  const times = (schedule: Dials, dials: Dials = {}) =>
    from(
      { schedule: { kind: 'noise-schedule', ...schedule }, time: { kind: 'random-time', ...dials } },
      ['schedule.schedule -> time.schedule'],
      'time.time',
      8000,
    );

  test('is each of the steps alike', async () => {
    const { data } = await times({ steps: 4 });
    for (const t of [0.25, 0.5, 0.75, 1])
      expect([...data].filter((x) => x === t).length / data.length).toBeCloseTo(0.25, 1);
    expect(new Set(data).size).toBe(4);
  });

  test('is uniform from the least time on where time is continuous', async () => {
    const found = await times({ steps: 0 }, { least: 0.1 });
    expect(Math.min(...found.data)).toBeGreaterThanOrEqual(0.1);
    expect(Math.max(...found.data)).toBeLessThanOrEqual(1);
    expect(mean(found)).toBeCloseTo(0.55, 1);
  });

  test('prefers the middle where it is logit-normal: the sigmoid of N(0, 1)', async () => {
    const { data } = await times({ steps: 0 }, { distribution: 'logit-normal', least: 1e-6 });
    const share = (low: number, high: number) =>
      [...data].filter((t) => t >= low && t < high).length / data.length;
    // Φ(logit 0.7) − Φ(logit 0.3) = Φ(0.847) − Φ(−0.847)
    expect(share(0.3, 0.7)).toBeCloseTo(0.603, 1);
    expect(share(0, 0.5)).toBeCloseTo(0.5, 1);
  });
});

describe('forward process', () => {
  const forward = (schedule: Dials, output: string) =>
    from(
      {
        schedule: { kind: 'noise-schedule', ...schedule },
        clean: { kind: 'input', name: 'clean', shape: [2] },
        time: { kind: 'input', name: 'time', meaning: 'time' },
        noise: { kind: 'input', name: 'noise', shape: [2] },
        forward: { kind: 'forward-process' },
      },
      [
        'schedule.schedule -> forward.schedule',
        'clean.value -> forward.clean',
        'time.value -> forward.time',
        'noise.value -> forward.noise',
      ],
      output,
      2,
      {
        clean: Float32Array.of(1, 2, 3, 4),
        time: Float32Array.of(0.2, 0.8),
        noise: Float32Array.of(-1, 0.5, 2, 0),
      },
    );

  test('lays noise on, each example at its time, and tells the target', async () => {
    const dials = { curve: 'cosine', steps: 10, prediction: 'v' };
    const schedule = scheduleOf(dials);
    const [noisy, target] = [await forward(dials, 'forward.noisy'), await forward(dials, 'forward.target')];
    [1, 2, 3, 4].forEach((clean, i) => {
      const { alpha, sigma } = marginalsAt(schedule, i < 2 ? 0.2 : 0.8);
      const noise = [-1, 0.5, 2, 0][i]!;
      expect(noisy.data[i]).toBeCloseTo(alpha * clean + sigma * noise, 5);
      expect(target.data[i]).toBeCloseTo(alpha * noise - sigma * clean, 5);
    });
  });
});

describe('condition dropout', () => {
  const labels = {
    ...int([4000], Array<number>(4000).fill(3)),
    meaning: { kind: 'label', classes: 10 } as const,
  };

  test('puts the number after the last class in the place of one in four, in training', async () => {
    const { outputs, meanings } = await computeOnBoard(
      'condition-dropout',
      { condition: labels },
      { rate: 0.25 },
      { mode: 'training', batch: 4000 },
    );
    const { data } = outputs.condition!;
    expect(new Set(data)).toEqual(new Set([3, 10]));
    expect([...data].filter((label) => label === 10).length / 4000).toBeCloseTo(0.25, 1);
    expect(meanings.condition).toEqual({ kind: 'label', classes: 10 });
  });

  test('takes nothing away outside training', async () => {
    const { outputs } = await computeOnBoard(
      'condition-dropout',
      { condition: labels },
      { rate: 0.25 },
      { mode: 'inference', batch: 4000 },
    );
    expect(new Set(outputs.condition!.data)).toEqual(new Set([3]));
  });

  test('puts zeros in the place of what is no class, or what is wired', async () => {
    const condition = float([500, 2], Array<number>(1000).fill(1));
    const instead = float([500, 2], Array<number>(1000).fill(-7));
    const around = { mode: 'training', batch: 500 } as const;
    const zeros = await computeOnBoard('condition-dropout', { condition }, { rate: 0.5 }, around);
    expect(new Set(zeros.outputs.condition!.data)).toEqual(new Set([0, 1]));
    const wired = await computeOnBoard('condition-dropout', { condition, instead }, { rate: 0.5 }, around);
    expect(new Set(wired.outputs.condition!.data)).toEqual(new Set([-7, 1]));
    // An example loses its whole condition or nothing of it.
    const { data } = zeros.outputs.condition!;
    for (let i = 0; i < 500; i++) expect(data[2 * i]).toBe(data[2 * i + 1]);
  });

  test('needs to know how many classes there are', async () => {
    const label = { kind: 'input', name: 'label', meaning: 'label' };
    await expect(
      from(
        { label, dropout: { kind: 'condition-dropout' } },
        ['label.value -> dropout.condition'],
        'dropout.condition',
        2,
        { label: Int32Array.of(1, 2) },
      ),
    ).rejects.toThrow(/Nobody knows how many classes/);
  });
});

test('a board that diffuses is clean, and its loss has its parts in one step', () => {
  const compiled = compile(smallDiffusion());
  expect(compiled.problems).toEqual([]);
  const kinds = compiled.entries.get('optimize/optimizer')!.built.map(({ kind }) => kind);
  expect(kinds).toEqual(
    expect.arrayContaining(['points-2d', 'noise-schedule', 'forward-process', 'denoising']),
  );
  expect(kinds).not.toContain('diffusion-sampler');
});
