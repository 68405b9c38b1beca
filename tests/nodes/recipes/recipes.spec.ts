import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { catalogue, recipes } from '../../../nodes/catalogue.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { doorsOf } from '../../../nodes/graph/ports.ts';
import { resolveDials } from '../../../nodes/graph/dials.ts';
import { readDocument, writeDocument, type Design, type DialValue } from '../../../nodes/graph/document.ts';
import { document, drawn } from '../../documents.ts';
import { someDials } from '../dial-values.ts';

/** What comes out of a block of this design: classes go into its labels, times into its time, codes into its tokens, places of features into its context, examples like that into all else. */
function called(design: Design, example: readonly number[]) {
  const doors = (kind: string) => Object.values(design.nodes).filter((node) => node.kind === kind);
  const meanings = new Map(doors('input').map(({ dials }) => [dials.name, dials.meaning]));
  const source = (name: string) => {
    const meaning = meanings.get(name);
    if (name === 'context') return name;
    return meaning === 'label' || meaning === 'time' || meaning === 'tokens' ? meaning : 'data';
  };
  const inputs = doors('input').map(({ dials }) => dials.name as string);
  const whole = document({
    board: {
      nodes: {
        data: { kind: 'input', name: 'data', shape: [...example] },
        tokens: { kind: 'input', name: 'tokens', meaning: 'tokens', shape: example.slice(0, 2) },
        context: { kind: 'input', name: 'context', shape: [4, 6] },
        label: { kind: 'input', name: 'label', meaning: 'label' },
        time: { kind: 'input', name: 'time', meaning: 'time' },
        call: { kind: 'call', block: 'block' },
      },
      wires: inputs.map((name) => `${source(name)}.value -> call.${name}`),
    },
    designs: { design },
    blocks: { block: 'design' },
  });
  const { wires, parameters, problems } = describeDocument(whole);
  const outputs = doors('output').map(({ dials }) => {
    const name = dials.name as string;
    return [name, wires.get(`call.${name}`)] as const;
  });
  return { outputs: Object.fromEntries(outputs), parameters: parameters.block ?? 0, problems };
}

/** Dials that seldom fit together by chance, brought together. */
const FITTING: Readonly<Record<string, (dials: Record<string, DialValue>) => Record<string, DialValue>>> = {
  unet: (dials) => ({
    ...dials,
    size: [16, 32, 3],
    channels: (dials.channels as number[]).concat(8).slice(0, 3),
    attention: dials.patch === 'half' ? [8] : [16],
  }),
};

/** One example that goes into a recipe's design, where five numbers do not. */
const EXAMPLES: Readonly<Record<string, (dials: Readonly<Record<string, DialValue>>) => readonly number[]>> =
  {
    unet: ({ size }) => size as number[],
    'conv-discriminator': () => [16, 16, 3],
    'conv-encoder': () => [16, 16, 3],
    'image-tower': () => [16, 16, 3],
    'patch-discriminator': () => [16, 16, 1],
    'residual-generator': () => [16, 16, 2],
    'style-synthesis': ({ channels, style }) => [2 * (channels as number[]).length, style as number],
    pixelcnn: () => [9, 8, 1],
    'pixelcnn-above': () => [9, 8, 1],
    'pixelcnn-along': () => [9, 8, 1],
    'denoising-transformer': ({ size }) => [(size as number[]).reduce((a, b) => a * b)],
    'text-tower': ({ length }) => [length as number],
    transformer: ({ length }) => [length as number],
    mixture: ({ dimensions }) => [dimensions as number],
  };

const kinds = (design: Design) => Object.values(design.nodes).map(({ kind }) => kind);

