import { operationOf } from '../../nodes/alphabet/alphabet.ts';
import { formatShape } from '../../nodes/alphabet/shape.ts';
import { formatPlace } from '../../nodes/graph/problems.ts';
import type { Instruction } from '../../nodes/program/program.ts';
import { stepThrough } from '../targets/tfjs/stepper.ts';
import type { Session } from './session.ts';
import type { NonFiniteLoss } from './update.ts';

/**
 * Runs the step that broke line by line and names the first value that is not finite.
 * The session must stand before that step.
 */
export async function findNonFinite(session: Session, failure: NonFiniteLoss): Promise<string> {
  const entry = `optimize/${failure.optimizer}`;
  const { program } = session.compiled.entries.get(entry)!;
  const { draw, updates } = session.counters;
  const variables = await session.read(program.variables.map(({ name }) => name));
  for (const [name, { data }] of variables)
    if (!data.every(Number.isFinite))
      return `The weight ${name} was not finite any more before that step: the update before it was too large.`;
  let sentence = 'Run line by line, the step stayed finite: it breaks only at the limits of this backend.';
  await stepThrough(program, session.feedsOf(entry, draw, updates), variables, (instruction, outputs) => {
    const broken = outputs.find(({ dtype, data }) => dtype === 'float32' && !data.every(Number.isFinite));
    if (!broken) return 'go on';
    sentence = `The first value that is not finite is ${describe(instruction)}, ${formatShape(broken.shape)} at ${placeOf(instruction)}.`;
    return 'stop';
  });
  return sentence;
}

const placeOf = ({ origin }: Instruction): string =>
  origin ? `'${formatPlace(origin)}'${origin.backward ? ' (in its gradient)' : ''}` : 'a place of no node';

function describe({ kind, inputs, attributes }: Instruction): string {
  const operation = operationOf(kind);
  const names = inputs.map((_, i) => operation.inputs[i] ?? `x${i + 1}`);
  return `${kind}: ${operation.formula(names, attributes)}`;
}
