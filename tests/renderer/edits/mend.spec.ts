import { produce } from 'immer';
import { describe, expect, test } from 'vitest';
import { readDocument, writeDocument, type GraphDocument } from '../../../nodes/graph/document.ts';
import { mendFor } from '../../../renderer/edits/mend.ts';
import { renameWire } from '../../../renderer/edits/wires.ts';
import { describeForWindow } from '../../../renderer/shapes/described.ts';
import { locateAll } from '../../../renderer/shapes/locate.ts';
import { smallVae } from '../../documents.ts';

/** A document that somebody broke, read from its file again. */
const broken = (change: (draft: GraphDocument) => void) =>
  readDocument(writeDocument(produce(smallVae(), change)), 'broken');
const problemsOf = (document: GraphDocument) => locateAll(document, describeForWindow(document).problems);

/** Mends everything that has a cure. */
function mended(document: GraphDocument): GraphDocument {
  let now = document;
  for (let i = 0; i < 10; i++) {
    const mend = problemsOf(now)
      .map((problem) => mendFor(now, problem))
      .find((one) => one !== null);
    if (!mend) return now;
    now = produce(now, mend.mend);
  }
  return now;
}

describe('the obvious cure', () => {
  test('of a wire to nothing is to remove it', () => {
    const document = broken(({ board }) => {
      board.wires.push({ from: { node: 'encode', port: 'mean' }, to: { node: 'nobody', port: 'x' } });
      board.wires.push({ from: { node: 'encode', port: 'gone' }, to: { node: 'map', port: 'label' } });
    });
    expect(problemsOf(document).length).toBeGreaterThan(0);
    expect(mended(document).board.wires).toEqual(smallVae().board.wires);
  });

  test('of a dial out of its range, or that is not there, is its default', () => {
    const document = broken(({ board }) => {
      board.nodes.kl!.dials.freeBits = -3;
      board.nodes.digits!.dials.colour = 'red';
    });
    const { board } = mended(document);
    expect(board.nodes.kl!.dials).toEqual({});
    expect(board.nodes.digits!.dials).toEqual(smallVae().board.nodes.digits!.dials);
  });

  test('of a weight without a wire is to forget it', () => {
    const document = broken(({ board }) => {
      board.nodes.total!.dials.weights = { nll: 1, kl: 1, nobody: 2 };
    });
    expect(mended(document).board.nodes.total!.dials.weights).toEqual({ nll: 1, kl: 1 });
  });

  test('a missing wire has none: nobody knows which one was meant', () => {
    const document = broken(({ board }) => {
      board.wires = board.wires.filter(({ to }) => to.node !== 'kl');
    });
    const problems = problemsOf(document);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map((problem) => mendFor(document, problem))).toEqual(problems.map(() => null));
  });
});

test('a wire that is renamed keeps the number that a dial has for it', () => {
  const document = produce(smallVae(), ({ board }) => {
    board.nodes.total!.dials.weights = { nll: 1, kl: 4 };
    const wire = board.wires.find(({ to }) => to.name === 'kl')!;
    renameWire(board, wire, 'beta');
  });
  expect(document.board.nodes.total!.dials.weights).toEqual({ nll: 1, beta: 4 });
  expect(describeForWindow(document).problems).toEqual([]);
});
