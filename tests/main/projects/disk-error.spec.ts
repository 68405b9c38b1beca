import { expect, test } from 'vitest';
import { diskError } from '../../../main/projects/disk-error.ts';

test.each([
  [
    'ENOSPC',
    'write',
    'Could not write "run/weights". The disk is full. Free some space and try again. The old is kept.',
  ],
  [
    'EROFS',
    'write',
    'Could not write "run/weights". The disk is read-only. Choose a folder on another disk. The old is kept.',
  ],
  ['EACCES', 'read', 'This account may not do that there.'],
  ['ENOENT', 'read', 'Could not read "run/weights". It, or a folder on the way to it, does not exist.'],
  ['ESTRANGE', 'read', 'Could not read "run/weights". ESTRANGE: what the system said. The old is kept.'],
] as const)('%s is told as a sentence', (code, deed, sentence) => {
  const cause = Object.assign(new Error(`${code}: what the system said`), { code });
  const error = diskError(cause, deed, 'run/weights', {
    en: 'The old is kept.',
    ko: '옛것은 남아 있습니다.',
  });
  expect(error.text.ko).toMatch(/^"run\/weights"을\(를\) .* 옛것은 남아 있습니다\.$/);
  expect(error.message).toContain(sentence);
  expect(error).toMatchObject({ code, cause });
});

test('an error that is none of the file system keeps its own words', () => {
  expect(diskError(new Error('too large'), 'read', 'x').message).toBe('Could not read "x". too large.');
});
