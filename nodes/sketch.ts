import type { Design, DialValue } from './graph/document.ts';

type DialValues = Readonly<Record<string, DialValue>>;

/** Distances between cards on the canvas. */
const COLUMN = 220;
const ROW = 160;

/** A place in a drawing from which further nodes go on, to the right. */
export interface Stroke {
  /**
   * Draws a node and wires this one into it. What starts second from the same place comes a row lower.
   * @param id its id in the design
   */
  then(id: string, kind: string, dials?: DialValues): Stroke;
  /** Draws the door called `name`, the id of which is `<name>-output`, and wires this node into it. */
  output(name: string, dials?: DialValues): void;
}

/** A drawing of a design, in which all wires go from `output` to `input`, and from and to the `value` of doors. */
export interface Sketch {
  /** Draws the door called `name`, the id of which is `<name>-input`. */
  input(name: string, dials?: DialValues): Stroke;
  /** The finished drawing. `recipe` says what drew it, by which dials. */
  design(recipe: NonNullable<Design['recipe']>): Design;
}

/** An empty sheet. */
export function sketch(): Sketch {
  const nodes: Design['nodes'] = {};
  const wires: Design['wires'] = [];
  let rows = 0;

  const place = (id: string, kind: string, dials: DialValues, column: number, row: number) => {
    nodes[id] = { kind, dials: { ...dials }, position: { x: column * COLUMN, y: row * ROW } };
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
      then: (id, kind, dials = {}) => next(id, kind, 'input', dials),
      output: (name, dials = {}) => void next(`${kebab(name)}-output`, 'output', 'value', { name, ...dials }),
    };
  };
  return {
    input(name, dials = {}) {
      const row = rows++;
      const id = `${kebab(name)}-input`;
      place(id, 'input', { name, ...dials }, 0, row);
      return stroke(id, 'value', 0, row);
    },
    design: (recipe) => ({ nodes, wires, recipe }),
  };
}

/** `logVariance` → `log-variance`, as ids are written. */
const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
