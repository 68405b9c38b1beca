import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../nodes/graph/compile.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { loopsOf } from '../../../nodes/graph/loops.ts';
import { document, graph } from '../../documents.ts';

const NODES = ['a', 'b', 'c', 'd', 'e'];

const drawing = (wires: readonly string[]) =>
  graph({
    nodes: Object.fromEntries(NODES.map((id) => [id, { kind: 'add' }])),
    wires: wires.map((wire) => `${wire[0]}.x -> ${wire[1]}.y as ${wire}`),
  });

test('a loop is told as the way round', () => {
  expect(loopsOf(drawing(['ab', 'bc', 'cd', 'ad']))).toEqual([]);
  expect(loopsOf(drawing(['ab', 'bc', 'cb']))).toEqual([['b', 'c']]);
  expect(loopsOf(drawing(['aa', 'bc', 'cb']))).toEqual([['a'], ['b', 'c']]);
});

test('there is a loop exactly where no order of the nodes has all wires going forward', () => {
  const id = fc.constantFrom(...NODES);
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(id, id), { maxLength: 9 }), (pairs) => {
      const wires = [...new Set(pairs.map((pair) => pair.join('')))];
      const loops = loopsOf(drawing(wires));
      // Kahn: take away what nothing leads to, as long as there is something.
      let left = [...NODES];
      for (let before = -1; before !== left.length;) {
        before = left.length;
        left = left.filter((node) => wires.some((wire) => wire[1] === node && left.includes(wire[0]!)));
      }
      expect(loops.length > 0).toBe(left.length > 0);
      for (const loop of loops)
        loop.forEach((node, i) => expect(wires).toContain(`${node}${loop[(i + 1) % loop.length]}`));
    }),
  );
});

test('a loop is told once at a node of it, on the board where nothing trains it, and in a design', () => {
  const ring = (): Parameters<typeof graph>[0] => ({
    nodes: { one: { kind: 'add' }, two: { kind: 'scale', factor: 2 } },
    wires: ['one.result -> two.value', 'two.result -> one.a', 'two.result -> one.b'],
  });
  const drawn = document({ board: ring(), designs: { d: graph(ring()) } });
  for (const problems of [compile(drawn).problems, describeDocument(drawn).problems]) {
    const told = problems.filter(({ text }) => text.en.includes('loop'));
    expect(told.map(({ place }) => place)).toEqual([
      { path: '', node: 'one' },
      { path: 'd', node: 'one' },
    ]);
    expect(told[0]!.text.en).toMatch(/'Add' → 'Scale' → 'Add'/);
  }
});
