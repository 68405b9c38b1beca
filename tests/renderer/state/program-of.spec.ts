import { expect, test } from 'vitest';
import type { DialValue, GraphDocument } from '../../../nodes/graph/document.ts';
import { programOf } from '../../../renderer/state/program-of.ts';
import { promptBoard, smallVae } from '../../documents.ts';

const changed = (change: (document: GraphDocument) => void): boolean => {
  const document = smallVae();
  change(document);
  return programOf(document) !== programOf(smallVae());
};

test('where cards stand, what they are called and dials that are turned live make no other program', () => {
  expect(
    changed(({ board, blocks }) => {
      board.nodes.digits!.position = { x: 5, y: 7 };
      board.nodes.digits!.name = 'My digits';
      blocks.encoder!.name = 'Recognition';
    }),
  ).toBe(false);
  expect(changed(({ phases }) => (phases[0]!.names = { ko: '학습' }))).toBe(false);
  expect(changed(({ board }) => (board.nodes.optimizer!.dials.learningRate = 0.5))).toBe(false);
  expect(changed(({ board }) => (board.nodes.total!.dials.weights = { kl: 4 }))).toBe(false);
});

test('the order of nodes in the file makes no other program', () => {
  expect(
    changed(({ board }) => {
      board.nodes = Object.fromEntries(Object.entries(board.nodes).reverse());
    }),
  ).toBe(false);
});

test('dials, switches, wires, seeds, batches, steps and frozen blocks do', () => {
  expect(changed(({ board }) => (board.nodes.optimizer!.dials.method = 'SGD'))).toBe(true);
  expect(changed(({ board }) => (board.nodes.map!.dials.count = 32))).toBe(true);
  expect(changed(({ board }) => (board.nodes.elbo!.off = true))).toBe(true);
  expect(changed(({ board }) => void board.wires.pop())).toBe(true);
  expect(changed(({ designs }) => (designs.encoder!.nodes.hidden!.dials.units = 17))).toBe(true);
  expect(changed((document) => (document.seed = 2))).toBe(true);
  expect(changed((document) => (document.batch = 4))).toBe(true);
  expect(changed(({ phases }) => (phases[0]!.steps = 21))).toBe(true);
  expect(changed(({ blocks }) => (blocks.encoder!.frozen = true))).toBe(true);
});

test('what is asked for at a door makes no other program, whether a view shows what comes of it or not', () => {
  const withDoor = (seen: boolean, value: number[]) => {
    const document = smallVae();
    document.board.nodes.ask = {
      kind: 'input',
      dials: { name: 'ask', meaning: 'latent', shape: [2], value },
    };
    document.board.nodes.asked = { kind: 'histogram', dials: {} };
    if (seen)
      document.board.wires.push({
        from: { node: 'ask', port: 'value' },
        to: { node: 'asked', port: 'value' },
      });
    return programOf(document);
  };
  expect(withDoor(false, [1, 2])).toBe(withDoor(false, [3, 4]));
  expect(withDoor(true, [1, 2])).toBe(withDoor(true, [3, 4]));
  expect(withDoor(true, [1, 2])).not.toBe(withDoor(false, [1, 2]));
});

test('other words on the board make no other program; inside of a design they are a part of it', () => {
  expect(programOf(promptBoard('a red circle'))).toBe(programOf(promptBoard('a blue square')));
  const sampler = (dials: Record<string, DialValue>) =>
    changed(({ board }) => (board.nodes.writer = { kind: 'next-token-sampler', dials })) &&
    programOf({
      ...smallVae(),
      board: { ...smallVae().board, nodes: { writer: { kind: 'next-token-sampler', dials } } },
    });
  expect(sampler({ prompt: 'To be', temperature: 1 })).toBe(sampler({ prompt: 'Or not', temperature: 0.5 }));
  expect(sampler({ prompt: 'To be', topK: 1 })).not.toBe(sampler({ prompt: 'To be', topK: 2 }));
  const inside = (text: string) =>
    changed(({ designs }) => {
      designs.encoder!.nodes.words = { kind: 'input', dials: { name: 'words', meaning: 'tokens', text } };
    });
  expect([inside('one'), inside('two')]).toEqual([true, true]);
  const withText = (text: string) => {
    const document = smallVae();
    document.designs.encoder!.nodes.words = { kind: 'input', dials: { name: 'words', text } };
    return programOf(document);
  };
  expect(withText('one')).not.toBe(withText('two'));
});
