import { execFileSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { printFrozen } from '../../../../main/targets/tensorflow/frozen.ts';
import type { GraphNode } from '../../../../main/targets/tensorflow/graph-builder.ts';
import { OPERATIONS } from '../../../../main/targets/tensorflow/operations-2.7.ts';
import { printPrograms } from '../../../../main/targets/tensorflow/printer.ts';
import { BATCH } from '../../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import { kinds, someCases } from '../../../nodes/alphabet/case.ts';
import { call, programOf } from '../../../nodes/alphabet/evaluate.ts';
import { autoencoder } from './autoencoder.ts';
import { perceptron } from './perceptron.ts';

/** What hangs on settings, or on what stands around it. */
function others(): Program {
  const trace = new Trace();
  const { ops } = trace;
  const feed = (name: string, ...shape: number[]) =>
    trace.feed(name, { shape, dtype: 'float32' }, { kind: 'input', name });
  const [x, c] = [feed('x', 2, 5, 5, 3), feed('c', 3)];
  const { mean, variance } = ops.batchNormalization(x, c, c, { epsilon: 1e-3 });
  const { image } = ops.batchNormalizationGradient(x, x, c, mean, variance, { epsilon: 1e-3 });
  const window = { padding: 'same', dilations: [2, 2] } as const;
  const kernelShape = [3, 3, 3, 1];
  const kernel = ops.depthwiseConv2dFilterGradient(x, image, { ...window, kernelShape });
  const margins = {
    padding: [
      [1, 0],
      [0, 2],
    ],
  } as const;
  const dy = ops.conv2d(x, feed('k', 3, 3, 3, 2), margins);
  const dx = ops.conv2dInputGradient(dy, feed('k', 3, 3, 3, 2), { ...margins, inputShape: x.shape });
  const dk = ops.conv2dFilterGradient(x, dy, { ...margins, kernelShape: [3, 3, 3, 2] });
  return trace.program({ image, kernel, dx, dk });
}

/** Every node that is printed for any of the contract cases, in training and in exports. */
function printed(): readonly GraphNode[] {
  const calls = kinds.flatMap((kind) =>
    someCases(kind, 12).map(({ inputs, attributes }) => programOf(call(kind, attributes), inputs)),
  );
  const programs = [...calls, others(), perceptron([3, 4, 2], 5).step];
  const { program, weights } = autoencoder(BATCH);
  const trace = new Trace();
  const pairs = trace.feed(
    'pairs',
    { shape: [{ batches: 2 }, 3], dtype: 'float32' },
    { kind: 'input', name: 'pairs' },
  );
  const ones = trace.ops.constant({ value: 1, shape: [BATCH], dtype: 'float32' });
  return [
    ...printPrograms(Object.fromEntries(programs.map((each, i) => [i, each]))).nodes,
    ...printFrozen(program, weights).nodes,
    ...printFrozen(trace.program({ pairs, ones }), new Map()).nodes,
  ];
}

describe('what is printed for TensorFlow', () => {
  it('is what the list says, no less and no more', () => {
    const found = new Map<string, Set<string>>();
    for (const { op, attributes } of printed()) {
      const names = found.get(op) ?? found.set(op, new Set()).get(op)!;
      for (const name of Object.keys(attributes)) names.add(name);
    }
    const sorted = (list: Iterable<readonly [string, Iterable<string>]>) =>
      Object.fromEntries([...list].map(([op, names]) => [op, [...names].toSorted()]));
    expect(sorted(found)).toEqual(sorted(Object.entries(OPERATIONS)));
  });

  it.runIf(process.env['GENLOOM_PYTHON'])('is there in the TensorFlow of today', () => {
    const out = execFileSync(process.env['GENLOOM_PYTHON']!, ['tests/oracles/registered-operations.py'], {
      input: JSON.stringify(OPERATIONS),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    expect(JSON.parse(out)).toEqual([]);
  });
});
