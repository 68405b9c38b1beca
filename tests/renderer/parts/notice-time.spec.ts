import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Countdowns, noticeTime } from '../../../renderer/parts/notice-time.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a notice stays as long as it takes to read it: a few seconds, and never long', () => {
  const sentence =
    'broken.genloom is not a Genloom document: it is not valid JSON (Unexpected end of JSON input). Open an older copy of it, or its autosave; the file was left as it is.';
  expect(noticeTime('Saved.')).toBe(4000);
  expect(noticeTime(sentence)).toBe(9000);
  expect(noticeTime('저장했어요.'.repeat(6))).toBeGreaterThan(noticeTime('abcdef'.repeat(6)));
  expect(noticeTime('Deleted.', true)).toBe(7000);
});

test('it goes when its time is over, and one that is told again begins anew', () => {
  const ended: string[] = [];
  const countdowns = new Countdowns();
  countdowns.start('a', 4000, () => ended.push('a'));
  vi.advanceTimersByTime(3000);
  countdowns.start('a', 4000, () => ended.push('again'));
  vi.advanceTimersByTime(3999);
  expect(ended).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(ended).toEqual(['again']);
});

test('all stand still while somebody is at them, and what was nearly over stays a moment then', () => {
  const ended: string[] = [];
  const countdowns = new Countdowns();
  countdowns.start('a', 4000, () => ended.push('a'));
  countdowns.start('b', 9000, () => ended.push('b'));
  vi.advanceTimersByTime(3900);
  countdowns.hold();
  countdowns.start('c', 4000, () => ended.push('c'));
  vi.advanceTimersByTime(60_000);
  expect(ended).toEqual([]);
  countdowns.release();
  vi.advanceTimersByTime(999);
  expect(ended).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(ended).toEqual(['a']);
  countdowns.stop('b');
  vi.advanceTimersByTime(60_000);
  expect(ended).toEqual(['a', 'c']);
});
