import { describe, expect, test } from 'vitest';
import { writeDocument } from '../../../nodes/graph/document.ts';
import { readDropped } from '../../../renderer/window/dropped-file.ts';
import { nameProblem } from '../../../renderer/window/file-name.ts';
import { smallVae } from '../../documents.ts';

const file = (name: string, content: string | Uint8Array) => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    arrayBuffer: () => Promise.resolve(bytes.slice().buffer as ArrayBuffer),
  };
};

describe('a file that is dropped on the window', () => {
  test('a document is opened under its name', async () => {
    const text = writeDocument(smallVae({ steps: 1 }));
    expect(await readDropped(file('내 모델.genloom', text))).toEqual({ text, name: '내 모델' });
  });

  test.each([
    ['samples.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d]), /PNG picture.*Drop a \.genloom file/],
    ['photo.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), /JPEG picture/],
    ['all.zip', new Uint8Array([0x50, 0x4b, 0x03, 0x04]), /zip archive/],
    ['bytes.genloom', new Uint8Array([0x7b, 0xff, 0xfe]), /not text in UTF-8/],
    ['half.genloom', '{"format": "genloom",', /not valid JSON/],
    ['other.json', '{"a": 1}', /./],
    ['empty.genloom', '', /not valid JSON/],
    ['newer.genloom', '{"format":"genloom","version":999}', /newer/i],
  ])('%s is refused with a sentence that names it', async (name, content, sentence) => {
    const refused = readDropped(file(name, content));
    await expect(refused).rejects.toThrow(sentence);
    await expect(refused).rejects.toMatchObject({
      text: { en: expect.stringContaining(name), ko: expect.stringContaining(name) },
    });
  });

  test('one that is far too large is not even read', async () => {
    const huge = {
      name: 'huge.genloom',
      size: 2 ** 31,
      arrayBuffer: () => Promise.reject(new Error('It was read.')),
    };
    await expect(readDropped(huge)).rejects.toThrow(/larger than any document/);
  });
});

test.each([
  ['VAE on digits', null],
  ['내 모델 2', null],
  ['', 'nameless'],
  ['   ', 'nameless'],
  ['a/b', 'badName'],
  ['..', 'badName'],
  ['what?', 'badName'],
  ['a\u0000b', 'badName'],
])('a project called %j: %s', (name, problem) => expect(nameProblem(name)).toBe(problem));
