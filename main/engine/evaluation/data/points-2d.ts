import { BATCH, formatShape } from '../../../../nodes/alphabet/shape.ts';
import type { GraphDocument } from '../../../../nodes/graph/document.ts';
import { STANDARD, outputOf, wire, type StandardMetrics } from '../standard.ts';

const POINTS = formatShape([BATCH, 2]);
/** Shapes that are made of separate modes, each a class of its own. */
const OF_MODES: readonly unknown[] = ['ring', 'grid'];

/**
 * Points in the plane: sliced Wasserstein distance, MMD, the divergence on a grid, the share of good samples, and where the data
 * has modes, how many of them are covered.
 */
export default {
  data: 'points-2d',
  add(document: GraphDocument, data: string): Promise<void> {
    const made = outputOf(document, POINTS);
    if (made === null) return Promise.resolve();
    const { nodes, wires } = document.board;
    const hasModes = OF_MODES.includes(nodes[data]!.dials.shape ?? 'ring');
    const add = (kind: string, withModes: boolean) => {
      const id = `${STANDARD}${kind}`;
      nodes[id] = { kind, dials: {} };
      wires.push(wire(made, id, 'generated'), wire({ node: data, port: 'points' }, id, 'real'));
      if (withModes) wires.push(wire({ node: data, port: 'label' }, id, 'label'));
    };
    add('sliced-wasserstein', false);
    add('mmd', false);
    add('grid-divergence', false);
    add('good-samples', hasModes);
    if (hasModes) add('modes-covered', true);
    return Promise.resolve();
  },
} satisfies StandardMetrics;
