import { expect, test } from 'vitest';
import { catalogue } from '../../../nodes/catalogue.ts';
import { cardLine, designLine } from '../../../renderer/canvas/card-line.ts';
import { drawn } from '../../documents.ts';
import { Hand } from '../edits/hand.ts';

test('a block says what it is made of', () => {
  expect(designLine(drawn('conv-encoder'))).toBe('conv 32 · 64 · dense 128 · 2');
  expect(designLine(drawn('mlp', { widths: [64, 64, 32] }))).toBe('dense 64 · 32 · 2');
});

test('a card says what was turned, a layer its sizes, a door its name', () => {
  const hand = new Hand();
  const line = (id: string) => cardLine(hand.document, hand.site.graph, id).en;
  expect(line('digits')).toMatch(/^binary/);
  expect(line('encode')).toBe('dense 16 · 2');
  expect(line('optimizer')).toBe('Adam');
  expect(line('samples')).toBe('samples');
  hand.enter('encode', 'encoder');
  expect(line('hidden')).toBe('16 · ReLU');
  hand.add('conv2d');
  expect(line('conv2d')).toMatch(/^32 · \d × \d/);
});

test('a formula of several equations gives as many as there is room for', () => {
  const { document } = new Hand();
  const line = (kind: string) =>
    cardLine(document, { nodes: { card: { kind, dials: {} } }, wires: [] }, 'card').en;
  expect(line('next-token-pair')).toBe('xⁱⁿᵢ = x_(i-1), yᵢ = xᵢ');
  expect(line('reparameterize')).toBe('z = μ + e^(½ log σ²) ⊙ ε');
  for (const kind of catalogue.keys()) expect(line(kind).length, kind).toBeLessThanOrEqual(60);
});
