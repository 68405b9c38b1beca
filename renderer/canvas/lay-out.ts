import type { Position } from '../edits/add-node.ts';
import { PADDING } from './frame-box.ts';

const ROOM = `[top=${PADDING.top},left=${PADDING.side},bottom=${PADDING.side},right=${PADDING.side}]`;

export interface LaidBox {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Id of the frame around it. */
  readonly within?: string | undefined;
}

/** A wire from one box to another, by their ids. */
export interface LaidWire {
  readonly from: string;
  readonly to: string;
}

const child = ({ id, width, height }: LaidBox) => ({ id, width, height });

/**
 * Places of cards by the layers of ELK (Sugiyama's method), found in a worker that is loaded when first wanted. Those of one frame
 * stay together. @returns places by id, frames left out
 */
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
      layoutOptions: {
        'elk.algorithm': 'layered',
        'elk.direction': 'RIGHT',
        'elk.spacing.nodeNode': '32',
        'elk.layered.spacing.nodeNodeBetweenLayers': '72',
        'elk.spacing.componentComponent': '64',
        'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
        'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
        'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      },
      children: [
        ...boxes.filter(({ within }) => within === undefined).map(child),
        ...[...new Set(boxes.flatMap(({ within }) => within ?? []))].map((frame) => ({
          id: frame,
          layoutOptions: { 'elk.padding': ROOM },
          children: boxes.filter(({ within }) => within === frame).map(child),
        })),
      ],
      edges: wires.map(({ from, to }, i) => ({ id: `wire-${i}`, sources: [from], targets: [to] })),
    });
    return Object.fromEntries(
      (laid.children ?? []).flatMap(({ id, x = 0, y = 0, children }) =>
        children?.length
          ? children.map((held) => [held.id, { x: x + (held.x ?? 0), y: y + (held.y ?? 0) }] as const)
          : [[id, { x, y }] as const],
      ),
    );
  } finally {
    elk.terminateWorker();
  }
}
