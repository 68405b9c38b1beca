// What the autoregressive templates are there to show.
import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../main/projects/templates.ts';
import { drawn } from '../documents.ts';

const measuredOf = async (name: string) =>
  (await readTemplate(name)).about!.measured as Record<string, number>;

test('a likelihood names the form of its data, with bits beside it', async () => {
  const measured = await measuredOf('pixelcnn-digits-14');
  const nats = measured['likelihood nats (4 levels)']!;
  expect(nats / (14 * 14 * Math.LN2)).toBeCloseTo(measured['likelihood bits per dimension']!, 3);
  expect(Object.keys(measured).filter((name) => name.startsWith('likelihood'))).toHaveLength(2);
});

describe('whole digits', () => {
  test('have a likelihood in nats and bits a pixel, and are as white as real ones', async () => {
    const measured = await measuredOf('pixelcnn-digits');
    const nats = measured['likelihood nats (binary)']!;
    expect(nats).toBeLessThan(63);
    expect(nats / (28 * 28 * Math.LN2)).toBeCloseTo(measured['likelihood bits per dimension']!, 3);
    expect(Math.abs(measured['ink-mean mean']! - measured['real-ink-mean mean']!)).toBeLessThan(0.02);
  });

  test('are drawn by the two stacks of the recipes, which see every pixel before', async () => {
    const { document } = await readTemplate('pixelcnn-digits');
    expect(document.designs.above).toEqual(drawn('pixelcnn-above', { classes: 10 }));
    expect(document.designs.along).toEqual(drawn('pixelcnn-along', { classes: 10 }));
  });
});

test('small digits that were drawn are told apart nearly as well as real ones of that size', async () => {
  const measured = await measuredOf('pixelcnn-digits-14');
  const real = measured['real-right right class']!;
  expect(measured['standard-class-accuracy right class']).toBeGreaterThan(real - 0.15);
  expect(measured['standard-class-accuracy right class']).toBeLessThan(real);
});

describe('the classifier by Bayes', () => {
  test('errs more than the one that was trained to classify, and far less than by chance', async () => {
    const measured = await measuredOf('bayes-classifier-digits');
    expect(measured['generative accuracy']).toBeGreaterThan(0.9);
    expect(measured['generative accuracy']).toBeLessThan(measured['discriminative-small accuracy']!);
    expect(measured['discriminative-small accuracy']).toBeLessThanOrEqual(
      measured['discriminative accuracy']!,
    );
  });

  test('starts from the weights of the small digits that ship', async () => {
    const { document } = await readTemplate('bayes-classifier-digits');
    expect(document.blocks.pixelcnn).toMatchObject({
      startsFrom: { kind: 'template', of: 'pixelcnn-digits-14', block: 'pixelcnn' },
    });
    const small = (await readTemplate('pixelcnn-digits-14')).document;
    expect(document.designs.pixelcnn).toEqual(small.designs.pixelcnn);
  });
});

test('larger pictures cost more nats in all and fewer a pixel', async () => {
  const measured = await measuredOf('autoregression-limits');
  const at = (look: string, line: string) =>
    [7, 14, 28].map((side) => measured[`${look} ${line} at ${side}`]!);
  const nats = at('nats-by-side', 'nats');
  const each = at('nats-per-pixel', 'nats per pixel');
  for (const i of [1, 2]) {
    expect(nats[i]! / nats[i - 1]!).toBeGreaterThan(1.5);
    expect(nats[i]! / nats[i - 1]!).toBeLessThan(4);
    expect(each[i]!).toBeLessThan(each[i - 1]!);
  }
});

test('the prior starts from the VQ-VAE that ships, and its digits lose little to the codes', async () => {
  const { document, about } = await readTemplate('vq-prior-digits');
  for (const block of ['encoder', 'codebook', 'decoder'])
    expect(document.blocks[block]).toMatchObject({
      frozen: true,
      startsFrom: { kind: 'template', of: 'vq-vae-digits', block },
    });
  const { measured } = about!;
  expect(measured!['restored-right right class']).toBeGreaterThan(0.97);
  expect(measured!['standard-class-accuracy right class']).toBeGreaterThan(0.8);
});

test('the prior draws a little colder than it learned, and tells why with the number of its measure', async () => {
  const { document, about } = await readTemplate('vq-prior-digits');
  for (const sampler of ['sampler', 'ask-held-out'])
    expect(document.board.nodes[sampler]!.dials['temperature']).toBe(0.9);
  const right = 100 * (about!.measured!['standard-class-accuracy right class'] as number);
  const { en, ko } = about!.story!.inference;
  for (const text of [en, ko]) expect(text).toContain(`${right.toFixed(1)} %`);
  // At 1 fewer are right: what is told of that is below it.
  const atOne = Number(/at 1, which is the model as it learned, ([\d.]+) %/.exec(en)![1]);
  expect(atOne).toBeLessThan(right);
  expect(ko).toContain(`${atOne} %`);
});
