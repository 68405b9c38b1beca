import { describe, expect, test } from 'vitest';
import { formatShape } from '../../../nodes/alphabet/shape.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import type { Design, DialValue } from '../../../nodes/graph/document.ts';
import { document, drawn } from '../../documents.ts';

/** What a block of this design makes of inputs of these shapes, and how many weights it has. */
function called(design: Design, inputs: Readonly<Record<string, readonly number[]>>) {
  const label = (name: string): Record<string, DialValue> => (name === 'label' ? { meaning: 'label' } : {});
  const whole = document({
    board: {
      nodes: {
        ...Object.fromEntries(
          Object.entries(inputs).map(([name, shape]) => [
            `in-${name}`,
            { kind: 'input', name, shape, ...label(name) },
          ]),
        ),
        call: { kind: 'call', block: 'block' },
      } as never,
      wires: Object.keys(inputs).map((name) => `in-${name}.value -> call.${name}`),
    },
    designs: { design },
    blocks: { block: 'design' },
  });
  const { wires, parameters, problems } = describeDocument(whole);
  expect(problems).toEqual([]);
  const made = (port: string) => wires.get(`call.${port}`)!;
  return {
    shape: (port: string) => formatShape(made(port).shape),
    meaning: (port: string) => made(port).meaning,
    parameters: parameters.block,
  };
}

describe('the networks of a DCGAN on digits', () => {
  test('have the sizes that were measured: 534 and 109 thousand weights', () => {
    const generator = called(drawn('dcgan-generator'), { latent: [64] });
    expect([generator.shape('image'), generator.parameters]).toEqual(['[B, 28, 28, 1]', 533_889]);
    expect(generator.meaning('image')).toMatchObject({ kind: 'image' });
    const judge = called(drawn('conv-discriminator'), { image: [28, 28, 1] });
    expect([judge.shape('score'), judge.parameters]).toEqual(['[B, 1]', 109_281]);
    expect(judge.meaning('score')).toMatchObject({ kind: 'score', form: 'logits' });
  });

  test('told the class: 634 and 130 thousand', () => {
    const condition = { condition: 'class' };
    const generator = called(drawn('dcgan-generator', condition), { latent: [64], label: [] });
    expect([generator.shape('image'), generator.parameters]).toEqual(['[B, 28, 28, 1]', 634_401]);
    const judge = called(drawn('conv-discriminator', condition), { image: [28, 28, 1], label: [] });
    expect([judge.shape('score'), judge.parameters]).toEqual(['[B, 1]', 129_761]);
  });

  test('normalize between layers on one side only, and dials add what they say', () => {
    const kinds = (recipe: string, dials = {}) =>
      Object.values(drawn(recipe, dials).nodes).map(({ kind }) => kind);
    expect(kinds('dcgan-generator').filter((kind) => kind === 'batch-normalization')).toHaveLength(2);
    expect(kinds('conv-discriminator')).not.toContain('batch-normalization');
    expect(kinds('conv-discriminator', { dropout: 0.3 }).filter((kind) => kind === 'dropout')).toHaveLength(
      2,
    );
    expect(kinds('conv-discriminator', { minibatchDeviation: true })).toContain('minibatch-deviation');
    const { nodes } = drawn('conv-discriminator', { spectral: true });
    expect(nodes['convolution-1']!.dials.spectral).toBe(true);
    expect(nodes.score!.dials.spectral).toBe(true);
  });
});

describe('the networks of a CycleGAN on images', () => {
  test('turn images into images of the same size, and score patches', () => {
    const generator = called(drawn('residual-generator', { imageChannels: 3 }), { image: [28, 28, 1] });
    expect(generator.shape('image')).toBe('[B, 28, 28, 3]');
    expect(called(drawn('patch-discriminator'), { image: [28, 28, 3] }).shape('score')).toBe('[B, 7, 7, 1]');
  });

  test('have as many residual blocks as asked for, each a sum', () => {
    const sums = (blocks: number) =>
      Object.values(drawn('residual-generator', { blocks }).nodes).filter(({ kind }) => kind === 'add')
        .length;
    expect([sums(0), sums(2), sums(5)]).toEqual([0, 2, 5]);
  });
});

describe('the networks of a StyleGAN', () => {
  test('fit together: a style for each layer, two layers a size', () => {
    const channels = [16, 32, 64];
    const mapping = called(drawn('style-mapping', { layers: 6, size: 32 }), { latent: [16] });
    expect(mapping.shape('styles')).toBe('[B, 6, 32]');
    const synthesis = drawn('style-synthesis', { channels, style: 32 });
    expect(called(synthesis, { styles: [6, 32] }).shape('image')).toBe('[B, 28, 28, 1]');
    const kinds = Object.values(synthesis.nodes).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'modulated-conv2d')).toHaveLength(6);
    expect(kinds.filter((kind) => kind === 'noise-layer')).toHaveLength(6);
    const told = drawn('style-mapping', { layers: 6, size: 32, condition: 'class' });
    expect(called(told, { latent: [16], label: [] }).shape('styles')).toBe('[B, 6, 32]');
    const quiet = Object.values(drawn('style-synthesis', { noise: false }).nodes).map(({ kind }) => kind);
    expect(quiet).not.toContain('noise-layer');
  });

  test('keep the size of features through all layers, as the slope below zero is made up for', () => {
    const { nodes } = drawn('style-synthesis', { channels: [16, 32, 64] });
    const gains = Object.values(nodes).flatMap(({ kind, dials }) =>
      kind === 'modulated-conv2d' ? [dials.gain] : [],
    );
    // E LeakyReLU(x)² is (1 + 0.2²)/2 for x ~ N(0, 1): with √2 it is 1.04 a layer, without 0.52.
    expect(gains).toEqual(Array(6).fill(Math.SQRT2));
  });
});
