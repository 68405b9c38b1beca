import { expect, test } from 'vitest';
import { Alarms } from '../../../main/engine/alarms.ts';
import { document } from '../../documents.ts';

const board = (off = false) =>
  document({ board: { nodes: { game: { kind: 'adversarial', off }, other: { kind: 'total' } }, wires: [] } });
const report = (accuracy: number) => ({ 'game.accuracy': accuracy, 'other.loss': 5 });

test('a discriminator that stays all-knowing is told once, with its number', () => {
  const alarms = new Alarms(board());
  for (let i = 0; i < 9; i++) expect(alarms.heard(report(1))).toEqual([]);
  const [warning, ...others] = alarms.heard(report(0.999));
  expect(others).toEqual([]);
  expect(warning).toMatchObject({ node: 'game', number: 'accuracy', value: 0.999 });
  expect(warning!.text.en).toMatch(/wins outright.*Lower its learning rate/);
  for (let i = 0; i < 30; i++) expect(alarms.heard(report(1))).toEqual([]);
});

test('one report in between begins the count anew', () => {
  const alarms = new Alarms(board());
  const heard = [...Array<number>(9).fill(1), 0.6, ...Array<number>(9).fill(1)].flatMap((x) =>
    alarms.heard(report(x)),
  );
  expect(heard).toEqual([]);
  expect(alarms.heard(report(1))).toHaveLength(1);
});

test('a node that is switched off, and numbers that are not told, ring nothing', () => {
  const [off, silent] = [new Alarms(board(true)), new Alarms(board())];
  for (let i = 0; i < 20; i++) {
    expect(off.heard(report(1))).toEqual([]);
    expect(silent.heard({})).toEqual([]);
  }
});
