import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../main/projects/root.ts';

test('the root is the folder of the package genloom, where the shipped files are', () => {
  const root = projectRoot();
  expect(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))).toMatchObject({
    name: 'genloom',
  });
  expect(path.isAbsolute(root)).toBe(true);
  expect(existsSync(path.join(root, 'main', 'datasets', 'files', 'ORIGIN.md'))).toBe(true);
});
