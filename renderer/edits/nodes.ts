import { catalogue } from '../../nodes/catalogue.ts';
import type { DialValue, Graph, GraphDocument } from '../../nodes/graph/document.ts';
import { giveName } from '../../nodes/graph/names.ts';
import { rounded, type Position } from './add-node.ts';
import type { Site } from './site.ts';
import { textDial } from '../../nodes/graph/dials.ts';

/** Moves cards. */
export function moveNodes(graph: Graph, positions: Readonly<Record<string, Position>>): void {
  for (const [id, position] of Object.entries(positions)) {
    const node = graph.nodes[id];
    if (node) node.position = rounded(position);
  }
}

/** Gives a node a name of its own; an empty one takes it away. */
export function renameNode(graph: Graph, id: string, name: string): void {
  const node = graph.nodes[id];
  if (node) giveName(node, name);
}

/** Switches nodes off, or on again where all of them were off. */
export function toggleOff(graph: Graph, ids: readonly string[]): void {
  const nodes = ids.flatMap((id) => graph.nodes[id] ?? []);
  const on = nodes.every((node) => node.off === true);
  for (const node of nodes)
    if (on) delete node.off;
    else node.off = true;
}

/**
 * Turns a dial. Where it names a door of a design, the wires of all calls follow the new name.
 * @param value `undefined` puts it back to its default
 */
export function setDial(site: Site, id: string, dial: string, value: DialValue | undefined): void {
  const node = site.graph.nodes[id];
  if (!node || node.dials[dial] === value) return;
  const role = catalogue.get(node.kind)?.role;
  const before = node.dials[dial];
  if (value === undefined) delete node.dials[dial];
  else node.dials[dial] = value;
  if (site.design === null || dial !== 'name' || (role !== 'input' && role !== 'output')) return;
  const [old, next] = [before, value].map((name) =>
    typeof name === 'string' && name !== '' ? name : node.kind,
  );
  renameDoor(site.document, site.design, role, old!, next!);
}

function renameDoor(
  document: GraphDocument,
  design: string,
  role: 'input' | 'output',
  old: string,
  next: string,
): void {
  for (const graph of [document.board, ...Object.values(document.designs)])
    for (const wire of graph.wires) {
      const end = role === 'input' ? wire.to : wire.from;
      if (end.port === old && designCalledBy(document, graph, end.node) === design) end.port = next;
    }
}

/** The design that a card calls, by its block or as a member; `null` where it calls none. */
export function designCalledBy(document: GraphDocument, graph: Graph, id: string): string | null {
  const node = graph.nodes[id];
  if (!node || catalogue.get(node.kind)?.role !== 'call') return null;
  const block = textDial(node, 'block', '');
  const called = block === '' ? textDial(node, 'design', '') : (document.blocks[block]?.design ?? '');
  return called in document.designs ? called : null;
}
