import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import {
  BATCH,
  bindBatch,
  isKnown,
  type Dimension,
  type Shape,
  type TensorType,
} from '../../../nodes/alphabet/shape.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { InputPort } from '../../../nodes/contract.ts';
import { buildNode, computeNode, type BuiltAlone, type NodeInDesign } from '../build-node.ts';
import { dialEnds, someDials } from '../dial-values.ts';

const layers = [...catalogue.values()].filter(({ family }) => family === 'layers');
const SEED = 20_240_917;

/** The inputs of a layer: its main one with these axes after the batch, and others that fit beside it. */
function inputsOf(kind: string, batch: Dimension, example: readonly number[]): NodeInDesign['inputs'] {
  const dtype = kind === 'embedding' ? 'int32' : 'float32';
  const shape: Shape = [batch, ...example];
  const ports: Readonly<Record<string, InputPort>> = catalogue.get(kind)!.inputs;
  return Object.fromEntries(
    Object.entries(ports)
      .filter(([, port]) => !port.optional)
      .map(([name, port]): [string, TensorType | TensorType[]] => [
        name,
        port.several
          ? [
              { shape, dtype },
              { shape, dtype },
            ]
          : { shape, dtype },
      ]),
  );
}

/** Either a sentence in both languages, or shapes that can be. */
function expectSound(what: string, built: BuiltAlone) {
  if (built.outputs) {
    expect(built.problems, what).toEqual([]);
    for (const { shape } of Object.values(built.outputs))
      for (const dimension of shape)
        expect(isKnown(dimension) ? dimension : dimension.batches, what).toSatisfy(
          (size) => Number.isInteger(size) && (size as number) >= 1,
        );
    return;
  }
  expect(built.problems.length, what).toBeGreaterThan(0);
  for (const { text, place } of built.problems) {
    expect(place?.node, what).toBe('node');
    expect(text.en, what).toMatch(/^[A-Za-z].* .*\.$/s);
    expect(text.ko, what).toMatch(/[가-힣].*\.$/s);
    expect(`${text.en} ${text.ko}`, what).not.toMatch(/undefined|NaN|\[object|Infinity/);
  }
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
  fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
);

describe.each(layers.map(({ kind }) => kind))('%s', (kind) => {
  const { dials } = catalogue.get(kind)!;

  test('gives a shape or a sentence at every end of every dial', () => {
    for (const ends of [{}, ...dialEnds(dials)])
      for (const axes of [[28, 28, 8], [5, 7, 3], [1, 1, 1], [16], []])
        for (const mode of ['training', 'inference'] as const)
          expectSound(
            `${JSON.stringify(ends)} on [B, ${axes.join(', ')}]`,
            buildNode({ kind, dials: ends, inputs: inputsOf(kind, BATCH, axes), mode }),
          );
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
          expectSound('open', open);
          expectSound('known', known);
          if (!open.outputs || !known.outputs) {
            // What cannot be with every batch may be with some: [3] and [3] have an axis of one size to mix.
            expect(!open.outputs, JSON.stringify(open.problems)).toBe(true);
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
    await fc.assert(
      fc.asyncProperty(
        someDials(dials, 4),
        example,
        fc.constantFrom('training', 'inference'),
        async (given, axes, mode) => {
          const inputs = inputsOf(kind, 2, axes);
          const built = buildNode({ kind, dials: given, inputs, mode });
          if (!built.outputs) return;
          const numbers = ({ shape, dtype }: TensorType): Values => {
            const size = bindBatch(shape, 2).reduce((a, b) => a * b, 1);
            const data = Array.from({ length: size }, (_, i) =>
              dtype === 'int32' ? i % Number(given.count) : Math.sin(i),
            );
            return {
              shape: bindBatch(shape, 2),
              dtype,
              data: dtype === 'int32' ? Int32Array.from(data) : Float32Array.from(data),
            };
          };
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
          for (const [port, { shape, dtype }] of Object.entries(built.outputs)) {
            expect(outputs[port]).toMatchObject({ shape, dtype });
            expect(outputs[port]!.data.length).toBe((shape as number[]).reduce((a, b) => a * b, 1));
          }
        },
      ),
      { numRuns: 25, seed: SEED },
    );
  });
});
