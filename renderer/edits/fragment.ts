import { catalogue } from '../../nodes/catalogue.ts';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { readDocument, type Graph, type GraphDocument, type GraphNode } from '../../nodes/graph/document.ts';
import { textDial } from '../../nodes/graph/dials.ts';
import { NEWEST_VERSION } from '../../nodes/graph/migrate.ts';
import { freeDoorName, rounded, type Position } from './add-node.ts';
import { copyFrames } from './frames.ts';
import { freeId } from './free-id.ts';
import { placeOf, type Site } from './site.ts';
import { connect } from './wires.ts';

const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * Some nodes of a graph as text: a small document of its own, with the wires between them and the blocks and designs that
 * they need, so that it can be pasted into another project, or opened.
 */
export function copyNodes({ document, graph }: Site, ids: readonly string[]): string {
  const nodes = Object.fromEntries(ids.flatMap((id) => (graph.nodes[id] ? [[id, graph.nodes[id]]] : [])));
  const wires = graph.wires.filter(({ from, to }) => from.node in nodes && to.node in nodes);
  const framed: Graph = { nodes, wires };
  copyFrames(graph, new Map(Object.keys(nodes).map((id) => [id, id])), framed);
  const blocks = Object.fromEntries(
    Object.values(nodes).flatMap((node) => {
      const id = textDial(node, 'block', '');
      const known = document.blocks[id];
      return known ? [[id, known]] : [];
    }),
  );
  const wanted = [
    ...Object.values(blocks).map(({ design }) => design),
    ...Object.values(nodes).map((node) => textDial(node, 'design', '')),
  ];
  const fragment = {
    format: 'genloom',
    version: NEWEST_VERSION,
    name: document.name,
    batch: document.batch,
    phases: document.phases,
    board: framed,
    blocks,
    designs: designsWithin(document, wanted),
  };
  return `${JSON.stringify(fragment, null, 2)}\n`;
}

/** Designs and the designs that they call. */
function designsWithin(document: GraphDocument, wanted: readonly string[]): GraphDocument['designs'] {
  const found: GraphDocument['designs'] = {};
  const waiting = [...wanted];
  while (waiting.length > 0) {
    const id = waiting.pop()!;
    const design = document.designs[id];
    if (!design || id in found) continue;
    found[id] = design;
    waiting.push(...Object.values(design.nodes).map((node) => textDial(node, 'design', '')));
  }
  return found;
}

/**
 * Pastes what `copyNodes` wrote. Ids that are taken are renamed. A block that the document has in the same form is called
 * again; another one comes along with its design.
 * @param at where the upper left corner of what is pasted goes
 * @returns the ids of the new nodes
 * @throws Problem where the text is something else, or nothing of it can stand here
 */
export function pasteNodes(site: Site, text: string, at: Position): readonly string[] {
  const fragment = readDocument(text, 'The clipboard');
  const place = placeOf(site);
  const fitting = Object.entries(fragment.board.nodes).filter(
    ([, { kind }]) => catalogue.get(kind)?.places.includes(place) ?? true,
  );
  if (fitting.length === 0)
    throw new Problem(
      place === 'board'
        ? 'Nothing of what was copied can stand on the board: layers live inside blocks. Enter a block and paste there.'
        : 'Nothing of what was copied can stand inside a design. Go back to the board and paste there.',
      place === 'board'
        ? '복사한 것 중 보드에 둘 수 있는 것이 없습니다. 층은 블록 안에 둡니다. 블록 안으로 들어가서 붙여 넣으세요.'
        : '복사한 것 중 설계 안에 둘 수 있는 것이 없습니다. 보드로 돌아가서 붙여 넣으세요.',
    );
  const designs = bringDesigns(site.document, fragment);
  const blocks = bringBlocks(site.document, fragment, designs);
  return putNodes(site, fragment.board, fitting, at, (node) => {
    const { block, design } = node.dials;
    if (typeof block === 'string' && blocks.has(block)) node.dials.block = blocks.get(block)!;
    if (typeof design === 'string' && designs.has(design)) node.dials.design = designs.get(design)!;
  });
}

