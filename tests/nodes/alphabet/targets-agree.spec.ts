import { beforeAll, describe, expect, test } from 'vitest';
import { readArrangement } from '../../../main/targets/tensorflow/arrangement.ts';
import { tensorflowTarget } from '../../../main/targets/tensorflow/target.ts';
import type { Runner, Target, Values } from '../../../main/targets/target.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { alphabet } from '../../../nodes/alphabet/alphabet.ts';
import { expand } from '../../../nodes/program/expand.ts';
import type { Program } from '../../../nodes/program/program.ts';
import { contractOf, described, kinds, someCases, type Case } from './case.ts';
import {
  call,
  cpu,
  difference,
  feedsOf,
  floatsOf,
  inOrder,
  programOf,
  vectorJacobianProduct,
} from './evaluate.ts';
import { cotangentsFor } from './gradient-check.ts';

const CASES = 12;

/** One program, what it is fed, and a name for messages. */
interface Trial {
  readonly name: string;
  readonly program: Program;
  readonly inputs: readonly Values[];
}

/** A call, the same call by its definition where it has one, and its gradient where it has one. */
function trialsOf(kind: string, example: Case): readonly Trial[] {
  const { inputs, attributes } = example;
  const name = described(kind, example);
  const program = programOf(call(kind, attributes), inputs);
  const { constant, define } = alphabet.get(kind)!;
  const trials: Trial[] = [{ name, program, inputs }];
  if (define)
    trials.push({
      name: `definition of ${name}`,
      program: expand(program, (other) => other !== kind),
      inputs,
    });
  const outputs = floatsOf(Object.values(program.outputs).map((id) => program.types[id]!));
  if (
    !constant &&
    contractOf(kind).differentiable !== 0 &&
    outputs.length > 0 &&
    floatsOf(inputs).length > 0
  ) {
    const given = [...inputs, ...cotangentsFor(outputs as readonly { shape: readonly number[] }[])];
    const gradient = programOf(vectorJacobianProduct(call(kind, attributes), inputs.length), given);
    trials.push({ name: `gradient of ${name}`, program: gradient, inputs: given });
  }
  return trials;
}

async function runAll(target: Target, trials: readonly Trial[]): Promise<readonly (readonly Values[])[]> {
  const runner: Runner = await target.open(
    Object.fromEntries(trials.map(({ program }, i) => [`trial${i}`, program])),
  );
  try {
    const results: (readonly Values[])[] = [];
    for (const [i, { inputs }] of trials.entries())
      results.push(inOrder(await runner.run(`trial${i}`, feedsOf(inputs))));
    return results;
  } finally {
    runner.dispose();
  }
}

const arrangement = readArrangement();
const hasTensorflow = arrangement !== null && arrangement.rung !== 4;

const targets: Readonly<Record<string, () => Target | Promise<Target>>> = {
  wasm: () => tfjsTarget('wasm'),
  ...(hasTensorflow ? { tensorflow: tensorflowTarget } : {}),
};

describe.each(Object.keys(targets))('%s gives what plain JavaScript gives', (name) => {
  let target: Target;
  beforeAll(async () => {
    target = await targets[name]!();
  });

  test.each(kinds)('%s', async (kind) => {
    const trials = someCases(kind, CASES).flatMap((example) => trialsOf(kind, example));
    const expected = await runAll(cpu, trials);
    const found = await runAll(target, trials);
    const wrong = trials.flatMap((trial, i) => {
      const apart = found[i]!.map((values, k) => difference(values, expected[i]![k]!));
      return Math.max(...apart) < 1e-5 ? [] : [`${trial.name}: ${apart.join(', ')}`];
    });
    expect(wrong).toEqual([]);
  });
});
