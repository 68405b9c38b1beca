import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BATCH,
  bindBatch,
  formatShape,
  isKnown,
  type Dimension,
  type TensorType,
} from '../../../nodes/alphabet/shape.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { GraphProblem } from '../../../nodes/graph/problems.ts';
import { buildNode, computeNode, type BuiltAlone } from '../build-node.ts';
import { dialEnds, someDials } from '../dial-values.ts';
import { zeros, waves } from '../numbers.ts';
import { inputsOf } from './inputs-of.ts';

const layers = [...catalogue.values()].filter(({ family }) => family === 'layers');
const SEED = 20_240_917;

/** What is wrong where neither good shapes nor sentences in both languages came out. */
function faultsOf({ outputs, problems }: BuiltAlone): string[] {
  const size = (dimension: Dimension) => (isKnown(dimension) ? dimension : dimension.batches);
  if (outputs) {
    const shapes = Object.values(outputs).map(({ shape }) => shape);
    const impossible = shapes.filter(
      (shape) => !shape.every((side) => Number.isInteger(size(side)) && size(side) >= 1),
    );
    return [...impossible.map(formatShape), ...problems.map(({ text }) => text.en)];
  }
  const isSentence = ({ place, text: { en, ko } }: GraphProblem) =>
    place?.node === 'node' &&
    /^[A-Za-z].* .*\.$/s.test(en) &&
    /[가-힣].*\.$/s.test(ko) &&
    !/undefined|NaN|\[object|Infinity/.test(en + ko);
  return problems.length === 0
    ? ['neither a shape nor a sentence']
    : problems.filter((problem) => !isSentence(problem)).map(({ text }) => `${text.en} / ${text.ko}`);
}

const example = fc.oneof(
  {
    arbitrary: fc.tuple(
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 6 }),
    ),
    weight: 4,
  },
  // Sequences of features.
  {
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })),
    weight: 2,
  },
  fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
);

describe.each(layers.map(({ kind }) => kind))('%s', (kind) => {
  const { dials } = catalogue.get(kind)!;

  test('gives a shape or a sentence at every end of every dial', () => {
    const faults = [{}, ...dialEnds(dials)].flatMap((ends) =>
      [[28, 28, 8], [5, 7, 3], [1, 1, 1], [16], []].flatMap((axes) =>
        (['training', 'inference'] as const).flatMap((mode) =>
          faultsOf(buildNode({ kind, dials: ends, inputs: inputsOf(kind, BATCH, axes), mode })).map(
            (fault) => `${JSON.stringify(ends)} on [B, ${axes.join(', ')}], ${mode}: ${fault}`,
          ),
        ),
      ),
    );
    expect(faults).toEqual([]);
  });

  test('has the same shapes with an open batch as with a known one', () => {
    fc.assert(
      fc.property(
        someDials(dials),
        example,
        fc.constantFrom('training', 'inference'),
        (given, axes, mode) => {
          const open = buildNode({
            kind,
            dials: given,
            inputs: inputsOf(kind, BATCH, axes),
            mode,
            batch: BATCH,
          });
          const known = buildNode({ kind, dials: given, inputs: inputsOf(kind, 3, axes), mode, batch: 3 });
          expect([...faultsOf(open), ...faultsOf(known)]).toEqual([]);
          if (!open.outputs || !known.outputs) {
            // Features that are the batch itself have no size while it is open.
            expect(open.outputs).toBeNull();
            return;
          }
          for (const [port, { shape, dtype }] of Object.entries(open.outputs))
            expect(known.outputs[port]).toMatchObject({ shape: bindBatch(shape, 3), dtype });
        },
      ),
      { numRuns: 60, seed: SEED },
    );
  });

  test('computes the shapes that it says', async () => {
    let computed = 0;
    await fc.assert(
      fc.asyncProperty(
        someDials(dials, 4),
        example,
        fc.constantFrom('training', 'inference'),
        async (given, axes, mode) => {
          const inputs = inputsOf(kind, 2, axes);
          const built = buildNode({ kind, dials: given, inputs, mode });
          if (!built.outputs) return;
          const numbers = ({ shape, dtype }: TensorType) =>
            dtype === 'float32' ? waves(bindBatch(shape, 2)) : zeros(bindBatch(shape, 2));
          const fed = Object.fromEntries(
            Object.entries(inputs).map(([port, type]) => [
              port,
              'shape' in type ? numbers(type) : type.map(numbers),
            ]),
          );
          const variables = Object.fromEntries(
            [...built.variables].map(([name, { type }]) => [name, numbers(type)]),
          );
          const { outputs } = await computeNode({ kind, dials: given, mode }, fed, variables);
          computed++;
          for (const [port, { shape, dtype }] of Object.entries(built.outputs)) {
            expect(outputs[port]).toMatchObject({ shape, dtype });
            expect(outputs[port]!.data.length).toBe((shape as number[]).reduce((a, b) => a * b, 1));
          }
        },
      ),
      { numRuns: 100, seed: SEED },
    );
    expect(computed).toBeGreaterThan(3);
  });
});
