import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NewsOutbox } from '../../../main/engine/news-outbox.ts';
import type { Told } from '../../../main/engine/protocol.ts';
import type { News } from '../../../main/engine/training.ts';

const progress = (step: number, steps = 100): News => ({
  kind: 'progress',
  step,
  steps,
  phase: 'training',
  numbers: { loss: 1 / step },
  probes: {},
  stepsPerSecond: 1,
  secondsLeft: 1,
});
const look = (node: string, step: number): News => ({ kind: 'look', step, node, finding: {} });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const sent: Told[] = [];
  const numbers: number[] = [];
  const outbox = new NewsOutbox((news, number) => {
    sent.push(news);
    numbers.push(number);
  });
  return { sent, outbox, takeOldest: () => outbox.acknowledge(numbers.shift()!) };
}

const steps = (news: Told | undefined) =>
  news?.kind === 'progress' ? news.reports.map(({ step }) => step) : null;

test('tells progress at most twenty times a second, with every report', () => {
  const { sent, outbox, takeOldest } = open();
  for (let step = 1; step <= 60; step++) {
    outbox.tell(progress(step));
    takeOldest();
    vi.advanceTimersByTime(10);
  }
  expect(sent.length).toBeGreaterThanOrEqual(12);
  expect(sent.length).toBeLessThanOrEqual(13);
  vi.advanceTimersByTime(50);
  expect(sent.flatMap((news) => steps(news) ?? [])).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
});

test('tells what waits when its time comes, though nothing else happens', () => {
  const { sent, outbox } = open();
  outbox.tell(progress(1));
  outbox.tell(progress(2));
  expect(sent).toHaveLength(1);
  vi.advanceTimersByTime(60);
  expect(steps(sent[1])).toEqual([2]);
});

test('tells the last step at once', () => {
  const { sent, outbox } = open();
  outbox.tell(progress(99));
  outbox.tell(progress(100));
  expect(steps(sent[1])).toEqual([100]);
});

test('sends no more than eight that nobody took, then the newest of each', () => {
  const { sent, outbox, takeOldest } = open();
  for (let i = 0; i < 8; i++) outbox.tell(look(`view-${i}`, 1));
  for (let step = 1; step <= 5; step++) {
    outbox.tell(look('map', step));
    outbox.tell(progress(step));
  }
  expect(sent).toHaveLength(8);
  takeOldest();
  takeOldest();
  expect(sent).toHaveLength(10);
  expect(sent[8]).toMatchObject({ kind: 'look', node: 'map', step: 5 });
  expect(steps(sent[9])).toEqual([1, 2, 3, 4, 5]);
});

test('forgets what waits about a model that is gone', () => {
  const { sent, outbox, takeOldest } = open();
  for (let i = 0; i < 9; i++) outbox.tell(look(`view-${i}`, 1));
  outbox.clear();
  takeOldest();
  expect(sent).toHaveLength(8);
});

test('tells the last reports of a model that is gone, though their time has not come', () => {
  const { sent, outbox } = open();
  for (let i = 0; i < 8; i++) outbox.tell(look(`view-${i}`, 1));
  for (let step = 1; step <= 3; step++) outbox.tell(progress(step));
  outbox.clear();
  expect(steps(sent.at(-1))).toEqual([1, 2, 3]);
});

test('two warnings do not replace each other', () => {
  const { sent, outbox, takeOldest } = open();
  for (let i = 0; i < 8; i++) outbox.tell(look(`view-${i}`, 1));
  for (const number of ['real', 'fake'])
    outbox.tell({
      kind: 'warning',
      step: 1,
      node: 'adversarial',
      number,
      value: 0,
      text: { en: '', ko: '' },
    });
  takeOldest();
  takeOldest();
  expect(sent.slice(8)).toMatchObject([{ number: 'real' }, { number: 'fake' }]);
});

const turn = (of: string, at: number): News => ({
  kind: 'turn',
  of,
  node: 'sampler',
  turn: at,
  turns: 50,
  carried: [],
});

test('tells turns at most every 80 ms, the newest of each sampling, and never one after they are over', () => {
  const { sent, outbox } = open();
  for (let at = 1; at <= 10; at++) outbox.tell(turn('output/samples', at));
  outbox.tell(turn('look/path', 1));
  expect(sent).toMatchObject([{ turn: 1 }, { of: 'look/path' }]);
  vi.advanceTimersByTime(80);
  expect(sent[2]).toMatchObject({ of: 'output/samples', turn: 10 });
  outbox.tell(turn('output/samples', 11));
  outbox.tell({ kind: 'turns over', of: 'output/samples' });
  vi.advanceTimersByTime(1000);
  expect(sent.slice(3)).toEqual([{ kind: 'turns over', of: 'output/samples' }]);
});
