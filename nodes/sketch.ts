import type { Design, DialValue } from './graph/document.ts';

/** The values of dials, as definitions give them and documents hold them. */
type DialValues = Readonly<Record<string, DialValue | readonly number[]>>;

/** Distances between cards on the canvas. */
const COLUMN = 220;
const ROW = 160;

/** How a node is wired where it is not by `output` into `input` alone. */
export interface Wiring {
  /** The input that this stroke goes into. */
  readonly into?: string;
  /** What else goes into it, by input. */
  readonly beside?: Readonly<Record<string, Stroke>>;
  /** What else goes into an input that takes several wires: input, name of the wire, stroke. */
  readonly named?: readonly (readonly [port: string, name: string, from: Stroke])[];
  /** The output that the drawing goes on from. */
  readonly from?: string;
}

/** A place in a drawing from which further nodes go on. */
export interface Stroke {
  readonly node: string;
  readonly port: string;
  readonly column: number;
  /** Draws a node to the right and wires this one into it. What starts second from one place comes a row lower. */
  to(id: string, kind: string, dials?: DialValues, wiring?: Wiring): Stroke;
  /** Draws a door to the right and wires this node into it. */
  output(id: string, dials: DialValues & { readonly name: string }): void;
}

/** A drawing of a design, in which wires go from `output` to `input`, and from and to the `value` of doors. */
export interface Sketch {
  /** Draws a door at the left. */
  input(id: string, dials: DialValues & { readonly name: string }): Stroke;
  /** The finished drawing; it shares nothing with the dials that it was drawn by. */
  design(recipe: string, dials: DialValues): Design;
}

/** An empty sheet. */
export function sketch(): Sketch {
  const nodes: Design['nodes'] = {};
  const wires: Design['wires'] = [];
  const taken = new Set<string>();
  let rows = 0;

  /** The first free place of a column, from that row on downwards. */
  const freeRow = (column: number, row: number): number =>
    taken.has(`${column} ${row}`) ? freeRow(column, row + 1) : row;
  const place = (id: string, kind: string, dials: DialValues, column: number, row: number) => {
    taken.add(`${column} ${row}`);
    nodes[id] = { kind, dials: copied(dials), position: { x: column * COLUMN, y: row * ROW } };
  };
  const stroke = (node: string, port: string, column: number, row: number): Stroke => {
    let branches = 0;
    const next = (id: string, kind: string, into: string, dials: DialValues, wiring: Wiring = {}) => {
      const { beside = {}, named = [] } = wiring;
      const others = [...Object.values(beside), ...named.map(([, , from]) => from)];
      const right = Math.max(column, ...others.map((other) => other.column)) + 1;
      const lower = freeRow(right, row + branches++);
      place(id, kind, dials, right, lower);
      wires.push({ from: { node, port }, to: { node: id, port: into } });
      for (const [to, from] of Object.entries(beside))
        wires.push({ from: { node: from.node, port: from.port }, to: { node: id, port: to } });
      for (const [to, name, from] of named)
        wires.push({ from: { node: from.node, port: from.port }, to: { node: id, port: to, name } });
      return stroke(id, wiring.from ?? 'output', right, lower);
    };
    return {
      node,
      port,
      column,
      to: (id, kind, dials = {}, wiring = {}) => next(id, kind, wiring.into ?? 'input', dials, wiring),
      output: (id, dials) => void next(id, 'output', 'value', dials),
    };
  };
  return {
    input(id, dials) {
      const row = freeRow(0, rows++);
      place(id, 'input', dials, 0, row);
      return stroke(id, 'value', 0, row);
    },
    design: (kind, dials) => ({ nodes, wires, recipe: { kind, dials: copied(dials) } }),
  };
}

const copied = (dials: DialValues) => JSON.parse(JSON.stringify(dials)) as Record<string, DialValue>;
