import type { Elements, Target } from '../../targets/target.ts';
import type { SelfTest } from './report.ts';
import { SELF_TEST_OUTPUTS, SELF_TEST_VARIABLES } from './self-test-answers.ts';
import { selfTestFeeds, selfTestProgram, selfTestVariables } from './self-test-program.ts';

/** float32 arithmetic in whatever order; measured: 3e-6 on TensorFlow, WebAssembly and plain JavaScript. */
const TOLERANCE = 1e-4;
/** A GPU multiplies in TensorFloat-32, with 10 bits after the point, unless told otherwise. */
const GPU_TOLERANCE = 1e-2;

/**
 * Trains a small net for two steps and compares outputs, gradients and trained variables with known answers, which were computed in
 * float64 by TensorFlow and Keras (tests/oracles/self-test.py).
 * @throws what the target throws
 */
export async function selfTest(target: Target, device: string): Promise<SelfTest> {
  const started = performance.now();
  const runner = await target.open({ step: selfTestProgram() });
  let worst = 0;
  const compare = (actual: Elements | undefined, known: readonly number[]) => {
    worst = Math.max(worst, difference(actual, known));
  };
  try {
    await runner.write(selfTestVariables());
    for (const [step, answers] of SELF_TEST_OUTPUTS.entries()) {
      const outputs = await runner.run('step', selfTestFeeds(step));
      for (const [name, known] of Object.entries(answers)) compare(outputs[name]?.data, known);
    }
    const variables = await runner.read(Object.keys(SELF_TEST_VARIABLES));
    for (const [name, known] of Object.entries(SELF_TEST_VARIABLES))
      compare(variables.get(name)?.data, known);
  } finally {
    runner.dispose();
  }
  return {
    passed: worst <= (device === 'CPU' ? TOLERANCE : GPU_TOLERANCE),
    worstDifference: worst,
    milliseconds: performance.now() - started,
  };
}

/** The largest difference, relative to the largest known number or 1; infinite where one is missing or not a number. */
function difference(actual: Elements | undefined, known: readonly number[]): number {
  if (actual?.length !== known.length) return Infinity;
  const scale = Math.max(1, ...known.map(Math.abs));
  const differences = known.map((value, i) => Math.abs(actual[i]! - value) / scale);
  return differences.some(Number.isNaN) ? Infinity : Math.max(...differences);
}
