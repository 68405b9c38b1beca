import { Problem } from '../../nodes/alphabet/problem.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Design, GraphNode, Wire } from '../../nodes/graph/document.ts';
import { givenName } from '../../nodes/graph/names.ts';
import { blockFrom, designOf } from '../../nodes/graph/ports.ts';
import type { Carried } from '../../nodes/port.ts';
import { addNode, rounded, type Position } from './add-node.ts';
import { addBlockCall } from './blocks.ts';
import { freeId, freeName } from './free-id.ts';
import { designCalledBy } from './nodes.ts';
import type { Site } from './site.ts';
import { portsThere, removeNodes, type End } from './wires.ts';
import { textDial } from '../../nodes/graph/dials.ts';

const keyOf = ({ node, port }: End): string => `${node}.${port}`;
const COLUMN = 220;

/**
 * Makes a block of some nodes: they move into a new design, wires that crossed the border go through doors.
 * @returns the id of the call that stands in their place
 * @throws Problem where one of them cannot stand inside a design, or a network itself would have to pass a door
 */
export function packNodes(site: Site, ids: readonly string[], name: string): string {
  const { document, graph } = site;
  for (const id of ids) mustFitInside(graph.nodes[id], id);
  const chosen = new Set(ids);
  const entering = graph.wires.filter(({ from, to }) => !chosen.has(from.node) && chosen.has(to.node));
  const leaving = graph.wires.filter(({ from, to }) => chosen.has(from.node) && !chosen.has(to.node));
  for (const wire of entering) mustPassDoor(site, wire, ['tensor', 'block']);
  for (const wire of leaving) mustPassDoor(site, wire, ['tensor']);

  const nodes: Design['nodes'] = {};
  const left = Math.min(...ids.map((id) => graph.nodes[id]?.position?.x ?? 0));
  const right = Math.max(...ids.map((id) => graph.nodes[id]?.position?.x ?? 0));
  for (const id of ids) nodes[id] = JSON.parse(JSON.stringify(graph.nodes[id])) as GraphNode;
  const wires: Wire[] = graph.wires.filter(({ from, to }) => chosen.has(from.node) && chosen.has(to.node));
  const door = (
    role: 'input' | 'output',
    wish: string,
    symbol: string,
    beside: End,
    of: { readonly kind: string; readonly dials?: GraphNode['dials'] } = { kind: role },
  ): string => {
    const taken = Object.values(nodes).flatMap((node) =>
      catalogue.get(node.kind)?.role === role ? [textDial(node, 'name', node.kind)] : [],
    );
    const id = freeId(nodes, `${wish}-${role}`, role);
    nodes[id] = {
      kind: of.kind,
      dials: { name: freeName(taken, wish), symbol, ...of.dials },
      position: rounded({
        x: role === 'input' ? left - COLUMN : right + COLUMN,
        y: nodes[beside.node]?.position?.y ?? 0,
      }),
    };
    return id;
  };

  const inputs = new Map<string, string>();
  for (const { from, to } of entering) {
    const symbol = portsThere(document, graph, to.node).inputs[to.port]?.symbol ?? '';
    const block = blockFrom(document, graph, from);
    const like = block && { kind: 'block-input', dials: { design: designOf(document, block) } };
    const id = inputs.get(keyOf(from)) ?? door('input', to.port, symbol, to, like ?? undefined);
    inputs.set(keyOf(from), id);
    wires.push({ from: { node: id, port: block ? 'block' : 'value' }, to });
  }
  const outputs = new Map<string, string>();
  for (const { from } of leaving) {
    if (outputs.has(keyOf(from))) continue;
    const symbol = portsThere(document, graph, from.node).outputs[from.port]?.symbol ?? '';
    const id = door('output', from.port, symbol, from);
    outputs.set(keyOf(from), id);
    wires.push({ from, to: { node: id, port: 'value' } });
  }

  const design = freeId(document.designs, name, 'design');
  const corner = cornerOf(site, ids);
  document.designs[design] = JSON.parse(JSON.stringify({ nodes, wires })) as Design;
  const doorName = (id: string) => textDial(nodes[id]!, 'name', '');
  // Wires of the outside, now at the doors; their names stay, for weights go by them.
  const outside: Wire[] = [
    ...new Map(
      entering.map(({ from }) => [
        keyOf(from),
        { from, to: { node: '', port: doorName(inputs.get(keyOf(from))!) } },
      ]),
    ).values(),
    ...leaving.map(({ from, to }) => ({ from: { node: '', port: doorName(outputs.get(keyOf(from))!) }, to })),
  ];
  const copies = JSON.parse(JSON.stringify(outside)) as Wire[];
  const weights = leaving.map(({ to }) => [to.node, JSON.stringify(graph.nodes[to.node]?.dials)] as const);
  removeNodes(site, ids);
  for (const [node, dials] of weights)
    if (graph.nodes[node]) graph.nodes[node].dials = JSON.parse(dials) as GraphNode['dials'];
  const call = addCallOf(site, design, name, corner);
  for (const { from, to } of copies)
    graph.wires.push({
      from: { ...from, node: from.node || call },
      to: { ...to, node: to.node || call },
    });
  return call;
}

function addCallOf(site: Site, design: string, name: string, position: Position): string {
  if (site.design !== null) {
    const call = addNode(site, 'call', position, { design });
    site.graph.nodes[call]!.name = name;
    return call;
  }
  const block = freeId(site.document.blocks, name, 'block');
  site.document.blocks[block] = { design, name };
  return addBlockCall(site, block, position);
}

const cornerOf = ({ graph }: Site, ids: readonly string[]): Position => {
  const places = ids.map((id) => graph.nodes[id]?.position ?? { x: 0, y: 0 });
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
};

