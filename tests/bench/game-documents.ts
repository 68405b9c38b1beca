import type { GraphDocument } from '../../nodes/graph/document.ts';
import { document, drawn } from '../documents.ts';

/** Nets of the bench that two optimizers train, one against the other. */

/** Noise becomes digits, and digits and noise meet one judge. */
const cards = {
  digits: { kind: 'digits', range: '-1..1' },
  noise: { kind: 'gaussian-noise', shape: [64] },
  generate: { kind: 'call', block: 'generator' },
  'judge-real': { kind: 'call', block: 'judge' },
  'judge-fake': { kind: 'call', block: 'judge' },
};

const wires = [
  'noise.noise -> generate.latent',
  'digits.image -> judge-real.image',
  'generate.image -> judge-fake.image',
  'judge-real.score -> adversarial.realScore',
  'judge-fake.score -> adversarial.fakeScore',
  'adversarial.generatorLoss -> train-generator.loss',
  'generate.block -> train-generator.blocks as generator',
  'judge-real.block -> train-judge.blocks as judge',
];

const networks = {
  designs: { generator: drawn('dcgan-generator'), judge: drawn('conv-discriminator') },
  blocks: { generator: 'generator', judge: 'judge' },
  steps: 1_000_000,
};

/** DCGAN on digits: each step trains the discriminator, then the generator. */
export const dcgan = (): GraphDocument => {
  const adam = { kind: 'optimizer', beta1: 0.5, beta2: 0.99 };
  return document({
    ...networks,
    batch: 64,
    board: {
      nodes: {
        ...cards,
        adversarial: { kind: 'adversarial', dials: { kind: 'non-saturating' } },
        'train-judge': { ...adam, learningRate: 0.0005, order: 1 },
        'train-generator': { ...adam, learningRate: 0.001, order: 2, draw: 'shared' },
      },
      wires: [...wires, 'adversarial.discriminatorLoss -> train-judge.loss'],
    },
  });
};

/** WGAN-GP on digits: each step trains the critic three times, by gradients of gradients, then the generator. */
export const wganGp = (): GraphDocument => {
  const adam = { kind: 'optimizer', beta1: 0, beta2: 0.9, learningRate: 0.0005 };
  return document({
    ...networks,
    batch: 32,
    board: {
      nodes: {
        ...cards,
        adversarial: { kind: 'adversarial', dials: { kind: 'Wasserstein' } },
        penalty: { kind: 'gradient-penalty', weight: 10 },
        total: { kind: 'total' },
        'train-judge': { ...adam, order: 1, repeat: 3 },
        'train-generator': { ...adam, order: 2 },
      },
      wires: [
        ...wires,
        'judge-real.block -> penalty.block',
        'digits.image -> penalty.real',
        'generate.image -> penalty.fake',
        'adversarial.discriminatorLoss -> total.term as critic',
        'penalty.loss -> total.term as penalty',
        'total.loss -> train-judge.loss',
      ],
    },
  });
};
