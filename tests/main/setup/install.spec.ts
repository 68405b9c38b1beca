import { mkdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { isInstalled } from '../../../main/setup/install.mjs';
import { temporaryFolder } from './stand-ins/folder.ts';

type Packages = Record<string, { version?: string; optional?: boolean }>;

/** A checkout whose lock file asks for these packages, and whose node_modules tells of those. */
function checkout(wanted: Packages, present: Packages | null): string {
  const root = temporaryFolder();
  const write = (file: string, packages: Packages) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), JSON.stringify({ packages }));
  };
  write('package-lock.json', { '': {}, ...wanted });
  if (present !== null) write('node_modules/.package-lock.json', present);
  return root;
}

const a = { 'node_modules/a': { version: '1.0.0' } };

it.each([
  ['nothing', null, false],
  ['just that', a, true],
  ['more', { ...a, 'node_modules/b': { version: '1.0.0' } }, true],
  ['another version', { 'node_modules/a': { version: '1.0.1' } }, false],
  ['less', {}, false],
])('looks at what npm installed: %s', (_, present, expected) => {
  expect(isInstalled(checkout(a, present))).toBe(expected);
});

it('does not miss a package that another platform would need', () => {
  const wanted = { ...a, 'node_modules/mac': { version: '1.0.0', optional: true } };
  expect(isInstalled(checkout(wanted, a))).toBe(true);
});

it('remembers what it saw until the lock file changes, and installs anew when node_modules is gone', () => {
  const root = checkout(a, a);
  expect(isInstalled(root)).toBe(true);
  rmSync(path.join(root, 'node_modules/.package-lock.json'));
  expect(isInstalled(root)).toBe(true);
  writeFileSync(
    path.join(root, 'package-lock.json'),
    JSON.stringify({ packages: { ...a, b: { version: '2' } } }),
  );
  expect(isInstalled(root)).toBe(false);
  rmSync(path.join(root, 'node_modules'), { recursive: true });
  expect(isInstalled(root)).toBe(false);
});

it.skipIf(process.platform === 'win32')('links the command for npx', () => {
  const root = checkout(a, a);
  mkdirSync(path.join(root, 'node_modules/.bin'));
  mkdirSync(path.join(root, 'main/setup'), { recursive: true });
  writeFileSync(path.join(root, 'main/setup/genloom.mjs'), '');
  isInstalled(root);
  expect(readlinkSync(path.join(root, 'node_modules/.bin/genloom'))).toBe('../../main/setup/genloom.mjs');
});
