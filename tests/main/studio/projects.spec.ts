import { readDocument } from '../../../nodes/graph/document.ts';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { caller, cleanUp, newFolder, newStudio, smallDocument } from './window.ts';

afterEach(cleanUp);

const one = caller('one');
const two = caller('two');
const text = (batch: number) => smallDocument({ batch });

/** A studio with a saved project. */
async function withProject() {
  const made = await newStudio();
  const { studio, workspace } = made;
  const { project } = await studio.createProject({ text: text(8), name: 'digits.genloom' }, one);
  const { file } = await studio.save({ project, text: text(8) }, one);
  return { ...made, project, file, companion: path.join(workspace, 'digits.genloom-files') };
}

describe('a project', () => {
  test('is called what its template is called in the language of the window', async () => {
    const { studio } = await newStudio();
    const made = await studio.createProject({ template: 'vae-digits', language: 'ko' }, one);
    expect(made.name).toBe('숫자 VAE');
    expect(readDocument(made.text, '').name).toBe('숫자 VAE');
    const empty = await studio.createProject({ empty: true, language: 'ko' }, one);
    expect(empty.name).toBe('제목 없음');
  });

  test('begins as a draft, which survives a restart, and moves with all that belongs to it when it is saved', async () => {
    const { studio, workspace } = await newStudio();
    const made = await studio.createProject({ template: 'vae-digits' }, one);
    expect(made).toMatchObject({
      name: 'VAE on digits',
      file: null,
      saved: false,
      template: 'vae-digits',
      lookingOn: false,
      notes: [],
    });
    const { project } = made;
    await studio.autosave({ project, text: text(9) }, one);
    await studio.close();

    const { studio: again } = await newStudio({ workspace });
    const { projects } = await again.gallery();
    expect(projects).toMatchObject([{ name: 'VAE on digits', draft: true, runs: 0 }]);
    const opened = await again.openProject({ file: projects[0]!.file }, one);
    expect(opened).toMatchObject({ project, text: text(9), template: 'vae-digits', file: null });
    const saved = await again.save({ project, text: text(10), as: 'folder/My VAE' }, one);
    expect(saved).toEqual({ file: path.join(workspace, 'folder', 'My VAE.genloom'), name: 'My VAE' });
    expect(readFileSync(saved.file, 'utf8')).toBe(text(10));
    expect(readdirSync(path.join(workspace, '.genloom', 'drafts'))).toEqual([]);
    expect((await again.gallery()).projects).toMatchObject([{ name: 'My VAE', draft: false }]);
    expect(await again.openProject({ file: saved.file }, one)).toMatchObject({
      project,
      text: text(10),
      saved: true,
      template: 'vae-digits',
    });
  });

  test('keeps what was not saved beside the file, and the file as it was saved', async () => {
    const { studio, project, file } = await withProject();
    await studio.autosave({ project, text: text(20) }, one);
    expect(readFileSync(file, 'utf8')).toBe(text(8));
    expect(await studio.openProject({ file }, one)).toMatchObject({
      text: text(20),
      saved: false,
      notes: [],
    });
    await studio.save({ project, text: text(21) }, one);
    expect(await studio.openProject({ file }, one)).toMatchObject({ text: text(21), saved: true });
    const versions = await studio.versions({ project });
    const texts = await Promise.all(versions.map(({ version }) => studio.readVersion({ project, version })));
    expect(texts).toEqual([text(21), text(8)]);
  });

  test('a broken autosave is told, and the saved file opened', async () => {
    const { studio, project, file, companion } = await withProject();
    await studio.autosave({ project, text: text(20) }, one);
    writeFileSync(path.join(companion, 'autosave.genloom'), '{"format":"genl');
    const { text: opened, saved, notes } = await studio.openProject({ file }, one);
    expect({ opened, saved }).toEqual({ opened: text(8), saved: true });
    expect(notes[0]!.en).toContain('autosave of this project is broken');
    expect(notes[0]!.ko).toContain('자동 저장본이 깨져');
  });

  test('a file that was changed by others counts, and the edits are kept as a version', async () => {
    const { studio, project, file } = await withProject();
    await studio.autosave({ project, text: text(20) }, one);
    writeFileSync(file, text(30));
    utimesSync(file, new Date(), new Date(Date.now() + 5000));
    const opened = await studio.openProject({ file }, one);
    expect(opened).toMatchObject({ text: text(30), saved: true });
    expect(opened.notes[0]!.en).toContain('changed outside');
    const [newest] = await studio.versions({ project });
    expect(await studio.readVersion({ project, version: newest!.version })).toBe(text(20));
    // What the others wrote is not lost by saving over it either.
    await studio.save({ project, text: text(31) }, one);
    const versions = await studio.versions({ project });
    const texts = await Promise.all(versions.map(({ version }) => studio.readVersion({ project, version })));
    expect(texts).toContain(text(30));
  });

  test.each([
    ['{"format":"genloom","version":99}', 'newer Genloom'],
    ['{"format":"gen', 'not valid JSON'],
    ['{}', 'not a Genloom document'],
  ])('a file that cannot be read is refused and left as it is: %s', async (content, sentence) => {
    const { studio, workspace } = await newStudio();
    const file = path.join(workspace, 'a.genloom');
    writeFileSync(file, content);
    await expect(studio.openProject({ file }, one)).rejects.toThrow(sentence);
    await expect(studio.createProject({ text: content, name: 'a' }, one)).rejects.toThrow(sentence);
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(existsSync(path.join(workspace, 'a.genloom-files'))).toBe(false);
  });

  test('nothing but documents is ever written into it', async () => {
    const { studio, project, file } = await withProject();
    await expect(studio.autosave({ project, text: 'nonsense' }, one)).rejects.toThrow('not valid JSON');
    await expect(studio.save({ project, text: '{}' }, one)).rejects.toThrow('not a Genloom document');
    expect(readFileSync(file, 'utf8')).toBe(text(8));
  });

  test('a draft that nobody did anything to goes when it is closed; one with work stays', async () => {
    const { studio } = await newStudio();
    const { project } = await studio.createProject({ empty: true }, one);
    await studio.closeProject({ project }, one);
    expect((await studio.gallery()).projects).toEqual([]);
    const worked = await studio.createProject({ empty: true }, one);
    await studio.autosave({ project: worked.project, text: text(8) }, one);
    await studio.closeProject({ project: worked.project }, one);
    const { projects } = await studio.gallery();
    expect(projects).toHaveLength(1);
    await studio.forget({ file: projects[0]!.file });
    expect((await studio.gallery()).projects).toEqual([]);
    expect(existsSync(projects[0]!.file)).toBe(false);
  });

  test('a draft that nobody did anything to goes a day after its window vanished', async () => {
    const { studio, workspace } = await newStudio();
    const left = await studio.createProject({ empty: true }, one);
    const worked = await studio.createProject({ empty: true }, one);
    await studio.autosave({ project: worked.project, text: text(8) }, one);
    studio.windowClosed('one');
    expect((await studio.gallery()).projects).toHaveLength(2);
    const drafts = path.join(workspace, '.genloom', 'drafts');
    const yesterday = new Date(Date.now() - 25 * 3600e3);
    for (const name of readdirSync(drafts).filter((one) => one.endsWith('.genloom')))
      utimesSync(path.join(drafts, name), yesterday, yesterday);
    const { studio: again } = await newStudio({ workspace });
    expect((await again.gallery()).projects).toMatchObject([{ name: worked.name }]);
    await expect(again.versions({ project: left.project })).rejects.toThrow('not open any more');
  });

  test('forgetting a saved project leaves its files', async () => {
    const { studio, file } = await withProject();
    await studio.forget({ file });
    expect((await studio.gallery()).projects).toEqual([]);
    expect(existsSync(file)).toBe(true);
    expect(await studio.browse()).toMatchObject([{ file, name: 'digits' }]);
  });
});

