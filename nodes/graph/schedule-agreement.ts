import { catalogue } from '../catalogue.ts';
import { textDial, textOrDefault } from './dials.ts';
import type { GraphDocument, GraphNode } from './document.ts';
import { nameOr } from './names.ts';
import { titleOnBoard } from './node-title.ts';
import type { GraphProblem } from './problems.ts';

/** What a network is to tell, and about which noise. */
interface Told {
  readonly prediction: string;
  readonly process: string;
}

/**
 * Whoever asks a denoiser by a schedule understands its answers as that schedule says. Where the block learns by another one, v
 * would be taken for noise: every shape fits, and samples are nonsense.
 */
export function checkSchedules(document: GraphDocument): GraphProblem[] {
  const { nodes, wires } = document.board;
  const schedulesInto = (id: string): readonly string[] =>
    wires
      .filter(({ from, to }) => to.node === id && givesSchedule(nodes[from.node], from.port))
      .map(({ from }) => from.node);
  const learned = new Map<string, Set<string>>();
  for (const [id, node] of Object.entries(nodes)) {
    if (catalogue.get(node.kind)?.role !== 'call' || node.off) continue;
    const block = textDial(node, 'block', '');
    const by = learned.get(block) ?? new Set();
    for (const { from } of wires.filter(({ to }) => to.node === id))
      for (const schedule of schedulesInto(from.node)) by.add(schedule);
    learned.set(block, by);
  }

  const problems: GraphProblem[] = [];
  for (const { from, to } of wires) {
    const asked = from.port === 'block' ? nodes[from.node] : undefined;
    const block = asked ? textDial(asked, 'block', '') : '';
    const taught = [...(learned.get(block) ?? [])].map((id) => toldBy(nodes[id]!));
    const [here] = schedulesInto(to.node);
    if (!asked || asked.off || nodes[to.node]?.off || taught.length === 0 || here === undefined) continue;
    const read = toldBy(nodes[here]!);
    if (taught.some(({ prediction, process }) => prediction === read.prediction && process === read.process))
      continue;
    const [first] = taught as [Told];
    const name = nameOr(document.blocks[block], block);
    const schedule = titleOnBoard(document, here);
    problems.push({
      severity: 'error',
      place: { path: '', node: to.node, port: to.port },
      text: {
        en: `'${name.en}' learns to predict '${first.prediction}' of a '${first.process}' process, and the schedule wired here reads its answers as '${read.prediction}' of a '${read.process}' process. Wire the schedule that it learns by, or give '${schedule.en}' the same process and prediction.`,
        ko: `'${name.ko}'은(는) '${first.process}' 과정의 '${first.prediction}'을(를) 예측하도록 학습하는데, 여기에 연결한 스케줄은 그 답을 '${read.process}' 과정의 '${read.prediction}'(으)로 읽습니다. 학습에 쓰는 스케줄을 연결하거나 '${schedule.ko}'의 과정과 예측 대상을 같게 하세요.`,
      },
    });
  }
  return problems;
}

const givesSchedule = (node: GraphNode | undefined, port: string): boolean =>
  catalogue.get(node?.kind ?? '')?.outputs[port]?.gives === 'schedule';

function toldBy(node: GraphNode): Told {
  const { dials } = catalogue.get(node.kind)!;
  return {
    prediction: textOrDefault(node, dials, 'prediction'),
    process: textOrDefault(node, dials, 'process'),
  };
}
