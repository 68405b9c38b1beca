// What the importance bound is there to show: it tightens with K, and naive draws from the prior say almost nothing.
import { expect, test } from 'vitest';
import { readTemplate } from '../../main/projects/templates.ts';

const DRAWS = [1, 10, 100, 1000];

test('the bound comes down with K, while the naive estimate stays far above', async () => {
  const { about, document } = await readTemplate('importance-bound-digits');
  const measured = about!.measured!;
  const nats = (node: string) => DRAWS.map((k) => measured[`${node} nats (binary), K = ${k}`] as number);
  const bound = nats('bound');
  for (let i = 1; i < bound.length; i++) expect(bound[i]!).toBeLessThan(bound[i - 1]! - 0.5);
  // With a thousand draws the naive one is still above the bound that a single draw from q(z | x) gives.
  const naive = nats('naive');
  expect(naive.at(-1)!).toBeGreaterThan(bound[0]! + 50);
  expect(naive[0]!).toBeGreaterThan(5 * bound[0]!);
  // Both look at the same digits with the same decoder.
  const { bound: one, naive: other } = document.board.nodes;
  expect(one!.dials.count).toBe(other!.dials.count);
});
