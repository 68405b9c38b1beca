import type { Text } from '../alphabet/problem.ts';
import type { OptimizerNode } from '../contract.ts';
import type { GraphDocument } from './document.ts';
import { phaseName } from './names.ts';
import type { GraphProblem } from './problems.ts';

/** An optimizer that stands on the board: its plan, and the blocks that it moves. */
export interface Planned {
  readonly node: string;
  readonly plan: ReturnType<OptimizerNode['plan']>;
  readonly blocks: readonly string[];
}

/** Whether an optimizer works in a phase; those that name none work in the first. */
export const worksIn = (document: GraphDocument, phase: string, { plan }: Planned): boolean =>
  plan.phase === phase || (plan.phase === '' && document.phases[0]!.name === phase);

/**
 * What is wrong with who trains what in which phase.
 * @param planned all optimizers that stand on the board
 * @param working those of them that nothing stands in the way of
 */
export function phaseProblems(
  document: GraphDocument,
  planned: readonly Planned[],
  working: readonly Planned[],
): GraphProblem[] {
  return [
    ...unknownPhases(document, working),
    ...document.phases.flatMap(({ name }) => {
      const isMember = (optimizer: Planned) => worksIn(document, name, optimizer);
      const called = phaseName(document.phases, name);
      // What keeps the only optimizer of a phase from working is told where it is; that the phase is idle then says nothing new.
      return planned.some(isMember) ? sharedBlocks(called, working.filter(isMember)) : [idlePhase(called)];
    }),
  ];
}

function unknownPhases(document: GraphDocument, optimizers: readonly Planned[]): GraphProblem[] {
  const names = document.phases.map(({ name }) => name);
  const called = names.map((name) => phaseName(document.phases, name));
  return optimizers
    .filter(({ plan }) => plan.phase !== '' && !names.includes(plan.phase))
    .map(({ node, plan }) => ({
      severity: 'error',
      place: { path: '', node },
      text: {
        en: `The optimizer belongs to the phase '${plan.phase}', which the document does not have; it has ${called.map(({ en }) => en).join(', ')}. Choose one of them.`,
        ko: `옵티마이저의 단계 '${plan.phase}'이(가) 문서에 없습니다. 있는 단계: ${called.map(({ ko }) => ko).join(', ')}. 그중에서 고르세요.`,
      },
    }));
}

const idlePhase = (name: Text): GraphProblem => ({
  severity: 'error',
  place: null,
  text: {
    en: `The phase '${name.en}' trains nothing: no optimizer belongs to it. Add an optimizer, wire a loss and a block into it, or remove the phase.`,
    ko: `단계 '${name.ko}'에서 학습되는 것이 없습니다. 옵티마이저를 두고 손실과 블록을 연결하거나 단계를 지우세요.`,
  },
});

/** Two optimizers that pull at one block, where neither says that it shares. Told at the later one. */
function sharedBlocks(phase: Text, members: readonly Planned[]): GraphProblem[] {
  return members.flatMap((later, i) =>
    members.slice(0, i).flatMap((earlier) => {
      if (later.plan.sharesBlocks || earlier.plan.sharesBlocks) return [];
      return later.blocks
        .filter((block) => earlier.blocks.includes(block))
        .map((block): GraphProblem => ({
          severity: 'error',
          place: { path: '', node: later.node, port: 'blocks' },
          text: {
            en: `In the phase '${phase.en}' both '${earlier.node}' and '${later.node}' train the block '${block}'. Take one of the two wires away, or set 'Shares blocks' at one of them if that is meant.`,
            ko: `단계 '${phase.ko}'에서 '${earlier.node}'와(과) '${later.node}'이(가) 모두 블록 '${block}'을(를) 학습합니다. 두 연결 중 하나를 끊거나, 의도한 것이면 둘 중 하나에서 '블록 함께 학습'을 켜세요.`,
          },
        }));
    }),
  );
}
