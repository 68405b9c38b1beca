import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Graph, GraphDocument } from '../../nodes/graph/document.ts';
import type { Carried } from '../../nodes/port.ts';
import { wouldLoop, type End } from '../edits/wires.ts';
import type { Pending, Side } from './canvas-state.ts';
import { portsOfCard, titleOf } from './card-state.ts';
import { wiresAt } from './graph-index.ts';

/** Why a wire that carries something else may not end there, by what the port takes. */
const WANTED: Readonly<Record<keyof Carried, Text>> = {
  block: {
    en: 'Takes the network itself: wire the square port of a call.',
    ko: '네트워크 자체를 받아요. 호출 카드의 네모 포트를 연결하세요.',
  },
  tensor: {
    en: 'Takes numbers, and this wire carries the network itself or a noise schedule.',
    ko: '수를 받는 포트인데, 이 연결에는 네트워크 자체나 노이즈 스케줄이 흘러요.',
  },
  schedule: {
    en: 'Takes a noise schedule: wire the output of a noise schedule card.',
    ko: '노이즈 스케줄을 받아요. 노이즈 스케줄 카드의 출력을 연결하세요.',
  },
};
const ITSELF: Text = { en: 'A card cannot feed itself.', ko: '카드를 자기 자신에 연결할 수 없어요.' };
const THERE_ALREADY: Text = { en: 'They are wired already.', ko: '이미 연결되어 있어요.' };

/** What a port carries. */
function carriedAt(document: GraphDocument, graph: Graph, { node, port }: End, side: Side): keyof Carried {
  const ports = portsOfCard(document, graph, node);
  return (side === 'source' ? ports.outputs[port]?.gives : ports.inputs[port]?.takes) ?? 'tensor';
}

/**
 * Whether a wire may go from one port to another, seen from the wires alone.
 * @returns `true`, or a sentence that says why not
 */
export function fitOf(document: GraphDocument, graph: Graph, from: End, to: End): true | Text {
  if (from.node === to.node) return ITSELF;
  const given = carriedAt(document, graph, from, 'source');
  const taken = carriedAt(document, graph, to, 'target');
  if (given !== taken) return WANTED[taken];
  const there = wiresAt(graph, to.node).arriving.some(
    (wire) => wire.to.port === to.port && wire.from.node === from.node && wire.from.port === from.port,
  );
  if (there) return THERE_ALREADY;
  // A network is a value of its own: who trains or draws it does not wait for its call.
  if (given === 'tensor' && wouldLoop(graph, from.node, to.node)) {
    const [a, b] = [titleOf(graph.nodes[to.node]), titleOf(graph.nodes[from.node])];
    return {
      en: `This would close a loop: '${a.en}' feeds '${b.en}' already.`,
      ko: `고리가 생겨요. '${a.ko}'의 값이 이미 '${b.ko}'(으)로 흘러가요.`,
    };
  }
  return true;
}

/** How every port on the other side takes a pending wire, by `node.port`. */
export function fitsOf(
  document: GraphDocument,
  graph: Graph,
  pending: Pending,
): ReadonlyMap<string, true | Text> {
  const fits = new Map<string, true | Text>();
  for (const node of Object.keys(graph.nodes)) {
    const ports = portsOfCard(document, graph, node);
    for (const port of Object.keys(pending.side === 'source' ? ports.inputs : ports.outputs)) {
      const other = { node, port };
      fits.set(
        `${node}.${port}`,
        pending.side === 'source'
          ? fitOf(document, graph, pending, other)
          : fitOf(document, graph, other, pending),
      );
    }
  }
  return fits;
}

/**
 * The port of a card that a wire dropped on it means: one that fits, best of the same name or symbol, best one that is
 * still free and needed.
 */
export function bestPort(
  document: GraphDocument,
  graph: Graph,
  pending: Pending,
  node: string,
): string | null {
  const mine = portsOfCard(document, graph, pending.node)[pending.side === 'source' ? 'outputs' : 'inputs'][
    pending.port
  ];
  const ports = portsOfCard(document, graph, node)[pending.side === 'source' ? 'inputs' : 'outputs'];
  const busy = new Set(wiresAt(graph, node).arriving.map(({ to }) => to.port));
  let best: { port: string; score: number } | null = null;
  for (const [port, declared] of Object.entries(ports)) {
    const fit =
      pending.side === 'source'
        ? fitOf(document, graph, pending, { node, port })
        : fitOf(document, graph, { node, port }, pending);
    if (fit !== true) continue;
    const score =
      (port === pending.port ? 4 : 0) +
      (declared.symbol === mine?.symbol ? 3 : 0) +
      (pending.side === 'target' || !busy.has(port) || 'several' in declared ? 2 : 0) +
      ('optional' in declared && declared.optional ? 0 : 1);
    if (!best || score > best.score) best = { port, score };
  }
  return best?.port ?? null;
}
