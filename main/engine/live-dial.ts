import { Problem } from '../../nodes/alphabet/problem.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import { checkDial } from '../../nodes/graph/dials.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';

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
  throw new Problem(
    `'${name}' of '${id}' cannot be turned while the model is trained; learning rates and weights of losses can. Change it in the graph and train anew.`,
    `'${id}'의 '${name}'은(는) 학습 중에 바꿀 수 없습니다. 학습률과 손실의 가중치는 바꿀 수 있습니다. 그래프에서 바꾸고 새로 학습하세요.`,
  );
}
