import type * as tfjs from '@tensorflow/tfjs';

import type { GraphDocument } from '../../nodes/graph/document.ts';
import * as eager from './eager-nets.ts';
import * as documents from './net-documents.ts';

/** A net of the bench: the same one in each of the ways to train it. */
export interface Net {
  /** As the twins know it. */
  readonly name: string;
  readonly title: string;
  readonly document: () => GraphDocument;
  readonly eager: (tf: typeof tfjs) => eager.EagerNet;
  readonly rate: number;
  /** What the others are fed in a step, without the batch. */
  readonly feeds: readonly (readonly number[])[];
  /** How ours comes to its data. */
  readonly data: string;
  /** Pairs of steps. The small nets are noisier and take less time. */
  readonly pairs: number;
}

const DIGITS = 'digits stay with the backend; a step is fed their numbers';
const image = { rate: 0.001, feeds: [[28, 28, 1]], data: DIGITS } as const;

/** The nets of the design's table, and the template. */
export const NETS: readonly Net[] = [
  {
    name: 'mlp',
    title: 'MLP 3-128-128-128-2, batch 256',
    document: documents.mlp,
    eager: eager.mlp,
    rate: 0.001,
    feeds: [[3], [2]],
    data: 'normal noise that the graph draws anew in each step',
    pairs: 300,
  },
  {
    name: 'autoencoder',
    title: 'MLP autoencoder 784-512-256-16-256-512-784, batch 128',
    document: documents.autoencoder,
    eager: eager.autoencoder,
    ...image,
    feeds: [[784]],
    pairs: 80,
  },
  {
    name: 'conv-autoencoder',
    title: 'conv autoencoder 28x28, batch 64',
    document: documents.convAutoencoder,
    eager: eager.convAutoencoder,
    ...image,
    pairs: 60,
  },
  {
    name: 'five-convolutions',
    title: 'five 3x3x32 convolutions at 28x28, batch 64',
    document: documents.fiveConvolutions,
    eager: eager.fiveConvolutions,
    ...image,
    pairs: 30,
  },
  {
    name: 'vae',
    title: 'template vae-digits, batch 64',
    document: documents.vae,
    eager: eager.vae,
    ...image,
    rate: 0.002,
    pairs: 60,
  },
];
