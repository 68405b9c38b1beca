import { readFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../../main/projects/root.ts';
import { readDocument, type Design, type DialValue, type GraphDocument } from '../../nodes/graph/document.ts';
import { sketch } from '../../nodes/sketch.ts';
import { document, drawn, graph } from '../documents.ts';

interface Layer {
  readonly kind: string;
  readonly dials: Readonly<Record<string, DialValue>>;
}

/** A design of layers one after another. */
function chain(form: 'values' | 'logits', ...layers: readonly Layer[]): Design {
  const drawing = sketch();
  let stroke = drawing.input('input', { name: 'input' });
  layers.forEach(({ kind, dials }, i) => {
    stroke = stroke.to(`layer-${i + 1}`, kind, dials);
  });
  stroke.output('output', { name: 'output', form });
  return drawing.design('', {});
}

const flatten: Layer = { kind: 'flatten', dials: {} };

const reshape = (...shape: number[]): Layer => ({ kind: 'reshape', dials: { shape } });

const dense = (units: number, activation = 'ReLU'): Layer => ({
  kind: 'dense',
  dials: { units, activation },
});

const conv = (kind: string, filters: number, stride: number, activation = 'ReLU'): Layer => ({
  kind,
  dials: { filters, kernel: [3], strides: [stride], padding: 'same', activation },
});

/** A document in which one network is trained. */
function trained(
  batch: number,
  design: Design,
  nodes: Parameters<typeof graph>[0]['nodes'],
  wires: readonly string[],
): GraphDocument {
  return document({
    board: {
      nodes: {
        ...nodes,
        call: { kind: 'call', block: 'network' },
        optimizer: { kind: 'optimizer', method: 'Adam', learningRate: 0.001 },
      },
      wires: [...wires, 'call.block -> optimizer.blocks as network'],
    },
    designs: { network: design },
    blocks: { network: 'network' },
    batch,
    steps: 1_000_000,
  });
}

/** Digits through the network and back, by their cross-entropy. */
const autoencoding = (batch: number, design: Design): GraphDocument =>
  trained(
    batch,
    design,
    { digits: { kind: 'digits' }, loss: { kind: 'negative-log-likelihood', distribution: 'Bernoulli' } },
    [
      'digits.image -> call.input',
      'call.output -> loss.parameters',
      'digits.image -> loss.target',
      'loss.loss -> optimizer.loss',
    ],
  );

/** A regression from 3 numbers to 2; both are noise that the graph draws, as no data set holds such. */
export const mlp = (): GraphDocument =>
  trained(
    256,
    drawn('mlp', { widths: [128, 128, 128], units: 2, name: 'output' }),
    {
      x: { kind: 'gaussian-noise', shape: [3] },
      y: { kind: 'gaussian-noise', shape: [2] },
      loss: { kind: 'distance' },
    },
    [
      'x.noise -> call.input',
      'call.output -> loss.prediction',
      'y.noise -> loss.target',
      'loss.loss -> optimizer.loss',
    ],
  );

export const autoencoder = (): GraphDocument =>
  autoencoding(
    128,
    chain(
      'logits',
      flatten,
      dense(512),
      dense(256),
      dense(16, 'linear'),
      dense(256),
      dense(512),
      dense(784, 'linear'),
      reshape(28, 28, 1),
    ),
  );

export const convAutoencoder = (): GraphDocument =>
  autoencoding(
    64,
    chain(
      'logits',
      conv('conv2d', 32, 2),
      conv('conv2d', 64, 2),
      flatten,
      dense(32, 'linear'),
      dense(3136),
      reshape(7, 7, 64),
      conv('conv2d-transpose', 64, 2),
      conv('conv2d-transpose', 32, 2),
      conv('conv2d', 1, 1, 'linear'),
    ),
  );

export const fiveConvolutions = (): GraphDocument => {
  const hidden = conv('conv2d', 32, 1);
  return trained(
    64,
    chain('values', hidden, hidden, hidden, hidden, conv('conv2d', 32, 1, 'linear')),
    { digits: { kind: 'digits' }, loss: { kind: 'expression', formula: 'mean(y^2)' } },
    ['digits.image -> call.input', 'call.output -> loss.y', 'loss.result -> optimizer.loss'],
  );
};

/** Digits through a generator of residual blocks (Johnson et al. 2016) and back to themselves. */
export const residual = (): GraphDocument =>
  trained(
    64,
    drawn('residual-generator'),
    { digits: { kind: 'digits', range: '-1..1' }, loss: { kind: 'distance' } },
    [
      'digits.image -> call.image',
      'call.image -> loss.prediction',
      'digits.image -> loss.target',
      'loss.loss -> optimizer.loss',
    ],
  );

/** The template as it ships, with enough steps for the bench. */
export function vae(): GraphDocument {
  const file = path.join(projectRoot(), 'templates', 'vae-digits', 'document.genloom');
  const read = readDocument(readFileSync(file, 'utf8'), file);
  return { ...read, batch: 64, phases: read.phases.map((phase) => ({ ...phase, steps: 1_000_000 })) };
}
