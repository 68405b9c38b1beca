import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import type { Graph, GraphDocument, GraphNode } from '../../nodes/graph/document.ts';

/**
 * What of a document becomes programs: not where cards stand, what they are called, or dials that reach the model where it is used.
 * Equal texts are the same model.
 */
export function programOf({ board, blocks, designs, phases, seed, batch }: GraphDocument): string {
  return JSON.stringify({
    seed,
    batch,
    phases: phases.map(({ name, steps }) => ({ name, steps })),
    board: graphOf(board, true),
    blocks: mapped(blocks, ({ design, frozen }) => ({ design, frozen })),
    designs: mapped(designs, (design) => graphOf(design, false)),
  });
}

const graphOf = ({ nodes, wires }: Graph, onBoard: boolean) => ({
  nodes: mapped(nodes, (node) => nodeOf(node, onBoard)),
  wires: wires.toSorted(byEnds),
});

const nodeOf = ({ kind, off, dials }: GraphNode, onBoard: boolean) => ({
  kind,
  off: off ?? false,
  dials: Object.entries(dials)
    .filter(([name]) => !isLive(catalogue.get(kind)?.dials[name] as Dial | undefined, onBoard))
    .sort(byName),
});

/** Words inside of a design are a part of it. */
const isLive = (dial: Dial | undefined, onBoard: boolean): boolean =>
  dial?.type === 'weights' ||
  (dial !== undefined && 'live' in dial && dial.live === true && (dial.type !== 'text' || onBoard));

const mapped = <V, W>(
  record: Readonly<Record<string, V>>,
  map: (value: V, name: string) => W,
): [string, W][] =>
  Object.entries(record)
    .map(([name, value]): [string, W] => [name, map(value, name)])
    .sort(byName);

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** Wires into one port keep their order, for terms are added in it. */
const byEnds = (a: Graph['wires'][number], b: Graph['wires'][number]): number =>
  byName([`${a.to.node}.${a.to.port}`, 0], [`${b.to.node}.${b.to.port}`, 0]);
