import type { Design, DialValue } from './graph/document.ts';

/** The values of dials, as definitions give them and documents hold them. */
type DialValues = Readonly<Record<string, DialValue | readonly number[]>>;

/** Distances between cards on the canvas. */
const COLUMN = 220;
const ROW = 160;

/** Which ports a wire joins, where they are not `output` and `input`. */
export interface Joint {
  /** Port of the drawn node that this wire goes into. */
  readonly into?: string;
  /** What else goes into the drawn node, by port; such strokes may stand further right, and the node then stands behind them. */
  readonly beside?: Readonly<Record<string, Stroke>>;
  /** What else goes into a port that takes several wires: port, name of the wire, stroke. */
  readonly named?: readonly (readonly [port: string, name: string, from: Stroke])[];
  /** Port of the drawn node from which further nodes go on. */
  readonly from?: string;
}

/** A place in a drawing from which further nodes go on. */
export interface Stroke {
  /** Draws a node to the right and wires this one into it. What starts second from one place comes a row lower. */
  to(id: string, kind: string, dials?: DialValues, joint?: Joint): Stroke;
  /** Draws a maths node: a wire into `a` or `value`, and `result` from it. */
  maths(id: string, kind: string, into: string, dials?: DialValues): Stroke;
  /** Draws a concatenation of what is drawn already and this. */
  joined(id: string, first: Stroke): Stroke;
  /** Wires this node into another one that is drawn already; `name` tells the wires of a port apart that takes several. */
  into(other: Stroke, port: string, name?: string): void;
  /** The same node, going on from another of its ports. */
  from(port: string): Stroke;
  /** Draws a door to the right and wires this node into it. */
  output(id: string, dials: DialValues & { readonly name: string }): void;
  readonly node: string;
  readonly port: string;
  readonly column: number;
  /** Where its wires begin. */
  readonly end: { readonly node: string; readonly port: string };
}

/** A drawing of a design, in which wires go from `output` to `input`, and from and to the `value` of doors. */
export interface Sketch {
  /** Draws a door at the left. */
  input(id: string, dials: DialValues & { readonly name: string }): Stroke;
  /** Draws a node without inputs at the left, a learned tensor; it goes on from its `value`. */
  source(id: string, kind: string, dials: DialValues): Stroke;
  /** The finished drawing; it shares nothing with the dials that it was drawn by. */
  design(recipe: string, dials: DialValues): Design;
}

/** An empty sheet. */
export function sketch(): Sketch {
  const nodes: Design['nodes'] = {};
  const wires: Design['wires'] = [];
  const taken = new Set<string>();
  let rows = 0;

  /** Draws a node at a place, or below it as far as others stand there. @returns its row */
  const place = (id: string, kind: string, dials: DialValues, column: number, wanted: number): number => {
    let row = wanted;
    while (taken.has(`${column} ${row}`)) row++;
    taken.add(`${column} ${row}`);
    nodes[id] = { kind, dials: copied(dials), position: { x: column * COLUMN, y: row * ROW } };
    return row;
  };
  const stroke = (node: string, port: string, column: number, row: number): Stroke => {
    let branches = 0;
    const next = (
      id: string,
      kind: string,
      dials: DialValues,
      { into = 'input', from = 'output', beside = {}, named = [] }: Joint,
    ) => {
      const others = [...Object.values(beside), ...named.map(([, , other]) => other)];
      const right = Math.max(column, ...others.map((other) => other.column)) + 1;
      const at = place(id, kind, dials, right, row + branches++);
      const wireFrom = (other: Pick<Stroke, 'node' | 'port'>, to: string, name?: string) =>
        wires.push({
          from: { node: other.node, port: other.port },
          to: { node: id, port: to, ...(name === undefined ? {} : { name }) },
        });
      wireFrom({ node, port }, into);
      for (const [to, other] of Object.entries(beside)) wireFrom(other, to);
      for (const [to, name, other] of named) wireFrom(other, to, name);
      return stroke(id, from, right, at);
    };
    return {
      node,
      port,
      column,
      end: { node, port },
      to: (id, kind, dials = {}, joint = {}) => next(id, kind, dials, joint),
      maths: (id, kind, into, dials = {}) => next(id, kind, dials, { into, from: 'result' }),
      joined(id, first) {
        const both = next(id, 'concat', {}, {});
        wires.at(-1)!.to.name = 'b';
        wires.push({ from: first.end, to: { node: id, port: 'input', name: 'a' } });
        return both;
      },
      into: (other, into, name) =>
        void wires.push({
          from: { node, port },
          to: { node: other.node, port: into, ...(name === undefined ? {} : { name }) },
        }),
      from: (other) => stroke(node, other, column, row),
      output: (id, dials) => void next(id, 'output', dials, { into: 'value' }),
    };
  };
  const first = (id: string, kind: string, dials: DialValues) => {
    const row = place(id, kind, dials, 0, rows);
    rows = row + 1;
    return stroke(id, 'value', 0, row);
  };
  return {
    input: (id, dials) => first(id, 'input', dials),
    source: first,
    design: (kind, dials) => ({ nodes, wires, recipe: { kind, dials: copied(dials) } }),
  };
}

const copied = (dials: DialValues) => JSON.parse(JSON.stringify(dials)) as Record<string, DialValue>;
