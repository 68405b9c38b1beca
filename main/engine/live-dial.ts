import { Problem } from '../../nodes/alphabet/problem.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import { checkDial } from '../../nodes/graph/dials.ts';
import { dialTitle } from '../../nodes/graph/dial-title.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { titleOnBoard } from '../../nodes/graph/node-title.ts';

/**
 * Refuses a dial that cannot be turned while a model trains, and a value that it does not take.
 * @param name `learningRate`, or `weights.kl` of a dial that has a number for each wire
 * @throws Problem
 */
export function checkLiveDial(document: GraphDocument, id: string, name: string, value: number): void {
  const node = document.board.nodes[id];
  const dials: Readonly<Record<string, Dial>> = (node && catalogue.get(node.kind)?.dials) ?? {};
  // The name of a wire may hold dots itself.
  const [, first = '', wire] = /^([^.]*)(?:\.(.*))?$/s.exec(name) ?? [];
  const dial = dials[first];
  if (dial?.type === 'weights') {
    const wires = document.board.wires.flatMap(({ from, to }) =>
      to.node === id ? [to.name ?? from.node] : [],
    );
    if (wire !== undefined && wires.includes(wire)) return checkDial(first, dial, { [wire]: value });
  }
  if (dial?.type === 'number' && dial.live && wire === undefined) return checkDial(first, dial, value);
  const [card, title] = [titleOnBoard(document, id), dialTitle(document, id, name)];
  throw new Problem(
    `'${title.en}' of '${card.en}' cannot be turned while the model is trained; learning rates and weights of losses can. Change it in the graph and train anew.`,
    `'${card.ko}'의 '${title.ko}'은(는) 학습 중에 바꿀 수 없습니다. 학습률과 손실의 가중치는 바꿀 수 있습니다. 그래프에서 바꾸고 새로 학습하세요.`,
  );
}
