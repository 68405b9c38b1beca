import { describe, expect, test } from 'vitest';
import { noiseFrom, noised, partsOf, targetOf } from '../../nodes/prediction.ts';
import { marginals, type Prediction, type Schedule } from '../../nodes/schedule.ts';
import { Trace } from '../../nodes/program/trace.ts';
import { runOnce } from './build-node.ts';
import { waves } from './numbers.ts';

const PREDICTIONS: readonly Prediction[] = ['noise', 'clean', 'v', 'score'];
const schedule = (more: Partial<Schedule>): Schedule => ({
  process: 'variance preserving',
  curve: 'cosine',
  ends: [0.008, 1],
  drawn: [],
  steps: 0,
  prediction: 'noise',
  ...more,
});
const SCHEDULES: readonly [string, Schedule][] = [
  ['variance preserving', schedule({})],
  ['variance exploding', schedule({ process: 'variance exploding', curve: 'geometric', ends: [0.01, 5] })],
  ['straight flow', schedule({ process: 'straight flow' })],
  ['steps', schedule({ steps: 20 })],
];
const TIMES = [0.1, 0.5, 0.9];
const [CLEAN, NOISE] = [waves([3, 2]), waves([3, 2], 1)];

/** What becomes of x₀ and ε at these times, by name. */
async function reckoned(of: Schedule, prediction: Prediction) {
  const trace = new Trace();
  const { ops } = trace;
  const feed = (name: string, shape: number[]) =>
    trace.feed(name, { shape, dtype: 'float32' }, { kind: 'input', name });
  const parts = { clean: feed('clean', [3, 2]), noise: feed('noise', [3, 2]) };
  const at = marginals(ops, of, feed('time', [3]));
  const noisy = noised(ops, at, parts);
  const target = targetOf(ops, prediction, at, parts);
  const back = partsOf(ops, prediction, at, noisy, target);
  const program = trace.program({
    ...at,
    noisy,
    target,
    clean: back.clean,
    noise: back.noise,
    again: noiseFrom(ops, at, noisy, parts.clean),
  });
  const { outputs } = await runOnce(program, {
    clean: CLEAN.data,
    noise: NOISE.data,
    time: Float32Array.from(TIMES),
  });
  return (name: string) => Array.from(outputs[name]!.data);
}

describe.each(SCHEDULES)('%s', (_name, of) => {
  test('x_t = α x₀ + σ ε', async () => {
    const of_ = await reckoned(of, 'noise');
    of_('noisy').forEach((x, i) => {
      const example = Math.floor(i / 2);
      expect(x).toBeCloseTo(
        of_('alpha')[example]! * CLEAN.data[i]! + of_('sigma')[example]! * NOISE.data[i]!,
        5,
      );
    });
  });

  test.each(PREDICTIONS)('%s is told as in its paper, and x₀ and ε come back from it', async (prediction) => {
    const result = await reckoned(of, prediction);
    result('target').forEach((told, i) => {
      const [alpha, sigma] = [result('alpha')[Math.floor(i / 2)]!, result('sigma')[Math.floor(i / 2)]!];
      const [clean, noise] = [CLEAN.data[i]!, NOISE.data[i]!];
      const known = {
        noise,
        clean,
        v: alpha * noise - sigma * clean,
        velocity: noise - clean,
        score: -noise / sigma,
      };
      expect(Math.abs(told - known[prediction])).toBeLessThan(1e-4 * (1 + Math.abs(known[prediction])));
    });
    for (const [name, truth] of [
      ['clean', CLEAN],
      ['noise', NOISE],
      ['again', NOISE],
    ] as const)
      result(name).forEach((x, i) => expect(x).toBeCloseTo(truth.data[i]!, 3));
  });
});

test('velocity of a straight flow is ε − x₀, and x₀ and ε come back from it', async () => {
  const result = await reckoned(schedule({ process: 'straight flow' }), 'velocity');
  result('target').forEach((told, i) => expect(told).toBeCloseTo(NOISE.data[i]! - CLEAN.data[i]!, 5));
  result('clean').forEach((x, i) => expect(x).toBeCloseTo(CLEAN.data[i]!, 5));
  result('noise').forEach((x, i) => expect(x).toBeCloseTo(NOISE.data[i]!, 5));
});
