// The pair of GANs on the ring: one setting collapses and one does not, by rule and not by luck.
import './one-thread.ts';
import { describe, expect, test } from 'vitest';
import { chooseBackend } from '../../main/engine/backends/choose.ts';
import { Session } from '../../main/engine/session.ts';
import { readTemplate } from '../../main/projects/templates.ts';

const { target, report } = await chooseBackend('auto');

/** How many of the seeds that `npm run templates -- --seeds=5` trained hold a bound. */
async function seedsThat(name: string, number: string, holds: (value: number) => boolean): Promise<number> {
  const values = (await readTemplate(name)).about!.overSeeds![number]!;
  expect(values).toHaveLength(5);
  return values.filter(holds).length;
}

/** What a metric says after some steps. */
async function after(name: string, steps: number, look: string, number: string): Promise<number> {
  const { document } = await readTemplate(name);
  const session = await Session.open(document, target, report.fingerprint);
  try {
    for (let step = 0; step < steps; step++) await session.step();
    const one = session.compiled.looks.find(({ node }) => node === look)!;
    return (await session.look(one)).numbers![number]!;
  } finally {
    session.dispose();
  }
}

describe('the GAN on the ring', () => {
  test('finds eight of eight modes, and 90 % good samples, in at least four of five seeds', async () => {
    expect(await seedsThat('gan-ring', 'modes covered', (modes) => modes >= 8)).toBeGreaterThanOrEqual(4);
    expect(await seedsThat('gan-ring', 'good good', (share) => share >= 0.9)).toBeGreaterThanOrEqual(4);
  });

  test('collapses in at least four of five seeds in the other setting', async () => {
    expect(
      await seedsThat('gan-ring-collapse', 'modes covered', (modes) => modes <= 1),
    ).toBeGreaterThanOrEqual(4);
  });

  test('differs in the rates and the momentum alone, and that shows after a few hundred steps', async () => {
    const [cured, collapsing] = await Promise.all(
      ['gan-ring', 'gan-ring-collapse'].map(async (name) => (await readTemplate(name)).document),
    );
    const differing = Object.entries(cured!.board.nodes).flatMap(([node, { dials }]) =>
      Object.keys(dials)
        .filter(
          (dial) =>
            JSON.stringify(dials[dial]) !== JSON.stringify(collapsing!.board.nodes[node]!.dials[dial]),
        )
        .map((dial) => `${node}.${dial}`),
    );
    expect(differing).toEqual([
      'train-discriminator.learningRate',
      'train-discriminator.beta1',
      'train-generator.learningRate',
      'train-generator.beta1',
    ]);
    const distance = (name: string) => after(name, 300, 'distance', 'distance');
    expect(await distance('gan-ring')).toBeLessThan(0.7 * (await distance('gan-ring-collapse')));
  });
});

test.each(['cyclegan-2d', 'cyclegan-digits'])(
  '%s errs less than half as much on the way there and back as it did at the start',
  async (name) => {
    const { about } = await readTemplate(name);
    for (const look of ['round-trip', 'round-trip-b'])
      expect(about!.measured![`${look} error`]).toBeLessThan(0.5 * (await after(name, 0, look, 'error')));
  },
);