describe('saving under another name', () => {
  test('gives the copy all that belongs to it; the original stays as it was saved', async () => {
    const { studio, workspace, project, file, companion } = await withProject();
    mkdirSync(path.join(companion, 'runs', 'run-1', 'checkpoints'), { recursive: true });
    writeFileSync(path.join(companion, 'runs', 'run-1', 'document.genloom'), text(8));
    writeFileSync(path.join(companion, 'runs', 'run-1', 'checkpoints', 'step-000000001.safetensors'), 'w');
    await studio.autosave({ project, text: text(20) }, one);
    const copy = await studio.save({ project, text: text(21), as: 'copy.genloom' }, one);
    expect(copy.file).toBe(path.join(workspace, 'copy.genloom'));
    expect(await studio.runs({ project })).toMatchObject([{ run: 'run-1', checkpoints: [1] }]);
    const original = await studio.openProject({ file }, two);
    expect(original).toMatchObject({ text: text(8), saved: true, lookingOn: false });
    expect(original.project).not.toBe(project);
    expect(await studio.runs({ project: original.project })).toMatchObject([{ run: 'run-1' }]);
  });

  test('replaces another project only when told, and loses nothing of it', async () => {
    const { studio, workspace, project } = await withProject();
    const other = await studio.createProject({ text: text(50), name: 'other' }, one);
    const { file } = await studio.save({ project: other.project, text: text(50) }, one);
    await expect(
      studio.save({ project, text: text(8), as: 'other.genloom', replace: true }, one),
    ).rejects.toThrow('open as another project');
    await studio.closeProject({ project: other.project }, one);
    await expect(studio.save({ project, text: text(8), as: 'other.genloom' }, one)).rejects.toThrow(
      'There is a file',
    );
    expect(readFileSync(file, 'utf8')).toBe(text(50));
    await studio.save({ project, text: text(9), as: 'other.genloom', replace: true }, one);
    expect(readFileSync(file, 'utf8')).toBe(text(9));
    const versions = await studio.versions({ project });
    const texts = await Promise.all(versions.map(({ version }) => studio.readVersion({ project, version })));
    expect(texts).toEqual([text(9), text(8)]);
    const aside = path.join(workspace, 'other.genloom-files-replaced-1', 'versions');
    expect(readdirSync(aside).map((name) => readFileSync(path.join(aside, name), 'utf8'))).toEqual([
      text(50),
    ]);
  });

  test('goes nowhere outside of the workspace, unless the person chose that place', async () => {
    const elsewhere = newFolder();
    const chosen = path.join(elsewhere, 'chosen.genloom');
    const { studio, workspace } = await newStudio({ chooseFile: async () => chosen });
    const { project } = await studio.createProject({ text: text(8), name: 'digits' }, one);
    symlinkSync(elsewhere, path.join(workspace, 'way-out'));
    for (const as of ['../x.genloom', path.join(elsewhere, 'x.genloom'), 'way-out/x.genloom', chosen])
      await expect(studio.save({ project, text: text(8), as }, one)).rejects.toThrow('outside of the folder');
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(await studio.chooseFile({ purpose: 'save', name: 'chosen' })).toBe(chosen);
    await studio.save({ project, text: text(8), as: chosen }, one);
    expect(readdirSync(elsewhere).sort()).toEqual(['chosen.genloom', 'chosen.genloom-files']);
    const { studio: again } = await newStudio({ workspace });
    expect(await again.openProject({ file: chosen }, one)).toMatchObject({ project, name: 'chosen' });
    await expect(again.chooseFile({ purpose: 'open' })).rejects.toThrow('desktop only');
  });
});

