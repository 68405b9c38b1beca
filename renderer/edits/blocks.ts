import { Problem } from '../../nodes/alphabet/problem.ts';
import { catalogue, recipes } from '../../nodes/catalogue.ts';
import { resolveDials } from '../../nodes/graph/dials.ts';
import type { Design, DialValue, Graph, GraphDocument, GraphNode } from '../../nodes/graph/document.ts';
import { giveName } from '../../nodes/graph/names.ts';
import { addNode, type Position } from './add-node.ts';
import { freeId, freeName } from './free-id.ts';
import { designCalledBy } from './nodes.ts';
import type { Site } from './site.ts';
import { textDial } from '../../nodes/graph/dials.ts';

/** The calls that share their weights with each call of a graph, by card: all of them at once. */
export function sharingCalls(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const together = new Map<string, string[]>();
  const byCard = new Map<string, readonly string[]>();
  for (const [id, node] of Object.entries(graph.nodes)) {
    const key = sharedKey(node, id);
    if (key === null) continue;
    const calls = together.get(key) ?? [];
    together.set(key, calls);
    calls.push(id);
    byCard.set(id, calls);
  }
  return byCard;
}

function sharedKey(node: GraphNode | undefined, id: string): string | null {
  if (!node || catalogue.get(node.kind)?.role !== 'call') return null;
  const { block, again } = node.dials;
  if (typeof block === 'string' && block !== '') return `block ${block}`;
  return `member ${typeof again === 'string' && again !== '' ? again : id}`;
}

/** Draws a recipe. @throws Problem where a dial is out of its range */
export function drawRecipe(kind: string, dials: Readonly<Record<string, DialValue>>): Design {
  const recipe = recipes.get(kind);
  if (!recipe)
    throw new Problem(
      `This Genloom does not know the recipe '${kind}'. Update Genloom, or edit the design by hand.`,
      `이 Genloom은 '${kind}' 레시피를 모릅니다. Genloom을 업데이트하거나 설계를 직접 고치세요.`,
    );
  return recipe.draw(resolveDials(recipe.dials, dials) as never);
}

/** A new block from a recipe, called once. @returns the id of the call */
export function addFromRecipe(
  site: Site,
  kind: string,
  name: string,
  position: Position,
  dials: Readonly<Record<string, DialValue>> = {},
): string {
  const { document } = site;
  const design = freeId(document.designs, kind, 'design');
  document.designs[design] = drawRecipe(kind, dials);
  return addCall(site, design, name, position);
}

/** A card that calls a new block of a design; inside a design, a new member. @returns its id */
function addCall(site: Site, design: string, name: string, position: Position): string {
  if (site.design !== null) {
    const member = addNode(site, 'call', position, { design });
    site.graph.nodes[member]!.name = name;
    return member;
  }
  return addBlockCall(site, addBlock(site.document, design, name), position);
}

function addBlock(document: GraphDocument, design: string, wish: string): string {
  const id = freeId(document.blocks, wish, 'block');
  const names = Object.entries(document.blocks).map(([other, { name }]) => name ?? other);
  document.blocks[id] = { design, name: freeName(names, wish) };
  return id;
}

type Named = Pick<GraphNode, 'name' | 'names'>;

/** The name of another one, in all languages, where it has one. */
function takeName(to: Named, from: Named | undefined): void {
  if (from?.name === undefined) return;
  to.name = from.name;
  if (from.names) to.names = { ...from.names };
}

/** A card that calls a block that is there already: both share their weights. @returns its id */
export function addBlockCall(site: Site, block: string, position: Position): string {
  const id = addNode(site, 'call', position, { block });
  takeName(site.graph.nodes[id]!, site.document.blocks[block]);
  return id;
}

const BELOW = 48;
const below = (node: GraphNode): Position => ({
  x: (node.position?.x ?? 0) + BELOW,
  y: (node.position?.y ?? 0) + 3 * BELOW,
});

/** Another call of the same block, with the same weights. @returns its id; `null` where the card calls nothing */
export function callAgain(site: Site, id: string): string | null {
  const node = site.graph.nodes[id];
  const design = designCalledBy(site.document, site.graph, id);
  if (!node || design === null) return null;
  const { block, again } = node.dials;
  const next =
    typeof block === 'string' && block !== ''
      ? addBlockCall(site, block, below(node))
      : addNode(site, 'call', below(node), {
          design,
          again: typeof again === 'string' && again !== '' ? again : id,
        });
  takeName(site.graph.nodes[next]!, node);
  return next;
}

/**
 * A block with weights of its own beside the one that a card calls.
 * @param design `shared`: of the same design, which stays one drawing; `own`: of a copy of it
 * @returns the id of its call; `null` where the card calls nothing
 */
export function anotherBlock(site: Site, id: string, design: 'shared' | 'own'): string | null {
  const { document, graph } = site;
  const called = designCalledBy(document, graph, id);
  const node = graph.nodes[id];
  if (called === null || !node) return null;
  let made = called;
  if (design === 'own') {
    made = freeId(document.designs, called, 'design');
    document.designs[made] = JSON.parse(JSON.stringify(document.designs[called])) as Design;
  }
  const name = document.blocks[textDial(node, 'block', '')]?.name ?? node.name ?? called;
  return addCall(site, made, name, below(node));
}

/** Renames a block, and the cards that wear its name. */
export function renameBlock(document: GraphDocument, id: string, wish: string): void {
  const block = document.blocks[id];
  const name = wish.trim();
  if (!block || name === '') return;
  for (const graph of [document.board, ...Object.values(document.designs)])
    for (const node of Object.values(graph.nodes))
      if (node.dials.block === id && (node.name === undefined || node.name === (block.name ?? id)))
        giveName(node, name);
  giveName(block, name);
}

/** Draws a design anew from its recipe, or the one that it had. @throws Problem where a dial is out of its range */
export function redraw(
  document: GraphDocument,
  id: string,
  dials: Readonly<Record<string, DialValue>>,
): void {
  const design = document.designs[id];
  const recipe = design?.recipe ?? design?.formerRecipe;
  if (!design || !recipe) return;
  document.designs[id] = drawRecipe(recipe.kind, dials);
}
