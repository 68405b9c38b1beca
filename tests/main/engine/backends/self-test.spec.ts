import { expect, it } from 'vitest';

import { selfTest } from '../../../../main/engine/backends/self-test.ts';
import type { Target } from '../../../../main/targets/target.ts';
import type { Kernel, KernelTable } from '../../../../main/targets/tfjs/kernel.ts';
import { startBackend } from '../../../../main/targets/tfjs/library.ts';
import { TfjsRunner } from '../../../../main/targets/tfjs/runner.ts';
import { tableOf } from '../../../../main/targets/tfjs/table.ts';

/** Plain JavaScript with other kernels in some places. */
const targetWith = (other: KernelTable): Target => {
  const table = { ...tableOf('cpu'), ...other };
  return {
    name: 'spoilt',
    takes: (kind) => kind in table,
    open: async (programs) => new TfjsRunner(await startBackend('cpu'), 'cpu', table, programs),
  };
};

const spoilt = (
  kind: string,
  spoil: (result: ReturnType<Kernel>, tf: Parameters<Kernel>[0]) => ReturnType<Kernel>,
) => {
  const kernel = tableOf('cpu')[kind]!;
  return targetWith({ [kind]: (tf, ...rest) => spoil(kernel(tf, ...rest), tf) });
};

it('passes a backend that computes well', async () => {
  const { passed, worstDifference } = await selfTest(targetWith({}), 'CPU');
  expect(passed).toBe(true);
  expect(worstDifference).toBeLessThan(1e-5);
});

it.each([
  'normalNoise',
  'conv2d',
  'conv2dFilterGradient',
  'matMul',
  'reduceMean',
  'reduceSum',
  'rsqrt',
  'exp',
  'log',
  'multiply',
  'subtract',
  'relu',
])('fails one whose %s is off by a thousandth', async (kind) => {
  const result = await selfTest(
    spoilt(kind, (tensor, tf) => tf.mul(tensor as never, 1.001)),
    'CPU',
  );
  expect(result).toMatchObject({ passed: false });
});

it('fails one that gives no numbers, or forgets them', async () => {
  const none = await selfTest(
    spoilt('conv2d', (tensor, tf) => tf.mul(tensor as never, NaN)),
    'CPU',
  );
  expect(none).toMatchObject({ passed: false, worstDifference: Infinity });
  const forgetful = targetWith({});
  const target: Target = {
    ...forgetful,
    open: async (programs) => {
      const step = programs['step']!;
      return forgetful.open({
        step: { ...step, updates: { ...step.updates, kernel: step.variables[0]!.value } },
      });
    },
  };
  expect((await selfTest(target, 'CPU')).passed).toBe(false);
});
