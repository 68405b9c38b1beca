import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { tooMany, Versions } from '../../../main/projects/versions.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function open(): Versions {
  const folder = mkdtempSync(path.join(tmpdir(), 'genloom-versions-'));
  folders.push(folder);
  return new Versions(path.join(folder, 'versions'));
}

describe('versions of a document', () => {
  test('are listed newest first and read by name; the same text is kept once', async () => {
    const versions = open();
    expect(await versions.list()).toEqual([]);
    await versions.keep('first', 1_700_000_000_000);
    await versions.keep('first', 1_700_000_000_500);
    await versions.keep('second', 1_700_000_001_000);
    expect(await versions.list()).toEqual([
      { version: '1700000001000', changed: 1_700_000_001_000 },
      { version: '1700000000000', changed: 1_700_000_000_000 },
    ]);
    expect(await versions.read('1700000000000')).toBe('first');
    expect(await versions.newest()).toBe('second');
  });

  test('two within a millisecond, or with a clock that went back, are both kept in order', async () => {
    const versions = open();
    for (const [text, time] of [
      ['a', 5],
      ['b', 5],
      ['c', 1],
    ] as const)
      await versions.keep(text, 1_700_000_000_000 + time);
    const texts = await Promise.all((await versions.list()).map(({ version }) => versions.read(version)));
    expect(texts).toEqual(['c', 'b', 'a']);
  });

  test.each(['../../secret', '1700000000000/../../x', '', '1700000000009'])(
    'nothing else is read: %j',
    async (version) => {
      const versions = open();
      await versions.keep('text', 1_700_000_000_000);
      await expect(versions.read(version)).rejects.toThrow('no version');
    },
  );

  test('fifty are kept: the newest without gaps, the first one, and older ones ever rarer', async () => {
    const versions = open();
    const minute = 60_000;
    for (let i = 0; i < 75; i++) await versions.keep(`text ${i}`, 1_700_000_000_000 + i * minute);
    const times = (await versions.list()).map(({ changed }) => (changed - 1_700_000_000_000) / minute);
    expect(times).toHaveLength(50);
    expect(times.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => 74 - i));
    expect(times.at(-1)).toBe(0);
  });

  test('thinning never touches the newest twenty and the oldest', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 1e12 }), { minLength: 1, maxLength: 120 }),
        (unsorted) => {
          const times = unsorted.sort((a, b) => b - a);
          const removed = new Set(tooMany(times));
          expect(times.length - removed.size).toBe(Math.min(50, times.length));
          for (const time of [...times.slice(0, 20), times.at(-1)!]) expect(removed.has(time)).toBe(false);
        },
      ),
    );
  });
});
