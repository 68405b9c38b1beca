import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../nodes/catalogue.ts';
import { marginals, marginalsAt, slopesAt, table, type Schedule } from '../../nodes/schedule.ts';
import { Trace } from '../../nodes/program/trace.ts';
import { runOnce } from './build-node.ts';

const schedule = (more: Partial<Schedule> = {}): Schedule => ({
  process: 'variance preserving',
  curve: 'cosine',
  ends: [0.008, 1],
  drawn: [1, 0.5, 0],
  steps: 0,
  prediction: 'noise',
  ...more,
});
const LINEAR = { curve: 'linear', ends: [0.1, 20] } as const;
const QUADRATIC = { curve: 'quadratic', ends: [0.1, 20] } as const;
const SIGMOID = { curve: 'sigmoid', ends: [-3, 3] } as const;
const EXPLODING = { process: 'variance exploding', curve: 'geometric', ends: [0.01, 50] } as const;
const STRAIGHT = { process: 'straight flow' } as const;
const ALL = { LINEAR, QUADRATIC, SIGMOID, EXPLODING, STRAIGHT, COSINE: {} };

/** ᾱ of a table, and β of each step. */
function betas(of: Schedule): number[] {
  const { alpha } = table(of);
  return alpha.slice(1).map((a, i) => 1 - (a / alpha[i]!) ** 2);
}

describe('schedules of steps are those of their papers', () => {
  test('linear at T = 1000: β from 10⁻⁴ to 0.02 (Ho et al. 2020), of which ᾱ_T is 4·10⁻⁵', () => {
    const found = betas(schedule({ ...LINEAR, steps: 1000 }));
    found.forEach((beta, i) => expect(beta).toBeCloseTo(1e-4 + (i / 999) * (0.02 - 1e-4), 10));
    expect(table(schedule({ ...LINEAR, steps: 1000 })).alpha.at(-1)! ** 2).toBeCloseTo(4.036e-5, 7);
  });

  test('cosine: ᾱ_t = f(t)/f(0), f = cos²((t/T + s)/(1 + s) π/2), β at most 0.999 (Nichol & Dhariwal 2021)', () => {
    const of = schedule({ steps: 50 });
    const f = (i: number) => Math.cos((((i / 50 + 0.008) / 1.008) * Math.PI) / 2) ** 2;
    table(of)
      .alpha.slice(0, -1)
      .forEach((a, i) => expect(a ** 2).toBeCloseTo(f(i) / f(0), 10));
    expect(betas(of).at(-1)).toBeCloseTo(0.999, 10);
  });

  test('quadratic: √β evenly from √10⁻⁴ to √0.02 (Song, Meng & Ermon 2021)', () => {
    betas(schedule({ ...QUADRATIC, steps: 1000 })).forEach((beta, i) =>
      expect(Math.sqrt(beta)).toBeCloseTo(
        Math.sqrt(1e-4) + (i / 999) * (Math.sqrt(0.02) - Math.sqrt(1e-4)),
        10,
      ),
    );
  });

  test('sigmoid: ᾱ falls as σ(3) − σ(−3 + 6 t) (Jabri et al. 2023)', () => {
    const at = (x: number) => 1 / (1 + Math.exp(-x));
    table(schedule({ ...SIGMOID, steps: 20 }))
      .alpha.slice(0, -1)
      .forEach((a, i) => expect(a ** 2).toBeCloseTo((at(3) - at(-3 + (6 * i) / 20)) / (at(3) - at(-3)), 10));
  });

  test('geometric: ten deviations from 0.01 to 50, each as many times the one before (Song & Ermon 2019)', () => {
    const { alpha, sigma } = table(schedule({ ...EXPLODING, steps: 10 }));
    expect(alpha).toEqual(Array(11).fill(1));
    expect(sigma[0]).toBe(0);
    expect(sigma[1]).toBeCloseTo(0.01, 10);
    expect(sigma[10]).toBeCloseTo(50, 8);
    for (let i = 2; i <= 10; i++) expect(sigma[i]! / sigma[i - 1]!).toBeCloseTo(5000 ** (1 / 9), 8);
  });

  test('a drawn curve goes through its points', () => {
    const drawn = [1, 0.9, 0.3, 0.05];
    const { alpha } = table(schedule({ curve: 'drawn', drawn, steps: 30 }));
    [0, 10, 20].forEach((i, k) => expect(alpha[i]! ** 2).toBeCloseTo(drawn[k]!, 10));
  });
});

