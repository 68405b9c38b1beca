import type { Design, GraphDocument } from '../../nodes/graph/document.ts';
import { document, drawn } from '../documents.ts';

/** Names, of which each letter is told from those before. */
const named = (model: Design): GraphDocument =>
  document({
    designs: { model },
    blocks: { model: 'model' },
    batch: 128,
    steps: 1_000_000,
    board: {
      nodes: {
        text: { kind: 'text', source: 'first names', length: 16 },
        pair: { kind: 'next-token-pair' },
        tell: { kind: 'call', block: 'model' },
        loss: { kind: 'negative-log-likelihood', distribution: 'categorical' },
        optimizer: { kind: 'optimizer', learningRate: 0.003 },
      },
      wires: [
        'text.tokens -> pair.tokens',
        'pair.input -> tell.tokens',
        'tell.logits -> loss.parameters',
        'pair.target -> loss.target',
        'pair.mask -> loss.mask',
        'loss.loss -> optimizer.loss',
        'tell.block -> optimizer.blocks as model',
      ],
    },
  });

export const transformer = (): GraphDocument =>
  named(drawn('transformer', { tokens: 27, length: 16, layers: 2, width: 64, heads: 4 }));

export const gru = (): GraphDocument =>
  named(drawn('recurrent', { tokens: 27, cell: 'GRU', size: 32, units: [128], dropout: 0 }));
