import type { GraphDocument, GraphNode, Wire } from '../../../nodes/graph/document.ts';

/** The metrics that every model of some data is measured by, so that models can be laid beside each other. */
export interface StandardMetrics {
  /** The kind of the data node. */
  readonly data: string;
  /** Adds them to a copy of the document, wired to the board's output and to that data node, where both fit. */
  readonly add: (document: GraphDocument, data: string) => Promise<void>;
}

export const isOn = (node: GraphNode): boolean => node.off !== true;

/** A wire from an output to an input. */
export const wire = (from: Wire['from'], node: string, port: string): Wire => ({ from, to: { node, port } });