test('every process and every curve of the catalogue is among these', () => {
  const { dials } = catalogue.get('noise-schedule')!;
  const options = (dial: string) => Object.keys((dials[dial] as { options: object }).options);
  const made = Object.values(ALL).map((more) => schedule(more));
  expect(new Set(made.map(({ process }) => process))).toEqual(new Set(options('process')));
  // What is drawn by hand goes through its points; a geometric curve is that of an exploding process.
  expect(new Set([...made.map(({ curve }) => curve), 'drawn'])).toEqual(
    new Set([...options('curve'), 'geometric']),
  );
});

describe('schedules in continuous time', () => {
  test('linear: ᾱ(t) = exp(−∫β) with β from 0.1 to 20 (Song et al. 2021), which steps come near as they grow', () => {
    for (const t of [0.01, 0.3, 0.7, 1]) {
      const { alpha, sigma } = marginalsAt(schedule(LINEAR), t);
      expect(alpha ** 2).toBeCloseTo(Math.exp(-0.1 * t - 9.95 * t * t), 12);
      expect(sigma ** 2).toBeCloseTo(1 - Math.exp(-0.1 * t - 9.95 * t * t), 12);
      const stepped = marginalsAt(schedule({ ...LINEAR, steps: 100_000 }), t);
      expect(stepped.alpha).toBeCloseTo(alpha, 3);
    }
  });

  test('quadratic: the integral of β, reckoned anew', () => {
    const beta = (t: number) => (Math.sqrt(0.1) + t * (Math.sqrt(20) - Math.sqrt(0.1))) ** 2;
    const slices = 20_000;
    const integral = (t: number) =>
      Array.from({ length: slices }, (_, i) => (beta(((i + 0.5) / slices) * t) * t) / slices).reduce(
        (a, b) => a + b,
      );
    for (const t of [0.2, 0.6, 1])
      expect(Math.log(marginalsAt(schedule(QUADRATIC), t).alpha ** 2)).toBeCloseTo(-integral(t), 6);
  });

  test('straight flow: α = 1 − t, σ = t', () => {
    expect(marginalsAt(schedule(STRAIGHT), 0.3)).toEqual({ alpha: 0.7, sigma: 0.3 });
  });
});

describe.each(Object.entries(ALL))('%s', (_name, more) => {
  test('keeps what its process keeps, and noise grows', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 7, 100), fc.double({ min: 0.01, max: 1, noNaN: true }), (steps, t) => {
        const of = schedule({ ...more, steps });
        const { alpha, sigma } = marginalsAt(of, t);
        const kept = {
          'variance preserving': alpha ** 2 + sigma ** 2,
          'variance exploding': alpha,
          'straight flow': alpha + sigma,
        };
        expect(kept[of.process]).toBeCloseTo(1, 9);
        const later = marginalsAt(of, 1);
        expect(later.sigma / Math.max(later.alpha, 1e-9)).toBeGreaterThanOrEqual(
          sigma / Math.max(alpha, 1e-9) - 1e-9,
        );
      }),
    );
  });

  test('is the same inside a program', async () => {
    for (const steps of [0, 25]) {
      const of = schedule({ ...more, steps });
      const times = [0.04, 0.2, 0.52, 0.96];
      const trace = new Trace();
      const time = trace.feed('time', { shape: [4], dtype: 'float32' }, { kind: 'input', name: 'time' });
      const made = marginals(trace.ops, of, time);
      const { outputs } = await runOnce(trace.program({ ...made }), { time: Float32Array.from(times) });
      times.forEach((t, i) => {
        const { alpha, sigma } = marginalsAt(of, t);
        expect(outputs.alpha!.data[i]! / alpha).toBeCloseTo(1, 4);
        expect(outputs.sigma!.data[i]! / sigma).toBeCloseTo(1, 4);
      });
    }
  });

  test('tells its slopes', () => {
    const of = schedule(more);
    const [t, h] = [0.4, 1e-4];
    const [a, b] = [marginalsAt(of, t - h), marginalsAt(of, t + h)];
    const slope = slopesAt(of, t);
    expect(slope.alpha).toBeCloseTo((b.alpha - a.alpha) / (2 * h), 4);
    expect(slope.sigma / ((b.sigma - a.sigma) / (2 * h))).toBeCloseTo(1, 5);
  });
});