function mustFitInside(node: GraphNode | undefined, id: string): void {
  const definition = node && catalogue.get(node.kind);
  if (definition?.places.includes('design') && definition.role !== 'input' && definition.role !== 'output')
    return;
  const title = definition?.title ?? { en: node?.kind ?? id, ko: node?.kind ?? id };
  throw new Problem(
    `'${node?.name ?? title.en}' cannot go into a block: data, losses, optimizers, views and doors stay outside. Take it out of the selection.`,
    `'${givenName(node)?.ko ?? title.ko}'은(는) 블록 안에 넣을 수 없습니다. 데이터, 손실, 옵티마이저, 보기, 입출력은 밖에 둡니다. 선택에서 빼세요.`,
  );
}

function mustPassDoor({ document, graph }: Site, { from }: Wire, passes: readonly (keyof Carried)[]): void {
  const source = graph.nodes[from.node];
  const carried = portsThere(document, graph, from.node).outputs[from.port]?.gives ?? 'tensor';
  if (!source || passes.includes(carried)) return;
  throw carried === 'block'
    ? new Problem(
        `The network '${source.name ?? from.node}' itself is wired out of the selection, and no network leaves a block. Cut that wire, or leave the card outside.`,
        `네트워크 '${givenName(source)?.ko ?? from.node}' 자체가 선택 밖으로 연결되어 있는데 네트워크는 블록에서 나올 수 없습니다. 그 연결을 끊거나 카드를 밖에 두세요.`,
      )
    : new Problem(
        `The noise schedule '${source.name ?? from.node}' is wired across the border of the selection, and no schedule passes the doors of a block. Cut that wire, or leave the card outside.`,
        `노이즈 스케줄 '${givenName(source)?.ko ?? from.node}'이(가) 선택 경계를 넘어 연결되어 있는데 스케줄은 블록의 입출력을 지나갈 수 없습니다. 그 연결을 끊거나 카드를 밖에 두세요.`,
      );
}

/**
 * Puts what is inside a call in its place.
 * @returns the ids of the nodes that came out
 * @throws Problem where something inside cannot stand here
 */
export function unpackCall(site: Site, id: string): readonly string[] {
  const { document, graph } = site;
  const called = designCalledBy(document, graph, id);
  const card = graph.nodes[id];
  if (called === null || !card) return [];
  const design = JSON.parse(JSON.stringify(document.designs[called])) as Design;
  const role = (node: string) => catalogue.get(design.nodes[node]?.kind ?? '')?.role;
  const inner = Object.keys(design.nodes).filter((node) => role(node) !== 'input' && role(node) !== 'output');
  mustStandHere(site, design, inner, card);

  const left = Math.min(...inner.map((node) => design.nodes[node]!.position?.x ?? 0));
  const top = Math.min(...inner.map((node) => design.nodes[node]!.position?.y ?? 0));
  const renamed = new Map<string, string>();
  for (const node of inner) {
    const next = freeId(graph.nodes, node);
    const { x, y } = design.nodes[node]!.position ?? { x: 0, y: 0 };
    renamed.set(node, next);
    graph.nodes[next] = {
      ...design.nodes[node]!,
      position: rounded({ x: (card.position?.x ?? 0) + x - left, y: (card.position?.y ?? 0) + y - top }),
    };
  }
  for (const next of renamed.values()) {
    const { dials } = graph.nodes[next]!;
    if (typeof dials.again === 'string') dials.again = renamed.get(dials.again) ?? dials.again;
  }
  const arriving = graph.wires.filter(({ to }) => to.node === id);
  const leaving = graph.wires.filter(({ from }) => from.node === id);
  const added: Wire[] = [];
  const sourceOf = (end: End): End | null => {
    if (role(end.node) !== 'input') return { node: renamed.get(end.node)!, port: end.port };
    const name = textDial(design.nodes[end.node]!, 'name', 'input');
    return arriving.find(({ to }) => to.port === name)?.from ?? null;
  };
  for (const { from, to } of design.wires) {
    const source = sourceOf(from);
    if (!source) continue;
    if (role(to.node) !== 'output') {
      added.push({ from: { ...source }, to: { ...to, node: renamed.get(to.node)! } });
      continue;
    }
    const name = textDial(design.nodes[to.node]!, 'name', 'output');
    for (const wire of leaving)
      if (wire.from.port === name) added.push({ from: { ...source }, to: { ...wire.to } });
  }
  const kept = leaving.map(({ to }) => [to.node, JSON.stringify(graph.nodes[to.node]?.dials)] as const);
  removeNodes(site, [id]);
  for (const [node, dials] of kept)
    if (graph.nodes[node]) graph.nodes[node].dials = JSON.parse(dials) as GraphNode['dials'];
  graph.wires.push(...added);
  return [...renamed.values()];
}

function mustStandHere(site: Site, design: Design, inner: readonly string[], card: GraphNode): void {
  const place = site.design === null ? 'board' : 'design';
  const wrong = inner.find((node) => !catalogue.get(design.nodes[node]!.kind)?.places.includes(place));
  if (wrong !== undefined)
    throw new Problem(
      `'${card.name ?? 'The block'}' holds '${design.nodes[wrong]!.kind}', which has weights and lives inside blocks only. Enter the block and edit it there.`,
      `'${givenName(card)?.ko ?? '블록'}' 안의 '${design.nodes[wrong]!.kind}'은(는) 가중치가 있어 블록 안에만 둘 수 있습니다. 블록 안으로 들어가서 고치세요.`,
    );
  if (Number(card.dials.times ?? 1) > 1)
    throw new Problem(
      'This card stacks its design several times; set Times to 1 before it is unpacked.',
      '이 카드는 설계를 여러 번 쌓습니다. 풀기 전에 반복을 1로 바꾸세요.',
    );
}
