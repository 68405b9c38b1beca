import type { Text } from '../../nodes/alphabet/problem.ts';
import { operationOf } from '../../nodes/alphabet/alphabet.ts';
import { formatShape } from '../../nodes/alphabet/shape.ts';
import { placeTitle } from '../../nodes/graph/node-title.ts';
import type { Instruction } from '../../nodes/program/program.ts';
import { stepThrough } from '../targets/tfjs/stepper.ts';
import type { Session } from './session.ts';
import type { NonFiniteLoss } from './update.ts';

/**
 * Runs the step that broke line by line and names the first value that is not finite.
 * The session must stand before that step.
 */
export async function findNonFinite(session: Session, failure: NonFiniteLoss): Promise<Text> {
  const entry = `optimize/${failure.optimizer}`;
  const { program } = session.compiled.entries.get(entry)!;
  const { draw, updates } = session.counters;
  const variables = await session.read(program.variables.map(({ name }) => name));
  for (const [name, { data }] of variables)
    if (!data.every(Number.isFinite))
      return {
        en: `The weight ${name} was not finite any more before that step: the update before it was too large.`,
        ko: `그 스텝 전에 이미 가중치 ${name}이(가) 유한하지 않았습니다. 바로 앞의 갱신이 너무 컸습니다.`,
      };
  let sentence: Text = {
    en: 'Run line by line, the step stayed finite: it breaks only at the limits of this backend.',
    ko: '한 줄씩 실행하면 유한합니다. 이 백엔드의 한계에서만 깨집니다.',
  };
  await stepThrough(program, session.feedsOf(entry, draw, updates), variables, (instruction, outputs) => {
    const broken = outputs.find(({ dtype, data }) => dtype === 'float32' && !data.every(Number.isFinite));
    if (!broken) return 'go on';
    const value = `${describe(instruction)}, ${formatShape(broken.shape)}`;
    sentence = {
      en: `The first value that is not finite is ${value} at ${placeOf(session, instruction).en}.`,
      ko: `처음으로 유한하지 않은 값은 ${placeOf(session, instruction).ko}의 ${value}입니다.`,
    };
    return 'stop';
  });
  return sentence;
}

function placeOf({ document }: Session, { origin }: Instruction): Text {
  if (!origin) return { en: 'a place of no node', ko: '노드 밖' };
  const { en, ko } = placeTitle(document, origin);
  return origin.backward
    ? { en: `'${en}' (in its gradient)`, ko: `'${ko}'(그 기울기)` }
    : { en: `'${en}'`, ko: `'${ko}'` };
}

function describe({ kind, inputs, attributes }: Instruction): string {
  const operation = operationOf(kind);
  const names = inputs.map((_, i) => operation.inputs[i] ?? `x${i + 1}`);
  return `${kind}: ${operation.formula(names, attributes)}`;
}
