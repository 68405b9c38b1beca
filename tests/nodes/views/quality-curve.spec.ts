// Quality against steps and guidance: on a Gaussian whose denoiser is known exactly, more steps come closer to it.
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { LookingNode } from '../../../nodes/contract.ts';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { resolveDials } from '../../../nodes/graph/dials.ts';
import {
  COVARIANCE,
  drawAllFrom,
  exactDenoiser,
  LINEAR,
  MEAN,
  samplingBoard,
} from '../sampling/exact-denoiser.ts';
import { normals } from '../../numbers-of.ts';

const curve = catalogue.get('quality-curve') as LookingNode;
const MOST = 2000;
const [xx, xy, yy] = COVARIANCE;
/** Draws of the Gaussian, by the root of its covariance. */
const real = (() => {
  const z = normals(2 * MOST, 3);
  const [a, b] = [Math.sqrt(xx), xy / Math.sqrt(xx)];
  const c = Math.sqrt(yy - b * b);
  return Float32Array.from({ length: 2 * MOST }, (_, i) =>
    i % 2 === 0 ? MEAN[0] + a * z[i]! : MEAN[1] + b * z[i - 1]! + c * z[i]!,
  );
})();

async function numbersOf(dials: Record<string, DialValue>, count = MOST) {
  const all = { count, ...dials };
  const drawn = samplingBoard(
    'diffusion-sampler',
    { curve: 'linear', steps: 0 },
    { method: 'Euler', steps: 2 },
    exactDenoiser(LINEAR, 'noise'),
    {
      nodes: { real: { kind: 'input', name: 'real', shape: [2] }, curve: { kind: 'quality-curve', ...all } },
      wires: ['schedule.schedule -> curve.schedule', 'net.block -> curve.block', 'real.value -> curve.real'],
    },
  );
  const found = await drawAllFrom(drawn, count, {
    entry: 'look/curve',
    inputs: { real: real.slice(0, 2 * count) },
  });
  return curve.finish(found, resolveDials(curve.dials, all));
}

describe('quality against a dial', () => {
  test('more steps come closer to the data, until only chance is left', async () => {
    const { numbers, picture } = await numbersOf({ at: [2, 10, 100] });
    const [few, some, many] = [2, 10, 100].map((steps) => numbers![`distance at ${steps}`]!);
    expect(few).toBeGreaterThan(2 * some!);
    expect(some).toBeGreaterThan(many!);
    expect(many).toBeLessThan(0.01);
    expect(picture).toMatchObject({
      form: 'curves',
      at: [2, 10, 100],
      lines: [{ name: { en: 'distance', ko: '거리' }, values: [few, some, many] }],
    });
  });

  test('every point of the curve is what a sampler of that dial would make', async () => {
    const { numbers } = await numbersOf({ at: [20, 40] });
    const { numbers: alone } = await numbersOf({ at: [40] });
    expect(alone!['distance at 40']).toBe(numbers!['distance at 40']);
  });

  test('precision and recall are near one where samples are data', async () => {
    const { numbers } = await numbersOf({ show: 'shares', at: [1, 100] }, 500);
    for (const name of ['precision', 'recall']) expect(numbers![`${name} at 100`]).toBeGreaterThan(0.9);
    // One step lands in the middle of all: every sample looks real, and little of what is real occurs.
    expect(numbers!['recall at 1']).toBeLessThan(0.5);
  });

  test.each([[[]], [[0, 5]], [[2.5]]])('refuses steps %j', (at) => {
    expect(() => curve.check!(resolveDials(curve.dials, { at }))).toThrow(/whole numbers from 1 on/);
  });

  test('is looked at where training ends, not on the way', () => {
    expect(curve.rarely).toBe(true);
  });
});
