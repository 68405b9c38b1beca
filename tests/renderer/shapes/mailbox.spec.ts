import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { mailboxIn, sharedMemory } from '../../../renderer/shapes/mailbox.ts';

/** Memory as a page has it that is isolated from all others. */
function isolated(): SharedArrayBuffer {
  vi.stubGlobal('crossOriginIsolated', true);
  return sharedMemory()!;
}
afterEach(() => vi.unstubAllGlobals());

describe('a mailbox', () => {
  test('is not where the browser shares no memory', () => {
    vi.stubGlobal('crossOriginIsolated', false);
    expect(sharedMemory()).toBeNull();
  });

  test('gives what was put there to the other side, once and whole', () => {
    const memory = isolated();
    const [here, there] = [mailboxIn(memory), mailboxIn(memory)];
    const plain = fc.jsonValue({ depthSize: 'small' });
    fc.assert(
      fc.property(plain, (message) => {
        const put = { message, missing: undefined, infinite: -Infinity };
        expect(here.put(put)).toBe(true);
        expect(there.take()).toEqual(put);
        expect(there.take()).toBeNull();
      }),
    );
  });

  test('holds one message: what lies there is not lost, and what has no room is refused', () => {
    const memory = isolated();
    const [here, there] = [mailboxIn(memory), mailboxIn(memory)];
    expect(here.put('x'.repeat(memory.byteLength))).toBe(false);
    expect(there.take()).toBeNull();
    expect(here.put('first')).toBe(true);
    expect(here.put('second')).toBe(false);
    expect(there.take()).toBe('first');
    expect(here.put('second')).toBe(true);
    expect(there.take()).toBe('second');
  });

  test('is seen by another thread while this one does not wait', async () => {
    const memory = isolated();
    const mailbox = mailboxIn(memory);
    // The other thread marks what lies there as taken, as `take` does.
    const worker = new Worker(
      `const { workerData } = require('node:worker_threads');
      const numbers = new Int32Array(workerData, 0, 2);
      while (Atomics.load(numbers, 0) === 0);
      Atomics.store(numbers, 0, 0);`,
      { eval: true, workerData: memory },
    );
    await new Promise((resolve) => worker.once('online', resolve));
    mailbox.put('for the other one');
    const end = Date.now() + 20_000;
    // No turn of this thread's loop goes by.
    while (!mailbox.put('the next one') && Date.now() < end);
    expect(mailbox.take()).toBe('the next one');
    await worker.terminate();
  });
});
