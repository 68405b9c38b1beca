import { expand } from '../../../nodes/program/expand.ts';
import type { Program } from '../../../nodes/program/program.ts';
import { simplify } from '../../../nodes/program/simplify.ts';
import type { Target } from '../target.ts';
import { loadBinding, type Binding } from './binding.ts';
import { TensorflowRunner } from './runner.ts';
import { table } from './table.ts';

/**
 * Runs programs as one TensorFlow graph inside tfjs-node: one call a step.
 * @param binding another one than this process has is for measuring
 * @throws a sentence where this checkout has no TensorFlow that loads
 */
export async function tensorflowTarget(binding: Binding = loadBinding()): Promise<Target> {
  const takes = (kind: string) => kind in table;
  const prepared = (program: Program) => {
    const expanded = expand(program, takes);
    return expanded === program ? program : simplify(expanded);
  };
  return {
    name: 'tensorflow',
    takes,
    open: async (programs) =>
      new TensorflowRunner(
        binding,
        Object.fromEntries(Object.entries(programs).map(([entry, program]) => [entry, prepared(program)])),
      ),
  };
}
