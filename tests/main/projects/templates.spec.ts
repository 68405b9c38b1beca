import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readTemplate, templateNames } from '../../../main/projects/templates.ts';
import { writeDocument } from '../../../nodes/graph/document.ts';
import { smallVae } from '../../documents.ts';

const folders: string[] = [];

/** A folder of templates, by their files. */
function templates(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'genloom-templates-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const drawing = writeDocument(smallVae());

test('a template is a folder with a document; what is beside it is optional', async () => {
  const about = {
    title: { en: 'A', ko: '가' },
    question: { en: 'Why?', ko: '왜?' },
    minutes: 2,
    measured: { loss: 1.5 },
    season: 'later',
  };
  const folder = templates({
    'b/document.genloom': drawing,
    'a/document.genloom': drawing,
    'a/about.json': JSON.stringify(about),
    'a/weights.safetensors': '',
    'none/readme.md': '',
    'file.genloom': drawing,
  });
  expect(await templateNames(folder)).toEqual(['a', 'b']);
  expect(await readTemplate('b', folder)).toMatchObject({
    name: 'b',
    document: { name: 'drawing' },
    about: null,
    weights: null,
    thumbnail: null,
  });
  expect(await readTemplate('a', folder)).toMatchObject({
    about,
    weights: path.join(folder, 'a', 'weights.safetensors'),
  });
});

test.each([
  ['{', 'about.json should be JSON'],
  ['{"title":{"en":"A","ko":"가"},"question":{"en":"Why?"}}', 'about.json is broken at question.ko'],
  [
    '{"title":{"en":"A","ko":"가"},"question":{"en":"Why?","ko":"왜?"},"minutes":-1}',
    'about.json is broken at minutes',
  ],
])('%s about a template is a sentence', async (about, sentence) => {
  const folder = templates({ 'a/document.genloom': drawing, 'a/about.json': about });
  await expect(readTemplate('a', folder)).rejects.toThrow(sentence);
});

test('a template that is not there is a sentence', async () => {
  await expect(readTemplate('a', templates({}))).rejects.toThrow('Could not read');
  await expect(templateNames('/nowhere/at/all')).rejects.toThrow('Could not read');
});

test('those that ship can be read, and say what they ask', async () => {
  const names = await templateNames();
  expect(names).toContain('vae-digits');
  for (const name of names) expect((await readTemplate(name)).about?.question.ko).toMatch(/[가-힣]/);
});
