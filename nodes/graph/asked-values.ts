import { catalogue } from '../catalogue.ts';
import type { Dial } from '../dial.ts';
import { textDial } from './dials.ts';
import type { GraphDocument, GraphNode } from './document.ts';

/** The dial of a door of the board that holds what a person asks for; `null` where it has none. */
const askedBy = ({ kind }: GraphNode): string | null => {
  const definition = catalogue.get(kind);
  if (definition?.role !== 'input') return null;
  const dials = Object.entries<Dial>(definition.dials);
  return dials.find(([, dial]) => dial.type === 'numbers' && dial.exampleOf && dial.live)?.[0] ?? null;
};

/** A door of the board where a person chooses a value. */
export interface Door {
  /** Its dial, as `node.dial`. */
  readonly dial: string;
  /** Nothing where nobody chose. */
  readonly value: readonly number[];
}

/** The doors of the board where a person chooses a value, by their names. */
export function doorsThatAsk({ board }: GraphDocument): ReadonlyMap<string, Door> {
  const doors = new Map<string, Door>();
  for (const [id, node] of Object.entries(board.nodes)) {
    const dial = askedBy(node);
    if (dial === null) continue;
    const value = node.dials[dial];
    doors.set(textDial(node, 'name', node.kind), {
      dial: `${id}.${dial}`,
      value: Array.isArray(value) ? value : [],
    });
  }
  return doors;
}

/** What a live dial asks for: words, a strength, or the numbers of examples. */
export type Asked = string | number | number[];

/** Live dials of the board as they stand, by `node.dial`: what views and samples follow without another model. */
export function askedDials({ board }: GraphDocument): Record<string, Asked> {
  const asked: Record<string, Asked> = {};
  for (const [id, node] of Object.entries(board.nodes))
    for (const [name, dial] of Object.entries<Dial>(catalogue.get(node.kind)?.dials ?? {})) {
      if (!('live' in dial) || !dial.live) continue;
      const value = node.dials[name] ?? dial.default;
      if (fits(dial, value)) asked[`${id}.${name}`] = value;
    }
  return asked;
}

/** Whether a value is of the type of its dial. */
const fits = ({ type }: Dial, value: unknown): value is Asked =>
  type === 'text'
    ? typeof value === 'string'
    : type === 'number'
      ? typeof value === 'number'
      : Array.isArray(value);
