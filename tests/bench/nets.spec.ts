import { describe, expect, it } from 'vitest';

import { startBackend } from '../../main/targets/tfjs/library.ts';
import { compile } from '../../nodes/graph/compile.ts';
import { NETS } from './nets.ts';

const tf = await startBackend('cpu');

const sorted = (shapes: readonly (readonly unknown[])[]) =>
  shapes.map((shape) => shape.join(' x ')).toSorted();

describe.each(NETS)('the net $name', ({ document, eager }) => {
  const compiled = compile(document());

  it('is a document without problems', () => {
    expect(compiled.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.runIf(eager)('has the same weights in TensorFlow.js', () => {
    const { model } = eager!.net(tf);
    const weights = [...compiled.variables.values()].filter(({ role }) => role === 'weight');
    expect(sorted(model.trainableWeights.map(({ shape }) => shape))).toEqual(
      sorted(weights.map(({ type }) => type.shape)),
    );
    model.dispose();
  });
});
