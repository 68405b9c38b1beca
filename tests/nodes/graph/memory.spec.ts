import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CheckedRoots } from '../../../nodes/graph/checked-roots.ts';
import { check, compile } from '../../../nodes/graph/compile.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { readDocument, type GraphDocument } from '../../../nodes/graph/document.ts';
import { Memory } from '../../../nodes/graph/memory.ts';
import { smallVae } from '../../documents.ts';
import { largeBoard } from '../../documents-large.ts';
import { draws, edited } from './random-edits.ts';

const template = (name: string): GraphDocument =>
  readDocument(readFileSync(`templates/${name}/document.genloom`, 'utf8'), name);

/** Boards of every sort: shared blocks, gradients of gradients, samplers, stacked members, gradients on the board. */
const BOARDS = [
  ['a small VAE', smallVae],
  ['seven autoencoders', () => largeBoard(44)],
  ...[
    'wgan-gp-ring',
    'gan-ring',
    'cyclegan-2d',
    'realnvp-moons',
    'latent-diffusion-digits',
    'vq-vae-digits',
  ].map((name) => [name, () => template(name)] as const),
] as const;

const told = (document: GraphDocument, memory?: Memory) => {
  const { problems, ...shapes } = describeDocument(document, memory);
  return { ...shapes, problems };
};

const checked = (document: GraphDocument, roots?: CheckedRoots) => {
  const work = check(document, roots);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
};

describe.each(BOARDS)('%s', (_, board) => {
  test('is described after edits as it would be without a memory', () => {
    fc.assert(
      fc.property(fc.array(draws, { minLength: 1, maxLength: 8 }), (edits) => {
        const memory = new Memory();
        let document = board();
        describeDocument(document, memory);
        for (const edit of edits) {
          const before = document;
          document = edited(document, edit);
          expect(told(document, memory)).toEqual(told(document));
          // What is undone is known again.
          if (edit[3] % 3 === 0) expect(told((document = before), memory)).toEqual(told(before));
        }
      }),
      { numRuns: 12 },
    );
  });

  test('has the same problems of training after edits as without a memory', () => {
    fc.assert(
      fc.property(fc.array(draws, { minLength: 1, maxLength: 4 }), (edits) => {
        const roots = new CheckedRoots();
        let document = board();
        checked(document, roots);
        for (const edit of edits) {
          document = edited(document, edit);
          expect(checked(document, roots)).toEqual(checked(document));
        }
      }),
      { numRuns: 5 },
    );
  });
});

test.each(BOARDS)('a check of %s finds what compiling finds', (_, board) => {
  expect(checked(board())).toEqual(compile(board()).problems);
});

test('only what an edit reaches is written again', () => {
  const memory = new Memory();
  const document = largeBoard(60);
  const before = describeDocument(document, memory);
  const remembered = new Map(memory.nodes);
  const copy = structuredClone(document);
  copy.board.nodes['distance-3']!.dials['kind'] = 'L1';
  copy.board.nodes['encode-3']!.position = { x: 5, y: 5 };
  const after = describeDocument(copy, memory);
  expect(after.wires).toEqual(before.wires);
  const anew = [...memory.nodes].filter(([id, node]) => remembered.get(id) !== node).map(([id]) => id);
  expect(anew).toEqual(['distance-3']);
});

test('only roots that an edit reaches are checked again', () => {
  const roots = new CheckedRoots();
  const document = largeBoard(60);
  checked(document, roots);
  const ids = Object.keys(document.board.nodes);
  const before = new Map(ids.map((id) => [id, roots.get(id)]));
  const copy = structuredClone(document);
  copy.board.nodes['distance-3']!.dials['kind'] = 'L1';
  checked(copy, roots);
  expect(ids.filter((id) => roots.get(id) !== before.get(id))).toEqual(['optimizer-3']);
});
