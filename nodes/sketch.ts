import type { Design, DialValue } from './graph/document.ts';

/** The values of dials, as definitions give them and documents hold them. */
type DialValues = Readonly<Record<string, DialValue | readonly number[]>>;

/** Distances between cards on the canvas. */
const COLUMN = 220;
const ROW = 160;

/** A place in a drawing from which further nodes go on. */
export interface Stroke {
  /** Draws a node to the right and wires this one into it. What starts second from one place comes a row lower. */
  to(id: string, kind: string, dials?: DialValues): Stroke;
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
  let rows = 0;

  const place = (id: string, kind: string, dials: DialValues, column: number, row: number) => {
    nodes[id] = { kind, dials: copied(dials), position: { x: column * COLUMN, y: row * ROW } };
  };
  const stroke = (node: string, port: string, column: number, row: number): Stroke => {
    let branches = 0;
    const next = (id: string, kind: string, into: string, dials: DialValues) => {
      const lower = row + branches++;
      place(id, kind, dials, column + 1, lower);
      wires.push({ from: { node, port }, to: { node: id, port: into } });
      return stroke(id, 'output', column + 1, lower);
    };
    return {
      to: (id, kind, dials = {}) => next(id, kind, 'input', dials),
      output: (id, dials) => void next(id, 'output', 'value', dials),
    };
  };
  return {
    input(id, dials) {
      const row = rows++;
      place(id, 'input', dials, 0, row);
      return stroke(id, 'value', 0, row);
    },
    design: (kind, dials) => ({ nodes, wires, recipe: { kind, dials: copied(dials) } }),
  };
}

const copied = (dials: DialValues) => JSON.parse(JSON.stringify(dials)) as Record<string, DialValue>;
