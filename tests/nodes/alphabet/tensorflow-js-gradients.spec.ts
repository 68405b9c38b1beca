import type { Tensor } from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { startBackend } from '../../../main/targets/tfjs/library.ts';
import { toTensor, toValues } from '../../../main/targets/tfjs/transfer.ts';
import type { Values } from '../../../main/targets/target.ts';
import { described, someCases, type Case } from './case.ts';
import { call, compute, cpu, difference, floatsOf, vectorJacobianProduct } from './evaluate.ts';
import { cotangentsFor } from './gradient-check.ts';
import { functions } from './tensorflow-js-functions.ts';

const tf = await startBackend('cpu');

/** What TensorFlow.js says of the gradients with respect to the float32 inputs. */
async function theirGradients(
  kind: string,
  { inputs, attributes }: Case,
  cotangent: Values,
): Promise<Values[]> {
  const tensors = inputs.map((input) => toTensor(tf, input));
  const moving = tensors.filter(({ dtype }) => dtype === 'float32');
  const loss = (...given: Tensor[]) => {
    const rest = [...given];
    const all = tensors.map((tensor) => (tensor.dtype === 'float32' ? rest.shift()! : tensor));
    const result = functions[kind]!.run(tf, all as unknown as [Tensor, Tensor, Tensor], attributes);
    return tf.sum(tf.mul(result, toTensor(tf, cotangent)));
  };
  const gradients = tf.grads(loss)(moving);
  return Promise.all(gradients.map(toValues));
}

describe.each(Object.keys(functions))('%s', (kind) => {
  const { knows = () => true } = functions[kind]!;

  test("has the gradient of TensorFlow.js' own function", async () => {
    const cases = someCases(kind, 30)
      .filter(
        (example) =>
          example.inputs.length > 0 &&
          example.inputs.every(({ dtype }) => dtype !== 'int32' || ['gather', 'segmentSum'].includes(kind)),
      )
      .filter((example) => floatsOf(example.inputs).length > 0 && knows(example))
      .slice(0, 8);
    expect(cases.length).toBeGreaterThan(2);
    const wrong: string[] = [];
    for (const example of cases) {
      const [output] = await compute(cpu, call(kind, example.attributes), example.inputs);
      const [cotangent] = cotangentsFor([output as { shape: readonly number[] }]);
      const ours = await compute(
        cpu,
        vectorJacobianProduct(call(kind, example.attributes), example.inputs.length),
        [...example.inputs, cotangent!],
      );
      const theirs = await theirGradients(kind, example, cotangent!);
      const worst = Math.max(...ours.map((gradient, i) => difference(gradient, theirs[i]!)));
      if (!(worst < 1e-5) || theirs.length !== ours.length)
        wrong.push(`${described(kind, example)}: ${worst}`);
    }
    expect(wrong).toEqual([]);
  });
});