/** Copies nodes beside themselves; copies of calls call the same blocks. @returns the ids of the copies */
export function duplicateNodes(site: Site, ids: readonly string[]): readonly string[] {
  const nodes = ids.flatMap((id) => (site.graph.nodes[id] ? [[id, site.graph.nodes[id]] as const] : []));
  const corner = cornerOf(nodes.map(([, node]) => node));
  return putNodes(site, copied(site.graph), copied(nodes), { x: corner.x + 32, y: corner.y + 32 }, () => {});
}

const cornerOf = (nodes: readonly GraphNode[]): Position => ({
  x: Math.min(...nodes.map(({ position }) => position?.x ?? 0)),
  y: Math.min(...nodes.map(({ position }) => position?.y ?? 0)),
});

function putNodes(
  site: Site,
  from: Graph,
  nodes: readonly (readonly [string, GraphNode])[],
  at: Position,
  adapt: (node: GraphNode) => void,
): readonly string[] {
  const corner = cornerOf(nodes.map(([, node]) => node));
  const renamed = new Map<string, string>();
  for (const [id, node] of nodes) {
    const next = freeId(site.graph.nodes, id);
    renamed.set(id, next);
    const { x, y } = node.position ?? { x: 0, y: 0 };
    adapt(node);
    const role = catalogue.get(node.kind)?.role;
    if (role === 'input' || role === 'output')
      node.dials.name = freeDoorName(site, role, textDial(node, 'name', node.kind));
    site.graph.nodes[next] = {
      ...node,
      position: rounded({ x: at.x + x - corner.x, y: at.y + y - corner.y }),
    };
  }
  for (const next of renamed.values()) {
    const node = site.graph.nodes[next]!;
    const { again } = node.dials;
    if (typeof again !== 'string' || again === '') continue;
    if (renamed.has(again)) node.dials.again = renamed.get(again)!;
    else if (!(again in site.graph.nodes)) delete node.dials.again;
  }
  copyFrames(from, renamed, site.graph);
  for (const { from: source, to } of from.wires) {
    const [start, end] = [renamed.get(source.node), renamed.get(to.node)];
    if (start === undefined || end === undefined) continue;
    // Names of wires stay as they were: weights of a total go by them.
    if (to.name === undefined) connect(site, { ...source, node: start }, { node: end, port: to.port });
    else site.graph.wires.push({ from: { ...source, node: start }, to: { ...to, node: end } });
  }
  return [...renamed.values()];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** @returns by which id each design of the fragment is known from now on */
function bringDesigns(document: GraphDocument, fragment: GraphDocument): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const [id, design] of Object.entries(fragment.designs))
    renamed.set(
      id,
      id in document.designs && same(document.designs[id], design)
        ? id
        : freeId(
            {
              ...document.designs,
              ...Object.fromEntries([...renamed.values()].map((taken) => [taken, true])),
            },
            id,
            'design',
          ),
    );
  for (const [id, design] of Object.entries(fragment.designs)) {
    const next = renamed.get(id)!;
    if (next in document.designs) continue;
    const own = copied(design);
    for (const node of Object.values(own.nodes)) {
      const { design: member } = node.dials;
      if (typeof member === 'string' && renamed.has(member)) node.dials.design = renamed.get(member)!;
    }
    document.designs[next] = own;
  }
  return renamed;
}

/** @returns by which id each block of the fragment is known from now on */
function bringBlocks(
  document: GraphDocument,
  fragment: GraphDocument,
  designs: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const [id, block] of Object.entries(fragment.blocks)) {
    const own = { ...copied(block), design: designs.get(block.design) ?? block.design };
    const known = document.blocks[id];
    if (known && same(known.design, own.design)) {
      renamed.set(id, id);
      continue;
    }
    const next = freeId(document.blocks, id, 'block');
    renamed.set(id, next);
    document.blocks[next] = own;
  }
  return renamed;
}
