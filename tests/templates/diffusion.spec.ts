// What diffusion on digits reaches by the measures that all models of digits have, and what its board shows.
import { describe, expect, test } from 'vitest';
import { readTemplate, type Template } from '../../main/projects/templates.ts';
import { compile } from '../../nodes/graph/compile.ts';
import { explain } from '../../nodes/graph/explain.ts';

const { document, about } = await readTemplate('ddpm-digits');
const measured = measuredOf(about);

/** What the weights that ship were measured to reach. */
function measuredOf(told: Template['about']): Readonly<Record<string, number>> {
  return told!.measured as Readonly<Record<string, number>>;
}

/** How many times as far as real digits are from each other. */
const timesReal = (numbers: Readonly<Record<string, number>>) =>
  numbers['standard-frechet-distance distance']! / numbers['standard-real-against-real distance']!;

describe('DDPM on digits', () => {
  test('makes the class that was asked for, within twelve times the distance between real digits, in 20 steps of DDIM', () => {
    const { dials } = document.board.nodes['sampler']!;
    expect(dials).toMatchObject({ method: 'DDIM', steps: 20, guidance: 2 });
    expect(measured['standard-class-accuracy right class']).toBeGreaterThan(0.9);
    expect(timesReal(measured)).toBeLessThan(12);
    expect(about!.minutes).toBeLessThan(8);
    for (const told of Object.values(about!.story!.inference)) {
      expect(told).toContain((100 * measured['standard-class-accuracy right class']!).toFixed(1));
      expect(told).toContain(measured['standard-frechet-distance distance']!.toFixed(1));
    }
  });

  test('guidance buys precision with recall, on the curve of its own board', () => {
    const at = (name: string) => [1, 2, 4].map((w) => measured[`by-guidance ${name} at ${w}`]!);
    expect(at('recall').toSorted((a, b) => b - a)).toEqual(at('recall'));
    expect(at('right class').toSorted((a, b) => a - b)).toEqual(at('right class'));
  });

  test('comes closer to the data with more steps', () => {
    const distances = [2, 4, 8].map((steps) => measured[`by-steps distance at ${steps}`]!);
    expect(distances.toSorted((a, b) => b - a)).toEqual(distances);
  });

  test('reads like its papers: the noise, what v is, the condition that is taken away, the mean of squares', () => {
    const [optimizer] = explain(compile(document));
    const formulas = optimizer!.lines.map(({ formula }) => formula ?? '');
    for (const told of [
      'x_t = \\alpha_t x_0 + \\sigma_t \\epsilon,\\quad y_t = \\alpha_t \\epsilon - \\sigma_t x_0',
      '\\alpha_t^2 = 1 - \\sigma_t^2 \\propto \\cos^2',
      '\\varnothing & u < p',
      '\\lVert \\hat{y} - y_t \\rVert^2',
    ])
      expect(
        formulas.some((formula) => formula.includes(told)),
        told,
      ).toBe(true);
  });

  test('its bound is the sum of its three parts', () => {
    const parts = ['L_T (prior)', 'L_t (steps)', 'L_0 (last step)'].map((part) => measured[`bound ${part}`]!);
    const sum = parts.reduce((a, b) => a + b);
    expect(sum).toBeCloseTo(measured['bound bits per dimension']!, 3);
  });
});

describe('DDPM without labels', async () => {
  const unlabelled = await readTemplate('ddpm-digits-unlabelled');
  const reached = measuredOf(unlabelled.about);

  test('hears no class, and in less than twelve minutes is further from real digits than with labels', () => {
    expect(unlabelled.document.designs['denoiser']!.nodes).not.toHaveProperty('label-input');
    expect(document.designs['denoiser']!.nodes).toHaveProperty('label-input');
    expect(unlabelled.document.board.nodes['sampler']!.dials).toMatchObject({ method: 'DDIM', steps: 50 });
    expect(unlabelled.about!.minutes).toBeLessThan(12);
    expect(timesReal(reached)).toBeGreaterThan(timesReal(measured));
  });
});

describe('flow matching in pixels', async () => {
  const flow = await readTemplate('flow-matching-pixels-digits');
  const reached = measuredOf(flow.about);

  test('with half the weights of that DDPM makes what was asked for, as near to real digits', () => {
    expect(reached['parameters']!).toBeLessThan(measured['parameters']! / 2);
    expect(reached['standard-class-accuracy right class']).toBeGreaterThan(0.9);
    expect(timesReal(reached)).toBeLessThan(12);
    expect(flow.about!.minutes).toBeLessThan(8);
  });

  test('in two steps comes nearer than the DDPM that stands beside it', () => {
    const from = { of: 'ddpm-digits', block: 'denoiser' };
    expect(flow.document.blocks['ddpm']).toMatchObject({ frozen: true, startsFrom: from });
    expect(reached['euler distance at 2']!).toBeLessThan(reached['ddpm-steps distance at 2']!);
  });

  test.each([8, 16])('with %i calls Heun comes nearer than Euler', (calls) => {
    expect(reached[`heun distance at ${calls / 2}`]!).toBeLessThan(reached[`euler distance at ${calls}`]!);
  });
});

describe('a map of latents', async () => {
  const [map, vector] = await Promise.all(
    ['latent-diffusion-map-digits', 'latent-diffusion-digits'].map((name) => readTemplate(name)),
  );

  test('with an autoencoder a twentieth as large makes what was asked for within three minutes', () => {
    expect(measuredOf(map!.about)['standard-class-accuracy right class']).toBeGreaterThan(0.94);
    expect(map!.about!.minutes).toBeLessThan(3);
  });

  test('stays further from real digits than a vector, which stays within four times their own distance', () => {
    expect(timesReal(measuredOf(vector!.about))).toBeLessThan(4);
    expect(timesReal(measuredOf(map!.about))).toBeGreaterThan(timesReal(measuredOf(vector!.about)));
  });

  test('is told beside the vector at one guidance, each with the numbers of its own measure', () => {
    for (const { about: measuredHere } of [map!, vector!]) {
      const numbers = measuredOf(measuredHere);
      const right = 100 * numbers['standard-class-accuracy right class']!;
      for (const { about: told } of [map!, vector!])
        for (const text of Object.values(told!.story!.inference)) {
          expect(text).toContain(right.toFixed(1));
          expect(text).toContain(numbers['standard-frechet-distance distance']!.toFixed(1));
        }
    }
  });
});

test('NCSN on digits hears its class by guidance, within eight minutes of training', async () => {
  const { document: board, about: told } = await readTemplate('ncsn-digits');
  expect(board.board.nodes['sampler']!.dials['guidance']).toBeGreaterThan(1);
  expect(measuredOf(told)['standard-class-accuracy right class']).toBeGreaterThan(0.95);
  expect(timesReal(measuredOf(told))).toBeLessThan(8);
  expect(told!.minutes).toBeLessThan(8);
});
