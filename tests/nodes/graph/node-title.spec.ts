import { describe, expect, test } from 'vitest';
import {
  nodeTitle,
  outputTitle,
  placeTitle,
  titleOnBoard,
  wireTitle,
  wireTitleByName,
} from '../../../nodes/graph/node-title.ts';
import { readTemplate, templateNames } from '../../../main/projects/templates.ts';
import { portsOf } from '../../../nodes/graph/ports.ts';
import { document, graph, smallVae } from '../../documents.ts';

/** A board with two calls of a block whose design calls another one twice, three times in a row. */
const nested = () =>
  document({
    board: {
      nodes: {
        noise: { kind: 'gaussian-noise', shape: [2] },
        call: { kind: 'call', block: 'net' },
        first: { kind: 'kl-divergence' },
        second: { kind: 'kl-divergence' },
      },
      wires: ['noise.noise -> call.x'],
    },
    designs: {
      outer: graph({
        nodes: {
          x: { kind: 'input', name: 'x' },
          refine: { kind: 'call', design: 'inner', times: 3 },
          y: { kind: 'output', name: 'y' },
        },
        wires: ['x.value -> refine.v', 'refine.w -> y.value'],
      }),
      inner: graph({
        nodes: {
          v: { kind: 'input', name: 'v' },
          'dense-1': { kind: 'dense', units: 2 },
          'dense-2': { kind: 'dense', units: 2 },
          w: { kind: 'output', name: 'w' },
        },
        wires: ['v.value -> dense-1.input', 'dense-1.output -> dense-2.input', 'dense-2.output -> w.value'],
      }),
    },
    blocks: { net: 'outer' },
  });

describe('what a card is called', () => {
  test('is its own name, of a call its block’s, else the title of its kind without brackets', () => {
    const made = nested();
    const { call, noise, first } = made.board.nodes;
    expect(nodeTitle(made, call)).toEqual({ en: 'net', ko: 'net' });
    made.blocks.net = { ...made.blocks.net!, name: 'Network', names: { ko: '네트워크' } };
    expect(nodeTitle(made, call)).toEqual({ en: 'Network', ko: '네트워크' });
    expect(nodeTitle(made, { ...call!, name: 'Mine' })).toEqual({ en: 'Mine', ko: 'Mine' });
    expect(nodeTitle(made, first)).toEqual({ en: 'KL divergence', ko: 'KL 발산' });
    expect(nodeTitle(made, noise).en).not.toContain('(');
    expect(nodeTitle(made, { kind: 'from-tomorrow', dials: {} }).ko).toBe('from-tomorrow');
    expect(nodeTitle(made, undefined).en).toBe('');
  });

  test('has a number where others of its kind are called the same, from left to right', () => {
    const made = nested();
    made.board.nodes.first!.position = { x: 400, y: 0 };
    made.board.nodes.second!.position = { x: 100, y: 0 };
    expect(titleOnBoard(made, 'second')).toEqual({ en: 'KL divergence 1', ko: 'KL 발산 1' });
    expect(titleOnBoard(made, 'first')).toEqual({ en: 'KL divergence 2', ko: 'KL 발산 2' });
    expect(titleOnBoard(made, 'call').en).toBe('net');
    expect(titleOnBoard(made, 'nobody').ko).toBe('nobody');
  });

  test('follows the name of its block, though the board is the same', () => {
    const made = nested();
    expect(titleOnBoard(made, 'call').ko).toBe('net');
    const renamed = { ...made, blocks: { net: { ...made.blocks.net!, name: 'Net', names: { ko: '망' } } } };
    expect(titleOnBoard(renamed, 'call').ko).toBe('망');
  });

  test('stands behind the calls that lead to it', () => {
    const made = nested();
    expect(placeTitle(made, { path: '', node: 'first' }).ko).toBe('KL 발산 1');
    expect(placeTitle(made, { path: 'call/refine[1]', node: 'dense-2' })).toEqual({
      en: 'net ▸ inner [2] ▸ Dense 2',
      ko: 'net ▸ inner [2] ▸ 완전연결층 2',
    });
    expect(placeTitle(made, { path: 'call#2', node: 'refine' }).en).toBe('net ▸ inner');
    expect(placeTitle(made, { path: 'gone', node: 'dense-2' }).en).toBe('gone ▸ dense-2');
  });
});

describe('what a wire is called', () => {
  test('is the card that it comes from, and the port where that gives more than one thing', () => {
    const made = smallVae();
    expect(outputTitle(made, made.board, { node: 'kl', port: 'loss' })).toEqual({
      en: 'KL divergence',
      ko: 'KL 발산',
    });
    expect(outputTitle(made, made.board, { node: 'kl', port: 'perExample' }).en).toMatch(/^KL divergence: /);
    expect(outputTitle(made, made.board, { node: 'kl', port: 'gone' }).en).toBe('KL divergence: gone');
    expect(outputTitle(made, made.board, { node: 'gone', port: 'loss' }).en).toBe('gone');
  });

  test('is its own name where somebody gave it one, and not the id of a card', () => {
    const made = smallVae();
    const wire = made.board.wires.find(({ from, to }) => from.node === 'kl' && to.port === 'term')!;
    const named = (name: string, ko?: string) =>
      wireTitle(made, made.board, { ...wire, to: { ...wire.to, name, ...(ko ? { names: { ko } } : {}) } }).ko;
    expect(named('kl')).toBe('KL 발산');
    // It came from another card before, and from one that had a wire there already.
    expect(named('nll')).toBe('KL 발산');
    expect(named('kl-2')).toBe('KL 발산');
    expect(named('my term')).toBe('my term');
    expect(named('kl', '내 항')).toBe('내 항');
    expect(wireTitleByName(made, made.board, 'total', 'kl').ko).toBe('KL 발산');
    expect(wireTitleByName(made, made.board, 'total', 'nobody').ko).toBe('nobody');
  });

  test('is Korean in every legend and every weight of a template', async () => {
    const english: string[] = [];
    let seen = 0;
    for (const name of await templateNames()) {
      const { document: made } = await readTemplate(name);
      for (const wire of made.board.wires) {
        const { kind } = made.board.nodes[wire.to.node]!;
        const port = portsOf(made, made.board, wire.to.node).inputs[wire.to.port];
        if (!port?.several || !['total', 'points'].includes(kind)) continue;
        seen++;
        const { ko } = wireTitle(made, made.board, wire);
        // 'log' is a formula's, and the same everywhere.
        if (/[a-z]{3}/.test(ko.replaceAll('log', ''))) english.push(`${name} ${wire.to.node}: ${ko}`);
      }
    }
    expect(seen).toBeGreaterThan(60);
    expect(english).toEqual([]);
  });
});
