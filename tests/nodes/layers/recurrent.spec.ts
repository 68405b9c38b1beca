import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import { buildNode, computeNode, sentences } from '../build-node.ts';
import { float, waves } from '../numbers.ts';

/** What Keras says that its recurrent layers compute; `tests/oracles/recurrent.py` wrote it in float64. */
interface Case {
  name: string;
  layer: 'SimpleRNN' | 'GRU' | 'LSTM';
  units: number;
  weights: Record<string, Numbers>;
  input: Numbers;
  states: Numbers[];
  sequence: Numbers;
  after: Numbers[];
  cotangent: Numbers;
  gradients: Record<string, Numbers>;
}

interface Numbers {
  shape: number[];
  data: number[];
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../oracles/fixtures/recurrent.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

const KINDS = { SimpleRNN: 'simple-rnn', GRU: 'gru', LSTM: 'lstm' } as const;

const ofNumbers = ({ shape, data }: Numbers): Values => float(shape, data);
const part = ({ data }: Numbers, begin: number, size: number): Numbers => ({
  shape: [size],
  data: data.slice(begin, begin + size),
});

/** Keras keeps the biases of a GRU in one table and those of an LSTM in one row. */
function named({ layer, units }: Case, values: Record<string, Numbers>): Record<string, Numbers> {
  const { kernel, recurrent_kernel, bias } = values as Record<string, Numbers>;
  const gates = ['inputBias', 'forgetBias', 'cellBias', 'outputBias'];
  const biases =
    layer === 'GRU'
      ? { bias: part(bias!, 0, 3 * units), recurrentBias: part(bias!, 3 * units, 3 * units) }
      : layer === 'LSTM'
        ? Object.fromEntries(gates.map((name, i) => [name, part(bias!, i * units, units)]))
        : { bias: bias! };
  return { kernel: kernel!, recurrentKernel: recurrent_kernel!, ...biases };
}

/** h, then c, of each example. */
function together(states: readonly Numbers[]): Numbers {
  const [rows, units] = states[0]!.shape as [number, number];
  return {
    shape: [rows, units * states.length],
    data: Array.from({ length: rows }, (_, row) =>
      states.flatMap(({ data }) => data.slice(row * units, (row + 1) * units)),
    ).flat(),
  };
}

function difference(actual: Values | undefined, expected: Numbers): number {
  if (JSON.stringify(actual?.shape) !== JSON.stringify(expected.shape)) return Infinity;
  const scale = Math.max(1, ...expected.data.map(Math.abs));
  return Math.max(0, ...expected.data.map((value, i) => Math.abs(value - actual!.data[i]!))) / scale;
}

test.each(cases)('$name equals Keras: sequence, state, gradients', async (given) => {
  const inputs = {
    sequence: ofNumbers(given.input),
    ...(given.states.length > 0 ? { state: ofNumbers(together(given.states)) } : {}),
  };
  const { outputs, gradients } = await computeNode(
    { kind: KINDS[given.layer], dials: { units: given.units } },
    inputs,
    Object.fromEntries(
      Object.entries(named(given, given.weights)).map(([name, numbers]) => [name, ofNumbers(numbers)]),
    ),
    ofNumbers(given.cotangent),
  );
  const states = Object.entries(given.gradients).filter(([name]) => name.startsWith('state'));
  const compared: [string, Values | undefined, Numbers][] = [
    ['sequence', outputs.sequence, given.sequence],
    ['state', outputs.state, together(given.after)],
    ['gradient of the input', gradients.sequence, given.gradients.input!],
    ...(states.length > 0
      ? [['gradient of the state', gradients.state, together(states.map(([, one]) => one))] as never]
      : []),
    ...Object.entries(named(given, given.gradients)).map(
      ([name, numbers]) => [`gradient of ${name}`, gradients[name], numbers] as never,
    ),
  ];
  const apart = compared.map(([what, actual, expected]) => [what, difference(actual, expected)] as const);
  expect(apart.filter(([, by]) => !(by < 2e-6))).toEqual([]);
});

describe.each(['simple-rnn', 'gru', 'lstm'])('%s', (kind) => {
  test('says at each place only what was read up to there', async () => {
    const sequence = waves([1, 4, 3]);
    const built = buildNode({ kind, dials: { units: 2 }, inputs: { sequence } });
    const weights = Object.fromEntries(
      [...built.variables].map(([name, { type }], i) => [name, waves(type.shape as number[], i)]),
    );
    for (const place of [0, 1, 2, 3]) {
      const cotangent = float(
        [1, 4, 2],
        Array.from({ length: 8 }, (_, i) => (i >> 1 === place ? 1 : 0)),
      );
      const { gradients } = await computeNode(
        { kind, dials: { units: 2 } },
        { sequence },
        weights,
        cotangent,
      );
      const reached = [0, 1, 2, 3].map((other) =>
        gradients.sequence!.data.slice(other * 3, other * 3 + 3).some((value) => value !== 0),
      );
      expect(reached).toEqual([0, 1, 2, 3].map((other) => other <= place));
    }
  });

  test('goes on from the state of what was read before, as if it had read all', async () => {
    const whole = waves([2, 5, 3]);
    const part = (begin: number, count: number): Values =>
      float(
        [2, count, 3],
        [0, 1].flatMap((row): number[] =>
          Array.from(whole.data.slice((row * 5 + begin) * 3, (row * 5 + begin + count) * 3)),
        ),
      );
    const built = buildNode({ kind, dials: { units: 2 }, inputs: { sequence: whole } });
    const weights = Object.fromEntries(
      [...built.variables].map(([name, { type }], i) => [name, waves(type.shape as number[], i)]),
    );
    const run = (inputs: Record<string, Values>) =>
      computeNode({ kind, dials: { units: 2 } }, inputs, weights);
    const all = await run({ sequence: whole });
    const first = await run({ sequence: part(0, 3) });
    const rest = await run({ sequence: part(3, 2), state: first.outputs.state! });
    rest.outputs.state!.data.forEach((value: number, i: number) =>
      expect(value).toBeCloseTo(all.outputs.state!.data[i]!, 6),
    );
  });

  test('refuses what is no sequence, and a state of another size', () => {
    const flat = buildNode({ kind, inputs: { sequence: { shape: [2, 3], dtype: 'float32' } } });
    expect(sentences(flat)[0]).toContain('[B, length, features]');
    const other = buildNode({
      kind,
      dials: { units: 4 },
      inputs: {
        sequence: { shape: [2, 3, 1], dtype: 'float32' },
        state: { shape: [2, 3], dtype: 'float32' },
      },
    });
    expect(sentences(other)[0]).toContain('it was given [2, 3]');
  });
});

describe('positional-embedding', () => {
  test('adds a learned vector to each place', async () => {
    const { outputs } = await computeNode(
      { kind: 'positional-embedding', dials: { length: 3 } },
      { input: float([2, 2, 1], [1, 2, 3, 4]) },
      { positions: float([3, 1], [10, 20, 30]) },
    );
    expect([...outputs.output!.data]).toEqual([11, 22, 13, 24]);
  });

  test('or the sines and cosines of Vaswani et al. 2017', async () => {
    const { outputs } = await computeNode(
      { kind: 'positional-embedding', dials: { form: 'sinusoidal', length: 9 } },
      { input: float([1, 3, 4], Array<number>(12).fill(0)) },
    );
    const expected = [0, 1, 2].flatMap((place) => [
      Math.sin(place),
      Math.cos(place),
      Math.sin(place / 100),
      Math.cos(place / 100),
    ]);
    expected.forEach((value, i) => expect(outputs.output!.data[i]).toBeCloseTo(value, 6));
  });

  test('refuses a sequence that is too long, and says the cure', () => {
    const built = buildNode({
      kind: 'positional-embedding',
      dials: { length: 3 },
      inputs: { input: { shape: [2, 5, 1], dtype: 'float32' } },
    });
    expect(sentences(built)[0]).toContain("Set 'length' to 5");
  });
});
