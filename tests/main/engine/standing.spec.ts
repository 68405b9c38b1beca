import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standingAt, stepsOf } from '../../../main/engine/standing.ts';
import type { Phase } from '../../../nodes/graph/compiled.ts';

const phase = (name: string, steps: number): Phase => ({ name, steps, optimizers: [] });

test('a training stands in the phase that its next step belongs to', () => {
  const phases = [phase('first', 2), phase('second', 3)];
  const at = (step: number) => {
    const { phase: here, stepOfPhase } = standingAt(phases, step);
    return [here.name, stepOfPhase];
  };
  expect([0, 1, 2, 4].map(at)).toEqual([
    ['first', 0],
    ['first', 1],
    ['second', 0],
    ['second', 2],
  ]);
  expect(at(5)).toEqual(['second', 3]);
});

test('steps before the phase and steps within it are all steps', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      fc.nat(50),
      (steps, asked) => {
        const phases = steps.map((count, i) => phase(`${i}`, count));
        const step = Math.min(asked, stepsOf(phases));
        const { phase: here, stepOfPhase } = standingAt(phases, step);
        const before = stepsOf(phases.slice(0, phases.indexOf(here)));
        expect(before + stepOfPhase).toBe(step);
        expect(stepOfPhase).toBeLessThanOrEqual(here.steps);
      },
    ),
  );
});
