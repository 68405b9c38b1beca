import fc from 'fast-check';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { Dial } from '../../../nodes/dial.ts';
import type { DialValue, Graph, GraphDocument } from '../../../nodes/graph/document.ts';

/** Numbers from which an edit chooses its place and its value, whatever the document is by then. */
export type Draws = readonly [what: number, where: number, which: number, value: number];

export const draws: fc.Arbitrary<Draws> = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat());

const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % all.length];

/** Another value of a dial; some are out of its range. */
function otherValue(dial: Dial, n: number): DialValue {
  switch (dial.type) {
    case 'number':
      return dial.integer ? dial.min + (n % 9) - (n % 7 === 0 ? 1 : 0) : dial.min + (n % 5) / 4;
    case 'numbers':
      return dial.length === undefined
        ? [1 + (n % 4)]
        : Array.from({ length: dial.length }, () => 1 + (n % 4));
    case 'choice':
      return pick(Object.keys(dial.options), n)!;
    case 'flag':
      return n % 2 === 0;
    case 'text':
      return pick(['', 'encoder', 'decoder', 'nowhere', 'image', 'x'], n)!;
    case 'weights':
      return {};
  }
}

/** A copy of a document as a worker gets it, with one edit: dials, wires, nodes, switches, names, designs and blocks. */
export function edited(document: GraphDocument, [what, where, which, value]: Draws): GraphDocument {
  const copy = structuredClone(document);
  const graphs: Graph[] = [copy.board, copy.board, ...Object.values(copy.designs)];
  const graph = pick(graphs, where)!;
  const id = pick(Object.keys(graph.nodes), which);
  const node = id === undefined ? undefined : graph.nodes[id];
  if (id === undefined || !node) return copy;
  const kinds = [
    'dial',
    'dial',
    'dial',
    'cut',
    'wire',
    'delete',
    'off',
    'move',
    'block',
    'batch',
    'node',
  ] as const;
  switch (pick(kinds, what)!) {
    case 'dial': {
      const dials = Object.entries<Dial>(catalogue.get(node.kind)?.dials ?? {});
      const dial = pick(dials, value);
      if (dial) node.dials[dial[0]] = otherValue(dial[1], value);
      break;
    }
    case 'cut':
      graph.wires.splice(value % (graph.wires.length + 1), 1);
      break;
    case 'wire': {
      const [one, other] = [pick(graph.wires, which), pick(graph.wires, value)];
      if (one && other) graph.wires.push({ from: { ...one.from }, to: { ...other.to } });
      break;
    }
    case 'delete':
      delete graph.nodes[id];
      graph.wires = graph.wires.filter(({ from, to }) => from.node !== id && to.node !== id);
      break;
    case 'off':
      node.off = !node.off;
      break;
    case 'move':
      node.position = { x: value % 100, y: 0 };
      break;
    case 'block': {
      const block = pick(Object.values(copy.blocks), which);
      const design = pick(Object.keys(copy.designs), value);
      if (block && design) block.design = design;
      break;
    }
    case 'batch':
      copy.batch = 1 + (value % 40);
      break;
    case 'node':
      graph.nodes[`new-${value % 3}`] = structuredClone(node);
      graph.wires.push(
        ...graph.wires
          .filter(({ to }) => to.node === id)
          .map(({ from, to }) => ({ from, to: { ...to, node: `new-${value % 3}` } })),
      );
  }
  return copy;
}
