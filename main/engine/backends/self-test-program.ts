import { float32, int32 } from '../../../nodes/alphabet/rules.ts';
import { knownShape } from '../../../nodes/alphabet/shape.ts';
import { differentiate } from '../../../nodes/program/differentiate.ts';
import type { Program } from '../../../nodes/program/program.ts';
import { Trace } from '../../../nodes/program/trace.ts';
import type { Elements, Values } from '../../targets/target.ts';

/** Numbers that float32 holds exactly and that any language writes down alike: ((37·i + start) mod 17 − 8)/8. */
const sequence = (count: number, start: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => (((37 * i + start) % 17) - 8) / 8);

const KERNEL = [3, 3, 1, 2];
const WEIGHT = [8, 3];
/** What is trained, with where its numbers begin; each has its two means of Adam, which begin at 0. */
const TRAINED = [
  { name: 'kernel', shape: KERNEL, start: 7 },
  { name: 'scale', shape: [2], start: 1 },
  { name: 'shift', shape: [2], start: 7 },
  { name: 'weight', shape: WEIGHT, start: 16 },
] as const;

/**
 * One step of training a small net: noise added to images [2, 4, 4, 1], a convolution, batch normalization, relu, a matrix product,
 * softmax cross-entropy, its gradients, an update by Adam.
 */
export function selfTestProgram(): Program {
  const trace = new Trace();
  const { ops } = trace;
  const feed = (name: string, shape: readonly number[]) =>
    trace.feed(name, float32(shape), { kind: 'input', name });
  const image = feed('image', [2, 4, 4, 1]);
  const labels = feed('labels', [2, 3]);
  const rate = feed('rate', []);
  const step = feed('step', []);
  const random = trace.feed('random', int32([2]), { kind: 'random' });
  const [kernel, scale, shift, weight] = TRAINED.map(({ name, shape }) =>
    trace.variable(name, float32(shape)),
  );

  const noise = ops.normalNoise(random, { shape: [2, 4, 4, 1], stream: 11 });
  const noisy = ops.add(image, ops.multiply(noise, 0.5));
  const features = ops.conv2d(noisy, kernel!, { strides: [2, 2], padding: 'same' }); // [2, 2, 2, 2]
  const { result } = ops.batchNormalization(features, scale!, shift!, { epsilon: 1e-3 });
  const logits = ops.matMul(ops.reshape(ops.relu(result), { shape: [2, 8] }), weight!); // [2, 3]
  const loss = ops.reduceSum(ops.softmaxCrossEntropy(labels, logits));

  const trained = [kernel!, scale!, shift!, weight!];
  const gradients = differentiate(trace, loss, trained).map((gradient) => gradient!);
  const outputs = TRAINED.map(({ name, shape }, i) => {
    const [m, v] = ['m', 'v'].map((slot) => trace.variable(`${name}/${slot}`, float32(shape)));
    const after = ops.adam(trained[i]!, m!, v!, gradients[i]!, rate, step, {
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
    });
    trace.update(name, after.weight);
    trace.update(`${name}/m`, after.m);
    trace.update(`${name}/v`, after.v);
    return [`d ${name}`, gradients[i]!] as const;
  });
  return trace.program({ noise, logits, loss, ...Object.fromEntries(outputs) });
}

/** The feeds of step 0, 1, ... */
export const selfTestFeeds = (step: number): Readonly<Record<string, Elements>> => ({
  image: sequence(32, 14),
  labels: Float32Array.of(1, 0, 0, 0, 0.25, 0.75),
  rate: Float32Array.of(0.0625),
  step: Float32Array.of(step),
  random: Int32Array.of(7, step),
});

/** The variables before step 0. */
export const selfTestVariables = (): ReadonlyMap<string, Values> =>
  new Map(
    TRAINED.flatMap(({ name, shape, start }) => {
      const size = knownShape(shape).reduce((a, b) => a * b, 1);
      const values = (data: Float32Array): Values => ({ shape, dtype: 'float32', data });
      return [
        [name, values(sequence(size, start))],
        [`${name}/m`, values(new Float32Array(size))],
        [`${name}/v`, values(new Float32Array(size))],
      ] as const;
    }),
  );
