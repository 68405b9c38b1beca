import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import type { Graph, GraphDocument, GraphNode } from '../../nodes/graph/document.ts';

/**
 * What of a document becomes programs: not where cards stand, what they are called, or dials that are turned while it
 * trains. Equal texts are the same model.
 */
export function programOf({ board, blocks, designs, phases, seed, batch }: GraphDocument): string {
  const seen = whatLooksDependOn(board);
  return JSON.stringify({
    seed,
    batch,
    phases: phases.map(({ name, steps }) => ({ name, steps })),
    board: graphOf(board, seen),
    blocks: mapped(blocks, ({ design, frozen }) => ({ design, frozen })),
    designs: mapped(designs, (design) => graphOf(design)),
  });
}

const graphOf = ({ nodes, wires }: Graph, seen: ReadonlySet<string> = new Set()) => ({
  nodes: mapped(nodes, (node, id) => nodeOf(node, seen.has(id))),
  wires: wires.toSorted(byEnds),
});

const nodeOf = ({ kind, off, dials }: GraphNode, seen: boolean) => ({
  kind,
  off: off ?? false,
  dials: Object.entries(dials)
    .filter(([name]) => !isLive(catalogue.get(kind)?.dials[name] as Dial | undefined, seen))
    .sort(byName),
});

/** @param seen whether a view shows what the node gives: then a value that is asked for must reach the model in the engine */
const isLive = (dial: Dial | undefined, seen: boolean): boolean =>
  dial?.type === 'weights' ||
  (dial?.type === 'number' && dial.live === true) ||
  (dial?.type === 'numbers' && dial.live === true && !seen);

/** The nodes that a view or a metric looks at, by way of others too; nobody needs them where the board has no door. */
function whatLooksDependOn({ nodes, wires }: Graph): ReadonlySet<string> {
  if (!Object.values(nodes).some(({ kind }) => catalogue.get(kind)?.role === 'input')) return new Set();
  const looks = Object.keys(nodes).filter((id) =>
    ['view', 'metric'].includes(catalogue.get(nodes[id]!.kind)?.role ?? ''),
  );
  const into = new Map<string, string[]>();
  for (const { from, to } of wires) into.set(to.node, [...(into.get(to.node) ?? []), from.node]);
  const reached = new Set(looks);
  for (const id of reached) for (const before of into.get(id) ?? []) reached.add(before);
  return reached;
}

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