describe.each([...recipes.keys()])('%s', (kind) => {
  test('draws from left to right, each node at a place of its own, with dials that the nodes take', () => {
    const { nodes, wires } = drawn(kind);
    const places = Object.values(nodes).map(({ position }) => `${position!.x} ${position!.y}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { from, to } of wires)
      expect(nodes[from.node]!.position!.x).toBeLessThan(nodes[to.node]!.position!.x);
    for (const { kind: layer, dials } of Object.values(nodes))
      expect(() => resolveDials(catalogue.get(layer)!.dials, dials)).not.toThrow();
  });

  test('draws the same again, and notes what it drew by', () => {
    const { dials } = recipes.get(kind)!;
    expect(drawn(kind)).toEqual(drawn(kind));
    expect(drawn(kind).recipe).toEqual({ kind, dials: resolveDials(dials, {}) });
    expect(drawn(kind, drawn(kind).recipe!.dials)).toEqual(drawn(kind));
  });

  test('draws what a document can hold', () => {
    const whole = document({ board: { nodes: {}, wires: [] }, designs: { design: drawn(kind) } });
    expect(readDocument(writeDocument(whole), 'test.genloom').designs.design).toEqual(drawn(kind));
  });

  test('works with any dials, or refuses them with a sentence', () => {
    let works = 0;
    fc.assert(
      fc.property(someDials(recipes.get(kind)!.dials, 64), fc.boolean(), (any, fit) => {
        const dials = fit ? (FITTING[kind]?.(any) ?? any) : any;
        let design: Design;
        try {
          design = drawn(kind, dials);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          expect((error as Problem).text.ko).toMatch(/[가-힣].*\.$/);
          return;
        }
        const example = EXAMPLES[kind]?.(design.recipe!.dials) ?? [5];
        const { outputs, problems } = called(design, example);
        expect(problems).toEqual([]);
        expect(Object.values(outputs)).not.toContain(undefined);
        works++;
      }),
      { numRuns: 40, seed: 3 },
    );
    expect(works).toBeGreaterThan(10);
  });
});

describe('the two halves of a variational autoencoder on digits', () => {
  const encoder = called(drawn('conv-encoder'), [28, 28, 1]);
  const decoder = called(drawn('conv-decoder'), [2]);

  test('have the layers that were measured', () => {
    expect(kinds(drawn('conv-encoder'))).toEqual([
      'input',
      'conv2d',
      'conv2d',
      'flatten',
      'dense',
      'dense',
      'output',
      'dense',
      'output',
    ]);
    expect(kinds(drawn('conv-decoder'))).toEqual([
      'input',
      'dense',
      'dense',
      'reshape',
      'conv2d-transpose',
      'conv2d-transpose',
      'output',
    ]);
    const { nodes } = drawn('conv-decoder');
    expect(nodes.reshape!.dials.shape).toEqual([7, 7, 64]);
    expect(nodes['transposed-convolution-1']!.dials).toMatchObject({
      filters: 32,
      kernel: [4],
      strides: [2],
      activation: 'ReLU',
    });
    expect(nodes['transposed-convolution-2']!.dials).toMatchObject({
      filters: 1,
      kernel: [4],
      strides: [2],
      activation: 'linear',
    });
  });

  test('have as many weights as those of Keras: 0.87 million', () => {
    const convolution = (from: number, to: number) => 4 * 4 * from * to;
    expect(encoder.parameters).toBe(
      convolution(1, 32) + 32 + convolution(32, 64) + 64 + 3136 * 128 + 128 + 2 * (128 * 2 + 2),
    );
    expect(decoder.parameters).toBe(
      2 * 128 + 128 + 128 * 3136 + 3136 + convolution(64, 32) + 32 + convolution(32, 1) + 1,
    );
    expect((encoder.parameters + decoder.parameters) / 1e6).toBeCloseTo(0.87, 1);
  });

  test('fit together, and say what their numbers mean', () => {
    expect(encoder.problems).toEqual([]);
    expect(decoder.problems).toEqual([]);
    const latent = [{ batches: 1 }, 2];
    expect(encoder.outputs).toMatchObject({
      mean: { shape: latent, meaning: { kind: 'mean' } },
      logVariance: { shape: latent, meaning: { kind: 'log variance' } },
    });
    expect(decoder.outputs).toMatchObject({
      image: { shape: [{ batches: 1 }, 28, 28, 1], meaning: { kind: 'image', form: 'logits' } },
    });
  });
});

test('a decoder goes through its channels from the small image to the large one', () => {
  const { nodes } = drawn('conv-decoder', { size: [32, 24, 3], channels: [8, 16, 32] });
  expect(nodes.reshape!.dials.shape).toEqual([4, 3, 32]);
  const filters = Object.values(nodes).flatMap(({ kind, dials }) =>
    kind === 'conv2d-transpose' ? [dials.filters] : [],
  );
  expect(filters).toEqual([16, 8, 3]);
});

test('doors wear the symbols of the papers', () => {
  expect(doorsOf(drawn('conv-encoder')).symbols).toEqual({
    image: 'x',
    mean: '\\mu',
    logVariance: '\\log\\sigma^2',
  });
  expect(doorsOf(drawn('conv-encoder', { heads: 'one' })).symbols).toEqual({ image: 'x', latent: 'z' });
  expect(doorsOf(drawn('conv-decoder')).symbols).toEqual({ latent: 'z', image: '\\hat{x}' });
});

test('an encoder with one head gives a latent vector', () => {
  const { outputs } = called(drawn('conv-encoder', { heads: 'one', latent: 7 }), [28, 28, 1]);
  expect(outputs).toMatchObject({ latent: { shape: [{ batches: 1 }, 7], meaning: { kind: 'latent' } } });
});

test.each([
  ['logits', { kind: 'image', form: 'logits' }],
  ['sigmoid', { kind: 'image', form: 'probabilities', range: [0, 1] }],
  ['tanh', { kind: 'image', range: [-1, 1] }],
  ['linear', { kind: 'image' }],
])('a decoder that ends in %s says so', (output, meaning) => {
  expect(called(drawn('conv-decoder', { output }), [2]).outputs.image!.meaning).toEqual(meaning);
});

test.each<[Record<string, DialValue>, string]>([
  [{ size: [30, 28, 1] }, 'the image is 30 × 28'],
  [{ size: [28, 28, 1], channels: [8, 16, 32] }, 'need sides that 8 divides'],
  [{ channels: [] }, 'at least one is needed'],
])('a decoder with %o is refused with a sentence', (dials, sentence) => {
  expect(() => drawn('conv-decoder', dials)).toThrow(sentence);
});

describe('a multi-layer perceptron', () => {
  test('has its widths, and works on images too', () => {
    const design = drawn('mlp', {
      widths: [5, 6],
      units: 3,
      name: 'score',
      meaning: 'score',
      output: 'logits',
    });
    expect(kinds(design)).toEqual(['input', 'flatten', 'dense', 'dense', 'dense', 'output']);
    const { outputs, parameters } = called(design, [2, 2, 1]);
    expect(parameters).toBe(4 * 5 + 5 + 5 * 6 + 6 + 6 * 3 + 3);
    expect(outputs.score).toMatchObject({
      shape: [{ batches: 1 }, 3],
      meaning: { kind: 'score', form: 'logits' },
    });
  });

  test('of no width is one dense layer', () => {
    expect(kinds(drawn('mlp', { widths: [] }))).toEqual(['input', 'flatten', 'dense', 'output']);
  });
});

describe('the U-Net that was measured on digits', () => {
  test('has its parameters, and gives what it is given', () => {
    const unet = called(drawn('unet', { classes: 10 }), [28, 28, 1]);
    expect(unet.problems).toEqual([]);
    expect(unet.parameters).toBe(551_505);
    expect(unet.outputs.prediction!.shape).toEqual([{ batches: 1 }, 28, 28, 1]);
  });

  test('may hear by scale and shift, which begin as none', () => {
    const design = drawn('unet', { classes: 10, hears: 'scale and shift' });
    const hearing = Object.values(design.nodes).filter((node) => node.kind === 'adaptive-normalization');
    expect(hearing.map(({ dials }) => [dials.kind, dials.initializer])).toEqual(
      Array.from({ length: 4 }, () => ['group', 'zeros']),
    );
    const unet = called(design, [28, 28, 1]);
    expect(unet.problems).toEqual([]);
    // A second number for each channel that hears, less the scale and shift that its normalization had before.
    expect(unet.parameters).toBe(
      551_505 + 128 * (48 + 96 + 96 + 48) + (48 + 96 + 96 + 48) - 2 * (48 + 96 + 96 + 48),
    );
  });

  test('refuses attention at a height that never occurs', () => {
    expect(() => drawn('unet', { attention: [5] })).toThrow(
      /at height 5, which never occurs: the heights are 14, 7/,
    );
  });
});

describe('the denoiser of vectors', () => {
  test('begins with silence, so that nothing is said before it is learned', () => {
    const { nodes } = drawn('denoising-mlp');
    const silent = Object.entries(nodes).filter(([, { dials }]) => dials.initializer === 'zeros');
    expect(silent.map(([id]) => id)).toEqual(['dense-1b', 'dense-2b', 'dense-3b', 'dense-out']);
  });
});
