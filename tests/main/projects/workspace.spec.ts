import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Workspace } from '../../../main/projects/workspace.ts';

let folder = '';
let outside = '';
let workspace: Workspace;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'genloom-workspace-'));
  outside = mkdtempSync(path.join(tmpdir(), 'genloom-outside-'));
  workspace = new Workspace(folder);
});
afterEach(() => {
  for (const one of [folder, outside]) rmSync(one, { recursive: true, force: true });
});

const OUTSIDE = 'outside of the folder';

describe('which files may be touched', () => {
  test('those in the folder, by name, by path and in folders of their own', async () => {
    expect(await workspace.document('a.genloom')).toBe(path.join(folder, 'a.genloom'));
    expect(await workspace.document(path.join(folder, 'sub', '가.genloom'))).toBe(
      path.join(folder, 'sub', '가.genloom'),
    );
    expect(await workspace.newDocument('sub/b')).toBe(path.join(folder, 'sub', 'b.genloom'));
  });

  test.each([
    '../a.genloom',
    'sub/../../a.genloom',
    '/etc/a.genloom',
    '../genloom-workspace-other/a.genloom',
  ])('not %s', async (file) => {
    await expect(workspace.newDocument(file)).rejects.toThrow(OUTSIDE);
  });

  test.each(['a.txt', '/etc/passwd', '.genloom', 'a.genloom\0.txt', 'a\0.genloom', 'sub/'])(
    'no file that is no document: %j',
    async (file) => {
      await expect(workspace.document(file)).rejects.toThrow('ends in .genloom');
    },
  );

  test.each(['.hidden.genloom', '.genloom/drafts/a.genloom', 'a.genloom-files/runs/b.genloom'])(
    'nothing is written where Genloom keeps its own: %s',
    async (file) => {
      await expect(workspace.newDocument(file)).rejects.toThrow('keeps for itself');
    },
  );

  test('links that lead out are followed and refused, whether to a file or to a folder', async () => {
    writeFileSync(path.join(outside, 'secret.genloom'), 'secret');
    symlinkSync(path.join(outside, 'secret.genloom'), path.join(folder, 'link.genloom'));
    symlinkSync(outside, path.join(folder, 'way-out'));
    await expect(workspace.document('link.genloom')).rejects.toThrow(OUTSIDE);
    await expect(workspace.document('way-out/secret.genloom')).rejects.toThrow(OUTSIDE);
    await expect(workspace.newDocument('way-out/new/other.genloom')).rejects.toThrow(OUTSIDE);
    symlinkSync(path.join(folder, 'circle.genloom'), path.join(folder, 'circle.genloom'));
    await expect(workspace.document('circle.genloom')).rejects.toThrow('lead in a circle');
  });

  test('a workspace that is itself behind a link works', async () => {
    const link = path.join(outside, 'link');
    symlinkSync(folder, link);
    const linked = new Workspace(link);
    expect(await linked.document('a.genloom')).toBe(path.join(link, 'a.genloom'));
    await expect(linked.document('../a.genloom')).rejects.toThrow(OUTSIDE);
  });

  test('one that the person chose elsewhere, and no other beside it', async () => {
    const chosen = path.join(outside, 'chosen.genloom');
    writeFileSync(chosen, 'text');
    await workspace.grant(chosen);
    expect(await workspace.document(chosen)).toBe(chosen);
    expect(await workspace.allows(chosen)).toBe(true);
    await expect(workspace.document(path.join(outside, 'other.genloom'))).rejects.toThrow(OUTSIDE);
    // Where it lies is the person's own business, dots or no dots.
    const hidden = path.join(outside, '.own', 'chosen.genloom');
    await workspace.grant(hidden);
    expect(await workspace.newDocument(hidden)).toBe(hidden);
    // It is among the recent ones then, which hold after a restart.
    await workspace.remember(chosen);
    expect(await new Workspace(folder).document(chosen)).toBe(chosen);
  });
});

describe('recent projects', () => {
  test('newest first, without those that are gone; a broken list is an empty one', async () => {
    const file = (name: string) => path.join(folder, `${name}.genloom`);
    for (const name of ['a', 'b', 'c']) writeFileSync(file(name), name);
    await Promise.all(['a', 'b', 'c'].map((name) => workspace.remember(file(name))));
    await workspace.remember(file('a'));
    const names = async () =>
      (await new Workspace(folder).recent()).map((one) => path.basename(one.file, '.genloom'));
    expect(await names()).toEqual(['a', 'c', 'b']);
    rmSync(file('c'));
    await workspace.forget(file('b'));
    expect(await names()).toEqual(['a']);
    writeFileSync(path.join(folder, '.genloom', 'recent.json'), '[{"file":');
    expect(await names()).toEqual([]);
    await workspace.remember(file('a'));
    expect(await names()).toEqual(['a']);
  });
});

describe('names', () => {
  test.each([
    ['VAE on digits', 'VAE on digits'],
    ['a/b\\c:d*e', 'a b c d e'],
    ['../../up', 'up'],
    ['...', 'Untitled'],
    ['숫자 VAE', '숫자 VAE'],
    ['x'.repeat(300), 'x'.repeat(60)],
  ])('%s becomes a file of every system', (name, stem) => {
    expect(workspace.freeFile(folder, name)).toBe(path.join(folder, `${stem}.genloom`));
  });

  test('a name that is taken gets a number, also where only the companion is left', () => {
    writeFileSync(path.join(folder, 'a.genloom'), '');
    mkdirSync(path.join(folder, 'a 2.genloom-files'));
    expect(workspace.freeFile(folder, 'a')).toBe(path.join(folder, 'a 3.genloom'));
  });

  test('documents are found, without drafts and without what lies in companions', async () => {
    mkdirSync(path.join(folder, 'sub'));
    mkdirSync(path.join(folder, 'a.genloom-files', 'runs'), { recursive: true });
    await workspace.make();
    for (const name of ['a', 'sub/b', 'a.genloom-files/runs/document', '.genloom/drafts/d'])
      writeFileSync(path.join(folder, `${name}.genloom`), '');
    writeFileSync(path.join(folder, 'notes.txt'), '');
    expect((await workspace.documents()).sort()).toEqual([
      path.join(folder, 'a.genloom'),
      path.join(folder, 'sub', 'b.genloom'),
    ]);
    expect(existsSync(workspace.drafts)).toBe(true);
  });
});
