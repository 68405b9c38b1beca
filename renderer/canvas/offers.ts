import type { Text } from '../../nodes/alphabet/problem.ts';
import { catalogue, recipes } from '../../nodes/catalogue.ts';
import type { Family } from '../../nodes/contract.ts';
import type { Graph, GraphDocument } from '../../nodes/graph/document.ts';
import { formulaOf } from '../../nodes/graph/formula.ts';
import { nameOr } from '../../nodes/graph/names.ts';
import type { Carried } from '../../nodes/port.ts';
import { blockOf, doorsOf, portsOf } from '../../nodes/graph/ports.ts';
import { addNode, type Position } from '../edits/add-node.ts';
import { addBlockCall, addFromRecipe, drawRecipe } from '../edits/blocks.ts';
import { designCalledBy } from '../edits/nodes.ts';
import type { Site } from '../edits/site.ts';
import { designLine } from './card-line.ts';
import type { Side } from './canvas-state.ts';

/** Something that can be put on the canvas. */
export interface Offer {
  /** `node:conv2d`, `recipe:mlp`, `block:encoder`, `member:encoder`; what a drag carries. */
  readonly id: string;
  readonly type: 'node' | 'recipe' | 'block' | 'member';
  readonly title: Text;
  readonly sentence: Text;
  readonly formula?: string;
  readonly family: Family;
  /** Other words that it is found by. */
  readonly words: readonly string[];
}

const offerId = (type: Offer['type'], name: string): string => `${type}:${name}`;
const nameOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** What can stand in the graph: its nodes, recipes for new blocks, and the blocks or designs that are there. */
export function offersFor(document: GraphDocument, design: string | null): readonly Offer[] {
  const place = design === null ? 'board' : 'design';
  const nodes = [...catalogue.values()]
    // A call is offered by what it calls.
    .filter(({ places, role }) => places.includes(place) && role !== 'call')
    .map((definition) => ({ definition, formula: formulaOf(definition) }))
    .map(({ definition: { kind, title, sentence, family, aliases }, formula }): Offer => ({
      id: offerId('node', kind),
      type: 'node',
      title,
      sentence,
      ...(formula === undefined ? {} : { formula }),
      family,
      words: [kind, ...(aliases ?? [])],
    }));
  const drawn = [...recipes.values()].map(({ kind, title, sentence, aliases }): Offer => ({
    id: offerId('recipe', kind),
    type: 'recipe',
    title,
    sentence,
    family: 'blocks',
    words: [kind, 'recipe', 'block', '레시피', '블록', ...(aliases ?? [])],
  }));
  return [...drawn, ...(design === null ? blocksOf(document) : membersOf(document, design)), ...nodes];
}

const blocksOf = (document: GraphDocument): readonly Offer[] =>
  Object.entries(document.blocks).map(([id, block]) => {
    const name = nameOr(block, id);
    const made = designLine(document.designs[block.design] ?? { nodes: {} });
    return {
      id: offerId('block', id),
      type: 'block',
      title: name,
      sentence: {
        en: `Another call of this block, with the same weights. ${made}`.trim(),
        ko: `같은 가중치로 이 블록을 한 번 더 호출해요. ${made}`.trim(),
      },
      family: 'blocks',
      words: [id, 'call', '호출'],
    };
  });

/** Designs that may be called inside another one: those that do not call it themselves. */
function membersOf(document: GraphDocument, design: string): readonly Offer[] {
  const calls = (from: string, seen = new Set<string>()): boolean => {
    if (from === design) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    const graph = document.designs[from];
    return Object.keys(graph?.nodes ?? {}).some((id) => {
      const called = designCalledBy(document, graph!, id);
      return called !== null && calls(called, seen);
    });
  };
  return Object.entries(document.designs)
    .filter(([id]) => !calls(id))
    .map(([id, inner]) => ({
      id: offerId('member', id),
      type: 'member',
      title: { en: id, ko: id },
      sentence: {
        en: `A member of this design, with weights of its own. ${designLine(inner)}`.trim(),
        ko: `자기 가중치를 가진 이 설계의 부분이에요. ${designLine(inner)}`.trim(),
      },
      family: 'blocks',
      words: ['design', 'member', '설계'],
    }));
}

/** Puts an offer on the canvas. @returns the id of the card @throws Problem where it cannot stand there */
export function addOffer(site: Site, id: string, at: Position, language: 'en' | 'ko' = 'en'): string {
  const name = nameOf(id);
  switch (id.slice(0, id.indexOf(':'))) {
    case 'recipe':
      return addFromRecipe(site, name, recipes.get(name)?.title[language] ?? name, at);
    case 'block':
      return addBlockCall(site, name, at);
    case 'member':
      return addNode(site, 'call', at, { design: name });
    default:
      return addNode(site, name, at);
  }
}

/** Whether a new card of an offer would have a port for a wire that carries this. */
export function offerTakes(
  document: GraphDocument,
  { id, type }: Offer,
  side: Side,
  carried: keyof Carried,
): boolean {
  const name = nameOf(id);
  if (type === 'node') {
    const alone: Graph = { nodes: { new: { kind: name, dials: {} } }, wires: [] };
    const { inputs, outputs } = portsOf(document, alone, 'new');
    return side === 'source'
      ? Object.values(inputs).some(({ takes }) => (takes ?? 'tensor') === carried)
      : Object.values(outputs).some(({ gives }) => (gives ?? 'tensor') === carried);
  }
  const doors =
    type === 'recipe'
      ? doorsOf(drawRecipe(name, {}))
      : blockOf(document, type === 'block' ? name : `design:${name}`);
  if (!doors) return false;
  if (carried === 'block') return side === 'target';
  return (side === 'source' ? doors.inputs : doors.outputs).length > 0;
}
