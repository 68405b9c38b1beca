import { formatShape } from '../../../nodes/alphabet/shape.ts';
import { describe } from '../../../nodes/graph/describe.ts';
import type { GraphDocument, GraphNode, Wire } from '../../../nodes/graph/document.ts';

/** The metrics that every model of some data is measured by, so that models can be laid beside each other. */
export interface StandardMetrics {
  /** The kind of the data node. */
  readonly data: string;
  /** Adds them to a copy of the document, wired to the board's output and to that data node, where both fit. */
  readonly add: (document: GraphDocument, data: string) => Promise<void>;
}

/** What the names of their nodes begin with. */
export const STANDARD = 'standard-';

export const isOn = (node: GraphNode): boolean => node.off !== true;

/** A wire from an output to an input. */
export const wire = (from: Wire['from'], node: string, port: string): Wire => ({ from, to: { node, port } });

/** Where the board's output comes from that has this shape: the one called `samples`, else the first. */
export function outputOf(document: GraphDocument, shape: string): Wire['from'] | null {
  const { wires } = describe(document);
  const { nodes, wires: drawn } = document.board;
  const outputs = Object.entries(nodes)
    .filter(([, node]) => node.kind === 'output' && isOn(node))
    .sort(([, a], [, b]) => Number(b.dials.name === 'samples') - Number(a.dials.name === 'samples'));
  for (const [id] of outputs) {
    const from = drawn.find(({ to }) => to.node === id)?.from;
    const type = from && wires.get(`${from.node}.${from.port}`);
    if (type && formatShape(type.shape) === shape) return from;
  }
  return null;
}
