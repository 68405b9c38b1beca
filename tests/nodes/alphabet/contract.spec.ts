import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alphabet } from '../../../nodes/alphabet/alphabet.ts';
import type { Attributes } from '../../../nodes/alphabet/operation.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { bindBatch, type Dimension, type DType, type TensorType } from '../../../nodes/alphabet/shape.ts';
import { contractOf, contracts, described, kinds, SEED, smallBatch, someCases, type Case } from './case.ts';
import { call, compute, cpu, difference, type Build } from './evaluate.ts';

const typeOf = ({ shape, dtype }: TensorType): TensorType => ({ shape, dtype });

/** What is amiss with something thrown that should be a sentence in both languages, the Korean one in Korean. */
function faultsOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Problem)) return [`no Problem but ${String(thrown)}`];
  const { en, ko } = thrown.text;
  return [
    ...(/^\w.* .*[.]$/.test(en) ? [] : [`no English sentence: ${en}`]),
    ...(/[가-힣].*[.]$/.test(ko) ? [] : [`no Korean sentence: ${ko}`]),
    ...(/undefined|\[object|NaN/.test(en + ko) ? [`a hole in: ${en} ${ko}`] : []),
  ];
}

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

test('every operation has cases, and every case an operation', () => {
  expect([...contracts.keys()].sort()).toEqual([...alphabet.keys()].sort());
});

describe.each(kinds)('%s', (kind) => {
  const operation = alphabet.get(kind)!;
  const contract = contractOf(kind);

  test('has the shapes and types on plain JavaScript that it says', async () => {
    await fc.assert(
      fc.asyncProperty(contract.valid(smallBatch), async ({ inputs, attributes }) => {
        const said = operation.infer(inputs.map(typeOf), attributes);
        const computed = await compute(cpu, call(kind, attributes), inputs);
        expect(computed.map(typeOf)).toEqual(said);
        for (const { shape, data } of computed)
          expect(data.length).toBe((shape as number[]).reduce((a, b) => a * b, 1));
      }),
      { numRuns: 25, seed: SEED },
    );
  });

  test('says what is wrong in both languages', () => {
    if (kind !== 'stopGradient') expect(contract.wrong.length).toBeGreaterThan(0);
    const faults = contract.wrong.flatMap(({ types, attributes = {} }) =>
      faultsOf(thrownBy(() => operation.infer(types, attributes))).map(
        (fault) => `${JSON.stringify(types)} with ${JSON.stringify(attributes)}: ${fault}`,
      ),
    );
    expect(faults).toEqual([]);
  });

  test('answers any tensors with shapes or with a sentence', () => {
    const dimension = fc.oneof(fc.nat(5), fc.record({ batches: fc.integer({ min: 1, max: 3 }) }));
    const type = fc.record({
      shape: fc.array<Dimension>(dimension, { maxLength: 5 }),
      dtype: fc.constantFrom<DType>('float32', 'int32', 'bool'),
    });
    const changed = contract
      .valid(smallBatch)
      .chain(({ inputs, attributes }) =>
        fc
          .tuple(...inputs.map((input) => fc.oneof(fc.constant(typeOf(input)), type)))
          .map((types) => ({ types, attributes })),
      );
    fc.assert(
      fc.property(changed, ({ types, attributes }) => {
        const error = thrownBy(() => {
          for (const { shape } of operation.infer(types, attributes))
            for (const size of shape)
              expect(typeof size === 'number' ? size : size.batches).toBeGreaterThanOrEqual(0);
        });
        expect(error === null ? [] : faultsOf(error)).toEqual([]);
      }),
      { numRuns: 300, seed: SEED },
    );
  });

  test('infers with B what it infers with a number', () => {
    const batch = 101;
    const cases = someCases(kind, 20, fc.constant(batch));
    const refused = (example: Case) => contract.refusesBatch?.(example.attributes, example.inputs) === true;
    const symbolic = cases.map((example) => ({ example, ...withBatch(example, batch) }));
    const allowed = symbolic.filter(({ example }) => !refused(example));
    expect(allowed.length).toBeGreaterThan(0);
    for (const { example, types, attributes } of allowed) {
      const bound = operation
        .infer(types, attributes)
        .map(({ shape, dtype }) => ({ shape: bindBatch(shape, batch), dtype }));
      expect(bound).toEqual(operation.infer(example.inputs.map(typeOf), example.attributes));
    }
    const faults = symbolic
      .filter(({ example }) => refused(example))
      .flatMap(({ types, attributes }) => faultsOf(thrownBy(() => operation.infer(types, attributes))));
    expect(faults).toEqual([]);
  });

  test('has a formula with the names of its inputs', () => {
    for (const { inputs, attributes } of someCases(kind, 5)) {
      const names = inputs.map((_, i) => `input${i}`);
      const formula = operation.formula(names, attributes);
      expect(formula).not.toMatch(/undefined|\[object|NaN/);
      if (inputs.length > 0 && !kind.endsWith('Noise')) expect(formula).toContain('input');
    }
  });
});

/** The same call with B in the place of `batch`, in shapes and in attributes. */
function withBatch(
  { inputs, attributes }: Case,
  batch: number,
): { types: TensorType[]; attributes: Attributes } {
  const unbind = (value: unknown): unknown =>
    typeof value === 'number' && value > 0 && value % batch === 0
      ? { batches: value / batch }
      : Array.isArray(value)
        ? value.map(unbind)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unbind(one)]))
          : value;
  const keep = new Set(['value', 'stream']);
  return {
    types: inputs.map(({ shape, dtype }) => ({ shape: unbind(shape) as Dimension[], dtype })),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, keep.has(name) ? value : unbind(value)]),
    ),
  };
}

describe('wide operations', () => {
  const wide = kinds.filter((kind) => alphabet.get(kind)!.define);

  test.each(wide)('%s is what its definition says', async (kind) => {
    const operation = alphabet.get(kind)!;
    const wrong: string[] = [];
    for (const example of someCases(kind, 15)) {
      const whole = await compute(cpu, call(kind, example.attributes), example.inputs);
      const define: Build = (trace, given) => operation.define!(trace.ops, given, example.attributes);
      const defined = await compute(cpu, define, example.inputs);
      if (whole.some((tensor, i) => difference(tensor, defined[i]!) > 1e-5))
        wrong.push(described(kind, example));
    }
    expect(wrong).toEqual([]);
  });
});
