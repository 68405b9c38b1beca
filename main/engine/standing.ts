import type { Phase } from '../../nodes/graph/compiled.ts';

/** How far a training is among its phases. */
export interface Standing {
  /** The phase that the next step belongs to; the last one when all is done. */
  readonly phase: Phase;
  /** How many steps of it are done. */
  readonly stepOfPhase: number;
}

/** Steps of all phases together. */
export const stepsOf = (phases: readonly Pick<Phase, 'steps'>[]): number =>
  phases.reduce((sum, { steps }) => sum + steps, 0);

/** Where a training stands that has made `step` steps. */
export function standingAt(phases: readonly Phase[], step: number): Standing {
  let begin = 0;
  for (const phase of phases) {
    if (step < begin + phase.steps) return { phase, stepOfPhase: step - begin };
    begin += phase.steps;
  }
  const phase = phases.at(-1)!;
  return { phase, stepOfPhase: step - (begin - phase.steps) };
}
