import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Phase, PlannedOptimizer } from '../../nodes/graph/compiled.ts';
import type { Counters } from './checkpoint.ts';
import { NonFiniteLoss, type Update } from './update.ts';

/** Updates an optimizer's blocks once. @param updates how many each optimizer made before */
export type MakeUpdate = (
  optimizer: PlannedOptimizer,
  draw: number,
  updates: Readonly<Record<string, number>>,
) => Promise<Update>;

/**
 * One training step: each optimizer of the phase in order, with its own draw or that of the one before it.
 * @param stepOfPhase how many steps of the phase are done
 * @param titleOf how a node of the board is called
 * @returns what was told, and how far training is then
 * @throws NonFiniteLoss
 */
export async function trainingStep(
  phase: Phase,
  stepOfPhase: number,
  before: Counters,
  make: MakeUpdate,
  titleOf: (node: string) => Text,
): Promise<{ readonly told: readonly Update[]; readonly counters: Counters }> {
  let { draw } = before;
  const updates: Record<string, number> = { ...before.updates };
  const told: Update[] = [];
  for (const optimizer of phase.optimizers) {
    if (stepOfPhase % optimizer.every !== 0) continue;
    for (let turn = 0; turn < optimizer.repeat; turn++) {
      if (optimizer.draw === 'new' || draw === before.draw) draw++;
      const update = await make(optimizer, draw - 1, updates);
      if (!Number.isFinite(update.numbers.loss))
        throw new NonFiniteLoss(optimizer.node, titleOf(optimizer.node), before, update.numbers.loss!);
      updates[optimizer.node] = (updates[optimizer.node] ?? 0) + 1;
      told.push(update);
    }
  }
  return { told, counters: { step: before.step + 1, draw, updates } };
}
