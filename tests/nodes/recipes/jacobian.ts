import type { Elements, Values } from '../../../main/targets/target.ts';
import type { Design } from '../../../nodes/graph/document.ts';
import { pullBack } from '../../../nodes/program/differentiate.ts';
import { simplify } from '../../../nodes/program/simplify.ts';
import { runOnce } from '../build-node.ts';
import { initialWeights, writeCall } from './call-design.ts';

/** How a token model depends on what it is shown. */

function written(design: Design, length: number) {
  const tokens = { shape: [1, length], dtype: 'int32' } as const;
  const { trace, variables, answers } = writeCall(design, { tokens });
  return { trace, variables, logits: answers.logits! };
}

/** A value for every weight of the design, none of them zero. */
export function initialValues(design: Design): ReadonlyMap<string, Values> {
  return initialWeights(written(design, 1).variables);
}

/**
 * How far the logits at a place move with each token: tokens are numbers, so that the vectors that stand for them are what is
 * differentiated by, a row of the embedding for each place.
 * @param tokens x_1 ... x_L; shown is the start, then all but the last
 * @returns for each token the sum of |∂logits_place / ∂its vector|; 0 where nothing depends on it
 */
export async function jacobianOf(
  design: Design,
  values: ReadonlyMap<string, Values>,
  tokens: readonly number[],
  place: number,
): Promise<readonly number[]> {
  const { length } = tokens;
  const { trace, logits } = written(design, length);
  const { ops } = trace;
  const gather = trace.instructions.find(({ kind }) => kind === 'gather')!;
  const vectors = trace.tensor(gather.outputs[0]!); // [1, L, d]
  const count = logits.shape[2] as number;
  const here = ops.slice(logits, { begin: [0, place, 0], size: [1, 1, count] });
  const seed = ops.constant({
    value: Array.from({ length: count }, (_, i) => 1 + (i % 3)),
    shape: [1, 1, count],
    dtype: 'float32',
  });
  const [gradient] = pullBack(trace, [here], [seed], [vectors], 0);
  const size = vectors.shape[2] as number;
  const program = simplify(trace.program({ gradient: gradient! }));
  const shown = Int32Array.from([0, ...tokens.slice(0, -1)]);
  const feeds: Record<string, Elements> = { tokens: shown };
  const used = new Map([...values].filter(([name]) => program.variables.some((one) => one.name === name)));
  const { outputs } = await runOnce(program, feeds, used);
  const { data } = outputs.gradient!;
  const moved = (at: number) =>
    Array.from(data.slice(at * size, (at + 1) * size), Math.abs).reduce((a: number, b: number) => a + b, 0);
  // Token j is shown at place j + 1; the last one is not shown at all.
  return tokens.map((_, token) => (token + 1 < length ? moved(token + 1) : 0));
}
