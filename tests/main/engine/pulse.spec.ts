import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pulse } from '../../../main/engine/pulse.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const told: boolean[] = [];
  const pulse = new Pulse({ every: 100, missed: 3 }, (silent) => told.push(silent));
  return { told, pulse };
}

test('a process that answers is never told', () => {
  const { told, pulse } = open();
  pulse.follow(() => pulse.answered());
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([]);
});

test('silence is told once, after as many questions as it may miss, and that it is over', () => {
  const { told, pulse } = open();
  pulse.follow(() => {});
  vi.advanceTimersByTime(350);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([true]);
  pulse.answered();
  expect(told).toEqual([true, false]);
});

test('another process begins anew, and nothing is asked after the end', () => {
  const { told, pulse } = open();
  pulse.follow(() => {});
  vi.advanceTimersByTime(1000);
  pulse.follow(() => pulse.answered());
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([true, false]);
  let asked = 0;
  pulse.follow(() => void asked++);
  pulse.end();
  vi.advanceTimersByTime(1000);
  expect(asked).toBe(0);
});
