import type { Position } from '../edits/add-node.ts';

/** Columns from left to right, in which cards keep their order as far as wires allow. */
const LAYERED = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '32',
  'elk.layered.spacing.nodeNodeBetweenLayers': '72',
  'elk.spacing.componentComponent': '64',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

export interface LaidBox {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A wire from one box to another, by their ids. */
export interface LaidWire {
  readonly from: string;
  readonly to: string;
}

/** Places of cards by the layers of ELK (Sugiyama's method), found in a worker that is loaded when first wanted. */
export async function layOut(
  boxes: readonly LaidBox[],
  wires: readonly LaidWire[],
): Promise<Readonly<Record<string, Position>>> {
  const [{ default: Elk }, { default: workerUrl }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ]);
  const elk = new Elk({ workerUrl });
  try {
    const laid = await elk.layout({
      id: 'graph',
      layoutOptions: LAYERED,
      children: boxes.map(({ id, width, height }) => ({ id, width, height })),
      edges: wires.map(({ from, to }, i) => ({ id: `wire-${i}`, sources: [from], targets: [to] })),
    });
    return Object.fromEntries((laid.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }] as const));
  } finally {
    elk.terminateWorker();
  }
}
