import type * as tfjs from '@tensorflow/tfjs';

import type { GraphDocument } from '../../nodes/graph/document.ts';
import * as eager from './eager-nets.ts';
import * as denoisers from './denoiser-documents.ts';
import * as games from './game-documents.ts';
import * as documents from './net-documents.ts';
import * as sequences from './sequence-documents.ts';
import type { Framework } from './twin.ts';

/** A net of the bench: the same one in each of the ways to train it. */
export interface Net {
  /** As the twins know it. */
  readonly name: string;
  readonly title: string;
  readonly document: () => GraphDocument;
  /** Trained operation by operation, where that is compared. */
  readonly eager?: Eager;
  /** Who else trains it. */
  readonly twins: readonly Framework[];
  /** How ours comes to its data. */
  readonly data: string;
  /** Pairs of steps. The small nets are noisier and take less time. */
  readonly pairs: number;
}

/** How TensorFlow.js trains a net operation by operation. */
export interface Eager {
  readonly net: (tf: typeof tfjs) => eager.EagerNet;
  /** Of Adam. */
  readonly rate: number;
  /** What it is fed in a step, without the batch. */
  readonly feeds: readonly (readonly number[])[];
}

const ALL = ['keras', 'torch'] as const;
const KERAS = ['keras'] as const;
const DIGITS = 'digits stay with the backend; a step is fed their numbers';
const NAMES = 'names stay with the backend; a step is fed their numbers';
const image = { rate: 0.001, feeds: [[28, 28, 1]] } as const;

/** The nets of the design's table, and one of each kind that templates are made of. */
export const NETS: readonly Net[] = [
  {
    name: 'mlp',
    title: 'MLP 3-128-128-128-2, batch 256',
    document: documents.mlp,
    eager: { net: eager.mlp, rate: 0.001, feeds: [[3], [2]] },
    twins: ALL,
    data: 'normal noise that the graph draws anew in each step',
    pairs: 300,
  },
  {
    name: 'autoencoder',
    title: 'MLP autoencoder 784-512-256-16-256-512-784, batch 128',
    document: documents.autoencoder,
    eager: { net: eager.autoencoder, rate: 0.001, feeds: [[784]] },
    twins: ALL,
    data: DIGITS,
    pairs: 80,
  },
  {
    name: 'conv-autoencoder',
    title: 'conv autoencoder 28x28, batch 64',
    document: documents.convAutoencoder,
    eager: { net: eager.convAutoencoder, ...image },
    twins: ALL,
    data: DIGITS,
    pairs: 60,
  },
  {
    name: 'five-convolutions',
    title: 'five 3x3x32 convolutions at 28x28, batch 64',
    document: documents.fiveConvolutions,
    eager: { net: eager.fiveConvolutions, ...image },
    twins: ALL,
    data: DIGITS,
    pairs: 30,
  },
  {
    name: 'vae',
    title: 'template vae-digits, batch 64',
    document: documents.vae,
    eager: { net: eager.vae, ...image, rate: 0.002 },
    twins: ALL,
    data: DIGITS,
    pairs: 60,
  },
  {
    name: 'dcgan',
    title: 'DCGAN on digits, a discriminator and a generator step, batch 64',
    document: games.dcgan,
    twins: KERAS,
    data: DIGITS,
    pairs: 15,
  },
  {
    name: 'wgan-gp',
    title: 'WGAN-GP on digits, three critic steps and a generator step, batch 32',
    document: games.wganGp,
    twins: KERAS,
    data: DIGITS,
    pairs: 12,
  },
  {
    name: 'residual',
    title: 'residual generator 28x28, batch 64',
    document: documents.residual,
    twins: KERAS,
    data: DIGITS,
    pairs: 30,
  },
  {
    name: 'unet',
    title: 'U-Net of pixel diffusion 28x28, batch 64',
    document: denoisers.unet,
    twins: KERAS,
    data: DIGITS,
    pairs: 12,
  },
  {
    name: 'transformer',
    title: 'causal transformer over 16 letters, batch 128',
    document: sequences.transformer,
    twins: KERAS,
    data: NAMES,
    pairs: 60,
  },
  {
    name: 'gru',
    title: 'GRU over 16 letters, batch 128',
    document: sequences.gru,
    twins: KERAS,
    data: NAMES,
    pairs: 60,
  },
];