describe('two windows on one project', () => {
  test('one works and the other looks on, until it takes over', async () => {
    const { studio, heard, project, file } = await withProject();
    expect(await studio.openProject({ file }, two)).toMatchObject({ project, lookingOn: true });
    await expect(studio.autosave({ project, text: text(9) }, two)).rejects.toThrow(
      'Another window is working',
    );
    await expect(studio.save({ project, text: text(9) }, two)).rejects.toThrow('this one looks on');
    await studio.autosave({ project, text: text(10) }, one);
    expect(await studio.takeOver({ project }, two)).toMatchObject({ text: text(10), lookingOn: false });
    expect(heard.all.filter(({ news }) => news.kind === 'edited')).toEqual([
      { window: 'two', news: { kind: 'edited', project, text: text(10), saved: false } },
    ]);
    expect(heard.all.filter(({ news }) => news.kind === 'taken over')).toEqual([
      { window: 'one', news: { kind: 'taken over', project } },
    ]);
    await expect(studio.autosave({ project, text: text(11) }, one)).rejects.toThrow('looks on');
    await studio.autosave({ project, text: text(12) }, two);
  });

  test('a window that looks on takes over where the other went; one that comes back finds its pen', async () => {
    const { studio, project, file } = await withProject();
    await studio.openProject({ file }, two);
    studio.windowClosed('one');
    await expect(studio.autosave({ project, text: text(9) }, two)).rejects.toThrow('looks on');
    // The same person, after the connection broke.
    const back = caller('three');
    await studio.autosave({ project, text: text(9) }, back);
    await expect(studio.autosave({ project, text: text(9) }, two)).rejects.toThrow('looks on');
  });

  test('a project that is known is found again by its id after a restart', async () => {
    const { studio, workspace, project } = await withProject();
    await studio.close();
    const { studio: again } = await newStudio({ workspace });
    await again.autosave({ project, text: text(9) }, one);
    expect(await again.versions({ project })).toHaveLength(1);
    await expect(again.autosave({ project: 'unknown', text: text(9) }, one)).rejects.toThrow(
      'not open any more',
    );
  });

  test('a copy that was made outside of Genloom is a project of its own', async () => {
    const { studio, workspace, project, file, companion } = await withProject();
    const copy = path.join(workspace, 'copied.genloom');
    writeFileSync(copy, readFileSync(file));
    mkdirSync(path.join(workspace, 'copied.genloom-files'));
    writeFileSync(
      path.join(workspace, 'copied.genloom-files', 'project.json'),
      readFileSync(path.join(companion, 'project.json')),
    );
    const opened = await studio.openProject({ file: copy }, two);
    expect(opened.project).not.toBe(project);
    expect(opened.lookingOn).toBe(false);
  });
});

describe('the gallery', () => {
  test('shows templates with what they say of themselves, and their pictures', async () => {
    const { studio } = await newStudio();
    const { templates } = await studio.gallery();
    const vae = templates.find(({ name }) => name === 'vae-digits')!;
    expect(vae).toMatchObject({
      parameters: 873_669,
      batch: 64,
      steps: 4000,
      trained: true,
      thumbnail: true,
    });
    expect(vae.question.ko).toContain('오토인코더');
    const picture = (await studio.thumbnail({ template: 'vae-digits' }))!;
    expect(Array.from(picture.subarray(1, 4), (code) => String.fromCodePoint(code)).join('')).toBe('PNG');
    await expect(studio.thumbnail({ template: '../package.json' })).rejects.toThrow('no template');
    await expect(studio.createProject({ template: '..' }, one)).rejects.toThrow('no template');
    await expect(studio.thumbnail({ file: '/etc/passwd' })).rejects.toThrow('ends in .genloom');
  });
});
