import { Problem, type Text } from '../alphabet/problem.ts';
import { catalogue } from '../catalogue.ts';
import type { Dial } from '../dial.ts';
import type { Graph, GraphDocument } from './document.ts';
import { loopsOf } from './loops.ts';
import { nameOr } from './names.ts';
import { titleIn } from './node-title.ts';
import { portsOf, type Ports } from './ports.ts';
import type { GraphProblem, Place } from './problems.ts';
import { checkSchedules } from './schedule-agreement.ts';

/** Problems that can be seen from the wires alone, on the board and in every design. */
export function checkWiring(document: GraphDocument): GraphProblem[] {
  return [
    ...checkGraph(document, document.board, 'board', ''),
    ...checkSchedules(document),
    ...Object.entries(document.designs).flatMap(([id, design]) => checkGraph(document, design, 'design', id)),
    ...Object.entries(document.blocks)
      .filter(([, block]) => !(block.design in document.designs))
      .map(([id, block]) => ({
        severity: 'error' as const,
        place: null,
        text: {
          en: `The block '${nameOr(block, id).en}' is made of the design '${block.design}', which the document does not have. Choose another design for it.`,
          ko: `블록 '${nameOr(block, id).ko}'의 설계 '${block.design}'이(가) 문서에 없습니다. 다른 설계를 고르세요.`,
        },
      })),
  ];
}

/** `null` where the kind is unknown, or a dial is wrong: others tell of that. */
function portsIfKnown(document: GraphDocument, graph: Graph, id: string): Ports | null {
  const node = graph.nodes[id];
  if (!node || !catalogue.has(node.kind)) return null;
  try {
    return portsOf(document, graph, id);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return null;
  }
}

function checkGraph(
  document: GraphDocument,
  graph: Graph,
  where: 'board' | 'design',
  path: string,
): GraphProblem[] {
  const problems: GraphProblem[] = [];
  const tell = (place: Place, en: string, ko: string, severity: 'error' | 'warning' = 'error') =>
    problems.push({ severity, place, text: { en, ko } satisfies Text });
  const called = ({ node }: { readonly node: string }) => titleIn(document, graph, node);
  const known = new Map<string, Ports | null>();
  const ports = (id: string): Ports | null => {
    let found = known.get(id);
    if (found === undefined) known.set(id, (found = portsIfKnown(document, graph, id)));
    return found;
  };

  for (const [id, node] of Object.entries(graph.nodes)) {
    const definition = catalogue.get(node.kind);
    if (!definition)
      tell(
        { path, node: id },
        `This Genloom does not know the kind '${node.kind}'. The node is kept as it is and left out; update Genloom, or replace it.`,
        `이 Genloom은 '${node.kind}' 종류를 모릅니다. 노드는 그대로 보존되고 계산에서는 빠집니다. Genloom을 업데이트하거나 노드를 바꾸세요.`,
        'warning',
      );
    else if (!definition.places.includes(where))
      tell(
        { path, node: id },
        where === 'board'
          ? `'${node.kind}' stands inside designs only. Put it into a design and call that.`
          : `'${node.kind}' stands on the board only. Move it there.`,
        where === 'board'
          ? `'${node.kind}'은(는) 설계 안에만 둘 수 있습니다. 설계에 넣고 호출하세요.`
          : `'${node.kind}'은(는) 보드에만 둘 수 있습니다. 보드로 옮기세요.`,
      );
  }

  for (const [id, node] of Object.entries(graph.nodes))
    for (const [dial, declared] of Object.entries<Dial>(catalogue.get(node.kind)?.dials ?? {})) {
      if (declared.type !== 'weights') continue;
      const wired = graph.wires
        .filter(({ to }) => to.node === id)
        .map(({ from, to }) => to.name ?? from.node);
      for (const name of Object.keys(node.dials[dial] ?? {}).filter((one) => !wired.includes(one)))
        tell(
          { path, node: id },
          `The dial '${dial}' has a number for '${name}', but no wire is called that; the wires are ${wired.join(', ') || 'none'}. Correct the name or remove the number.`,
          `다이얼 '${dial}'에 '${name}'의 값이 있지만 그런 이름의 연결이 없습니다. 있는 연결: ${wired.join(', ') || '없음'}. 이름을 고치거나 값을 지우세요.`,
          'warning',
        );
    }

  for (const loop of loopsOf(graph)) {
    const titles = [...loop, loop[0]!].map((id) => called({ node: id }));
    const way = (language: keyof Text) => titles.map((title) => `'${title[language]}'`).join(' → ');
    tell(
      { path, node: loop[0]! },
      `The wires form a loop: ${way('en')}. Each of these waits for the others; cut one of the wires.`,
      `연결이 고리를 이룹니다: ${way('ko')}. 서로의 결과를 기다리게 되므로 연결 하나를 끊으세요.`,
    );
  }

  const taken = new Set<string>();
  for (const { from, to } of graph.wires) {
    for (const end of [from, to])
      if (!(end.node in graph.nodes))
        tell(
          { path, node: end.node, port: end.port },
          `A wire ends at the node '${end.node}', which is not there. Remove the wire.`,
          `연결이 없는 노드 '${end.node}'에 닿아 있습니다. 연결을 지우세요.`,
        );
    const source = ports(from.node)?.outputs;
    const target = ports(to.node)?.inputs;
    if (source && !(from.port in source))
      tell(
        { path, node: from.node, port: from.port },
        `'${called(from).en}' has no output '${from.port}'; it has ${Object.keys(source).join(', ') || 'none'}. Wire one of those.`,
        `'${called(from).ko}'에는 출력 '${from.port}'이(가) 없습니다. 있는 출력: ${Object.keys(source).join(', ') || '없음'}.`,
      );
    if (!target) continue;
    const port = target[to.port];
    if (!port) {
      tell(
        { path, node: to.node, port: to.port },
        `'${called(to).en}' has no input '${to.port}'; it has ${Object.keys(target).join(', ') || 'none'}. Wire one of those.`,
        `'${called(to).ko}'에는 입력 '${to.port}'이(가) 없습니다. 있는 입력: ${Object.keys(target).join(', ') || '없음'}.`,
      );
      continue;
    }
    const key = `${to.node}.${to.port}${port.several ? `.${to.name ?? from.node}` : ''}`;
    if (taken.has(key))
      tell(
        { path, node: to.node, port: to.port },
        port.several
          ? `Two wires into '${port.title.en}' of '${called(to).en}' are called '${to.name ?? from.node}'. Name one of them otherwise.`
          : `'${port.title.en}' of '${called(to).en}' takes one wire and has two. Remove one of them.`,
        port.several
          ? `'${called(to).ko}'의 '${port.title.ko}'에 이름이 '${to.name ?? from.node}'인 연결이 둘 있습니다. 하나의 이름을 바꾸세요.`
          : `'${called(to).ko}'의 '${port.title.ko}'에는 연결이 하나만 들어갑니다. 하나를 지우세요.`,
      );
    taken.add(key);
  }
  return problems;
}
