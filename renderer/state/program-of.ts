import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import type { Graph, GraphDocument, GraphNode } from '../../nodes/graph/document.ts';

/**
 * What of a document becomes programs: not where cards stand, what they are called, or dials that are turned while it
 * trains. Equal texts are the same model.
 */
export function programOf({ board, blocks, designs, phases, seed, batch }: GraphDocument): string {
  return JSON.stringify({
    seed,
    batch,
    phases: phases.map(({ name, steps }) => ({ name, steps })),
    board: graphOf(board),
    blocks: mapped(blocks, ({ design, frozen }) => ({ design, frozen })),
    designs: mapped(designs, graphOf),
  });
}

const graphOf = ({ nodes, wires }: Graph) => ({
  nodes: mapped(nodes, nodeOf),
  wires: wires.toSorted(byEnds),
});

const nodeOf = ({ kind, off, dials }: GraphNode) => ({
  kind,
  off: off ?? false,
  dials: Object.entries(dials)
    .filter(([name]) => !isLive(catalogue.get(kind)?.dials[name] as Dial | undefined))
    .sort(byName),
});

const isLive = (dial: Dial | undefined): boolean =>
  dial?.type === 'weights' || (dial?.type === 'number' && dial.live === true);

const mapped = <V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W): [string, W][] =>
  Object.entries(record)
    .map(([name, value]): [string, W] => [name, map(value)])
    .sort(byName);

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** Wires into one port keep their order, for terms are added in it. */
const byEnds = (a: Graph['wires'][number], b: Graph['wires'][number]): number =>
  byName([`${a.to.node}.${a.to.port}`, 0], [`${b.to.node}.${b.to.port}`, 0]);
