import { expect, test } from 'vitest';
import { OneAtATime } from '../../../main/engine/one-at-a-time.ts';

test('work begins when the work before it is done, even where that failed', async () => {
  const turnstile = new OneAtATime();
  const told: string[] = [];
  const work = (name: string, fails = false) =>
    turnstile.run(async () => {
      told.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      told.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const first = work('first', true);
  const second = work('second');
  expect(turnstile.isBusy).toBe(true);
  await expect(first).rejects.toThrow('first');
  expect(await second).toBe('second');
  expect(told).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('it has settled when what began meanwhile is done too', async () => {
  const turnstile = new OneAtATime();
  let done = 0;
  void turnstile.run(async () => {
    done++;
    void turnstile.run(async () => void done++);
  });
  await turnstile.settled();
  expect([turnstile.isBusy, done]).toEqual([false, 2]);
});
