import { catalogue } from '../catalogue.ts';
import type { Block, InputPort, Meaning, OutputPort } from '../port.ts';
import { resolveDials, textDial } from './dials.ts';
import type { Graph, GraphDocument, GraphNode, Wire } from './document.ts';

export interface Ports {
  readonly inputs: Readonly<Record<string, InputPort>>;
  readonly outputs: Readonly<Record<string, OutputPort>>;
}

/** The doors of a design, in the order of the file. */
export function doorsOf(design: Graph): Omit<Block, 'id' | 'name'> {
  const doors = (role: 'input' | 'output') =>
    Object.values(design.nodes).filter((node) => catalogue.get(node.kind)?.role === role);
  const name = (node: GraphNode) => textDial(node, 'name', node.kind);
  return {
    inputs: doors('input').map(name),
    outputs: doors('output').map(name),
    optional: doors('input')
      .filter(({ dials }) => dials.optional === true)
      .map(name),
    blocks: doors('input')
      .filter(({ kind }) => 'block' in catalogue.get(kind)!.outputs)
      .map(name),
    symbols: Object.fromEntries(
      [...doors('input'), ...doors('output')].map((node) => [
        name(node),
        textDial(node, 'symbol', name(node)),
      ]),
    ),
    expects: Object.fromEntries(
      doors('input').map((node) => [name(node), textDial(node, 'meaning', 'any') as Meaning['kind']]),
    ),
  };
}

/** The design that a block is made of; of `design:<id>` that one. Empty where there is none. */
export const designOf = ({ blocks }: GraphDocument, { id }: Pick<Block, 'id'>): string =>
  id.startsWith('design:') ? id.slice('design:'.length) : (blocks[id]?.design ?? '');

/** A block of the document, or a design under the name `design:<id>`, as the value on a wire. */
export function blockOf(document: GraphDocument, id: string): Block | null {
  const design = document.designs[designOf(document, { id })];
  if (!design) return null;
  return { id, name: document.blocks[id]?.name ?? id, ...doorsOf(design) };
}

/** All ports of a node of a graph, grown ones included. */
export function portsOf(document: GraphDocument, graph: Graph, id: string): Ports {
  const node = graph.nodes[id];
  const definition = node && catalogue.get(node.kind);
  if (!definition) return { inputs: {}, outputs: {} };
  const grown = definition.grow?.(
    resolveDials(definition.dials, node.dials),
    (block) => blockOf(document, block),
    (port) => wiredBlock(document, graph, id, port),
  );
  return {
    inputs: { ...definition.inputs, ...grown?.inputs },
    outputs: { ...definition.outputs, ...grown?.outputs },
  };
}

/** The block that a wire brings to a port. */
function wiredBlock(document: GraphDocument, graph: Graph, id: string, port: string): Block | null {
  const wire = graph.wires.find(({ to }) => to.node === id && to.port === port);
  return wire ? blockFrom(document, graph, wire.from) : null;
}

/** The block that comes out of a port: the one that its node names, or what a door says that it is like. */
export function blockFrom(document: GraphDocument, graph: Graph, from: Wire['from']): Block | null {
  const source = graph.nodes[from.node];
  if (!source || from.port !== 'block') return null;
  return blockOf(document, textDial(source, 'block', `design:${textDial(source, 'design', '')}`));
}
