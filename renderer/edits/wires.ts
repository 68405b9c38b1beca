import { current, isDraft } from 'immer';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import type { Graph, GraphDocument, Wire } from '../../nodes/graph/document.ts';
import { portsOf, type Ports } from '../../nodes/graph/ports.ts';
import { leaveFrames } from './frames.ts';
import { freeName } from './free-id.ts';
import type { Site } from './site.ts';

export type End = Wire['from'];

const sameEnd = (a: End, b: End): boolean => a.node === b.node && a.port === b.port;

export const sameWire = (a: Wire, b: Wire): boolean =>
  sameEnd(a.from, b.from) && sameEnd(a.to, b.to) && a.to.name === b.to.name;

/** The ports of a node of a graph; none where its dials are wrong. */
export function portsThere(document: GraphDocument, graph: Graph, id: string): Ports {
  try {
    return portsOf(document, graph, id);
  } catch (error) {
    if (error instanceof Problem) return { inputs: {}, outputs: {} };
    throw error;
  }
}

/**
 * Wires an output into an input. A port that takes one wire loses the one that it had; one that takes several gives the
 * new wire a name of its own.
 */
export function connect({ document, graph }: Site, from: End, to: End): void {
  const node = graph.nodes[to.node];
  if (!node || !(from.node in graph.nodes)) return;
  const { several } = portsThere(document, graph, to.node).inputs[to.port] ?? {};
  const arriving = graph.wires.filter((wire) => sameEnd(wire.to, to));
  if (arriving.some((wire) => sameEnd(wire.from, from))) return;
  if (!several) {
    removeWires({ document, graph }, arriving);
    graph.wires.push({ from: { ...from }, to: { ...to } });
    return;
  }
  const taken = arriving.map((wire) => wire.to.name ?? wire.from.node);
  graph.wires.push({ from: { ...from }, to: { ...to, name: freeName(taken, from.node) } });
}

/** Moves one end of a wire, or both. Its name, and the number that a dial has for it, go with it where it stays at its port. */
export function reconnect(site: Site, wire: Wire, from: End, to: End): void {
  const there = site.graph.wires.find((other) => sameWire(other, wire));
  if (!there || (sameEnd(from, wire.from) && sameEnd(to, wire.to))) return;
  const taken = site.graph.wires.some((other) => sameEnd(other.from, from) && sameEnd(other.to, to));
  if (sameEnd(to, wire.to) && !taken) {
    there.from = { ...from };
    return;
  }
  removeWires(site, [wire]);
  connect(site, from, to);
}

/** The wires of a graph to look through: as part of a draft each of hundreds would become a draft of its own. */
export const wiresOf = ({ wires }: Graph): readonly Wire[] => (isDraft(wires) ? current(wires) : wires);

/** Takes wires away, and the numbers that dials have for them by name. */
export function removeWires({ graph }: Pick<Site, 'document' | 'graph'>, wires: readonly Wire[]): void {
  if (wires.length === 0) return;
  const [gone, kept] = [[] as Wire[], [] as Wire[]];
  for (const wire of wiresOf(graph)) (wires.some((other) => sameWire(other, wire)) ? gone : kept).push(wire);
  for (const { to, from } of gone) forgetWeight(graph, to.node, to.name ?? from.node);
  graph.wires = kept;
}

function forgetWeight(graph: Graph, node: string, name: string): void {
  const there = graph.nodes[node];
  if (!there) return;
  for (const [dial, declared] of Object.entries<Dial>(catalogue.get(there.kind)?.dials ?? {})) {
    const value = there.dials[dial];
    if (declared.type !== 'weights' || typeof value !== 'object') continue;
    if (!Array.isArray(value)) delete value[name];
  }
}

/** Gives a wire of a port that takes several another name; the number that a dial has for it goes with it. */
export function renameWire(graph: Graph, wire: Wire, wish: string): void {
  const there = graph.wires.find((other) => sameWire(other, wire));
  const name = wish.trim();
  const old = wire.to.name ?? wire.from.node;
  if (!there || name === '' || name === old) return;
  const node = graph.nodes[wire.to.node];
  for (const [dial, declared] of Object.entries<Dial>((node && catalogue.get(node.kind)?.dials) ?? {})) {
    const value = node?.dials[dial];
    if (declared.type !== 'weights' || typeof value !== 'object' || Array.isArray(value)) continue;
    const number = value[old];
    delete value[old];
    if (number !== undefined) value[name] = number;
  }
  there.to.name = name;
  delete there.to.names;
}

/** Takes nodes away with all wires that touch them. */
export function removeNodes(site: Site, ids: readonly string[]): void {
  const { graph } = site;
  removeWires(
    site,
    wiresOf(graph).filter(({ from, to }) => ids.includes(from.node) || ids.includes(to.node)),
  );
  leaveFrames(graph, { nodes: ids, notes: [] });
  for (const id of ids) delete graph.nodes[id];
}

/**
 * Puts a node between both ends of a wire: through its first input and output of the kind that the wire carries.
 * @returns whether it fits there
 */
export function insertIntoWire(site: Site, id: string, wire: Wire): boolean {
  const { document, graph } = site;
  const through = throughPorts(document, graph, id, wire);
  if (!through) return false;
  const there = graph.wires.find((other) => sameWire(other, wire));
  if (!there) return false;
  const to = { ...there.to };
  graph.wires = graph.wires.filter((other) => other !== there);
  connect(site, wire.from, { node: id, port: through.input });
  graph.wires.push({
    from: { node: id, port: through.output },
    to,
  });
  return true;
}

/** Through which ports a wire could pass a node; `null` where it cannot. */
export function throughPorts(
  document: GraphDocument,
  graph: Graph,
  id: string,
  wire: Wire,
): { readonly input: string; readonly output: string } | null {
  if (
    !(id in graph.nodes) ||
    !(wire.from.node in graph.nodes) ||
    id === wire.from.node ||
    id === wire.to.node
  )
    return null;
  const carried = portsThere(document, graph, wire.from.node).outputs[wire.from.port]?.gives ?? 'tensor';
  const { inputs, outputs } = portsThere(document, graph, id);
  const busy = new Set(graph.wires.filter(({ to }) => to.node === id).map(({ to }) => to.port));
  const input = Object.entries(inputs).find(
    ([port, { takes, several }]) => (takes ?? 'tensor') === carried && (several === true || !busy.has(port)),
  );
  const output = Object.entries(outputs).find(([, { gives }]) => (gives ?? 'tensor') === carried);
  return input && output ? { input: input[0], output: output[0] } : null;
}

/** Whether a wire from one node to another would close a loop. */
export function wouldLoop(graph: Graph, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = [to];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    if (node === from) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    for (const wire of graph.wires) if (wire.from.node === node) waiting.push(wire.to.node);
  }
  return false;
}
