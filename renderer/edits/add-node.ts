import { catalogue } from '../../nodes/catalogue.ts';
import { Problem } from '../../nodes/alphabet/problem.ts';
import type { DialValue } from '../../nodes/graph/document.ts';
import { freeId, freeName } from './free-id.ts';
import { placeOf, type Site } from './site.ts';
import { textDial } from '../../nodes/graph/dials.ts';

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Positions are whole pixels, so that files stay readable. */
export const rounded = ({ x, y }: Position): { x: number; y: number } => ({
  x: Math.round(x),
  y: Math.round(y),
});

/**
 * Puts a new node of a kind into the graph.
 * @returns its id
 * @throws Problem where that kind cannot stand here
 */
export function addNode(
  site: Site,
  kind: string,
  position: Position,
  dials: Readonly<Record<string, DialValue>> = {},
): string {
  const definition = catalogue.get(kind);
  if (definition && !definition.places.includes(placeOf(site))) throw mayNotStandHere(site, definition.title);
  const id = freeId(site.graph.nodes, kind);
  const door = definition?.role === 'input' || definition?.role === 'output';
  const named = door && !('name' in dials) ? { name: freeDoorName(site, definition.role, kind) } : {};
  site.graph.nodes[id] = { kind, dials: { ...named, ...dials }, position: rounded(position) };
  return id;
}

/** A name that no other door of the graph has. */
export function freeDoorName({ graph }: Site, role: 'input' | 'output', wish: string): string {
  const taken = Object.values(graph.nodes).flatMap((node) =>
    catalogue.get(node.kind)?.role === role ? [textDial(node, 'name', node.kind)] : [],
  );
  return freeName(taken, wish);
}

export const mayNotStandHere = (site: Site, title: { en: string; ko: string }): Problem =>
  site.design === null
    ? new Problem(
        `'${title.en}' stands inside designs only. Enter a block and put it there.`,
        `'${title.ko}'은(는) 설계 안에만 둘 수 있습니다. 블록 안으로 들어가서 두세요.`,
      )
    : new Problem(
        `'${title.en}' stands on the board only. Leave the design and put it there.`,
        `'${title.ko}'은(는) 보드에만 둘 수 있습니다. 설계에서 나와서 두세요.`,
      );
