import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import type { Design, DialValue } from '../../../nodes/graph/document.ts';
import { document, drawn } from '../../documents.ts';
import { initialValues, jacobianOf } from './jacobian.ts';

const TOKENS = 7;
const LENGTH = 5;

const recipes: readonly [name: string, kind: string, dials: Record<string, DialValue>][] = [
  ['a transformer', 'transformer', { layers: 2, width: 8, heads: 2 }],
  ['a transformer with a tied embedding', 'transformer', { layers: 1, width: 8, heads: 2, tied: true }],
  ['a GRU', 'recurrent', { size: 4, units: [5] }],
  ['an LSTM of two layers', 'recurrent', { size: 4, units: [5, 4], cell: 'LSTM' }],
  ['a simple recurrent net', 'recurrent', { size: 4, units: [5], cell: 'simple' }],
];

const design = (kind: string, dials: Record<string, DialValue>): Design =>
  drawn(kind, { tokens: TOKENS, ...(kind === 'transformer' ? { length: LENGTH } : {}), ...dials });

/** A board that calls a block on tokens and says what it found wrong. */
function described(made: Design, shape: readonly number[], beside = {}) {
  return describeDocument(
    document({
      board: {
        nodes: {
          tokens: { kind: 'input', name: 'tokens', meaning: 'tokens', shape: [...shape] },
          call: { kind: 'call', block: 'block' },
          ...beside,
        } as never,
        wires: [
          'tokens.value -> call.tokens',
          ...('context' in beside ? ['context.value -> call.context'] : []),
        ],
      },
      designs: { design: made },
      blocks: { block: 'design' },
    }),
  );
}

describe.each(recipes)('%s', (_name, kind, dials) => {
  const made = design(kind, dials);

  test('tells logits for each token at each place', () => {
    const { wires, problems } = described(made, [LENGTH]);
    expect(problems).toEqual([]);
    expect(wires.get('call.logits')).toMatchObject({
      shape: [{ batches: 1 }, LENGTH, TOKENS],
      meaning: { form: 'logits' },
    });
  });

  test('never looks at a token that it is to tell: logit i differentiated by token j ≥ i is exactly 0', async () => {
    const row = fc.array(fc.integer({ min: 1, max: TOKENS - 1 }), { minLength: LENGTH, maxLength: LENGTH });
    const values = initialValues(made);
    await fc.assert(
      fc.asyncProperty(row, fc.integer({ min: 0, max: LENGTH - 1 }), async (tokens, place) => {
        const reached = await jacobianOf(made, values, tokens, place);
        // Shown is the start and all tokens but the last: token j is shown at place j + 1.
        for (let token = place; token < LENGTH; token++) expect(reached[token]).toBe(0);
        // And it does look at those before.
        for (let token = 0; token < place; token++) expect(reached[token]).toBeGreaterThan(0);
      }),
      { numRuns: 6 },
    );
  });
});

test('a transformer that is not causal does look ahead', async () => {
  const made = design('transformer', { layers: 1, width: 8, heads: 2, causal: false });
  const reached = await jacobianOf(made, initialValues(made), [1, 2, 3, 4, 5], 1);
  expect(reached[3]).toBeGreaterThan(0);
});

test('a tied embedding spares the weights of a last layer', () => {
  const parameters = (tied: boolean) =>
    described(design('transformer', { layers: 1, width: 8, heads: 2, tied }), [LENGTH]).parameters.block!;
  // The last layer has as many numbers as the embedding, and a bias.
  expect(parameters(false) - parameters(true)).toBe(8 * TOKENS + TOKENS);
});

test('the nets of the names templates have the sizes that were measured', () => {
  const gru = described(drawn('recurrent'), [16]);
  // Keras counts 66,555 with both biases: 864 + 62,208 + 3,483.
  expect([gru.problems, gru.parameters.block]).toEqual([[], 66_555]);
  const gpt = described(drawn('transformer', { length: 16 }), [16]);
  expect([gpt.problems, gpt.parameters.block]).toEqual([[], 104_603]);
});

test('cross-attention asks for one sequence more', () => {
  const made = design('transformer', { layers: 1, width: 8, heads: 2, cross: true });
  const context = { kind: 'input', name: 'context', meaning: 'features', shape: [3, 6] };
  const { wires, problems } = described(made, [LENGTH], { context });
  expect(problems).toEqual([]);
  expect(wires.get('call.logits')!.shape[1]).toBe(LENGTH);
});

test('a width that the heads cannot share, and rows that are too long, are sentences', () => {
  expect(() => design('transformer', { width: 10, heads: 4 })).toThrow(
    'Take a width that 4 divides, such as 12',
  );
  const { problems } = described(design('transformer', {}), [LENGTH + 3]);
  expect(problems.map(({ text }) => text.en).join(' ')).toContain(`Set 'length' to ${LENGTH + 3}`);
});
