import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeDocument } from '../../../../nodes/graph/document.ts';
import { document, smallVae } from '../../../documents.ts';
import { genloom, inNewFolder, writeDocumentFile } from '../genloom.ts';

inNewFolder();

test('a good document: shapes on the wires, parameters, no problem', async () => {
  const file = writeDocumentFile('good.genloom', smallVae());
  const { code, out, error } = await genloom(['check', file]);
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(out).toMatch(/digits\.image +\[B, 28, 28, 1\] +image 0\.\.1, binary +→ encode\.image, nll\.target/);
  expect(out).toContain('0 errors, 0 warnings');

  const answer = await genloom(['check', file, '--json']);
  // 784·16 + 16 and twice 16·2 + 2; 2·16 + 16 and 16·784 + 784.
  expect(answer.records('block')).toMatchObject([
    { id: 'encoder', parameters: 784 * 16 + 16 + 2 * (16 * 2 + 2) },
    { id: 'decoder', parameters: 2 * 16 + 16 + 16 * 784 + 784 },
  ]);
  expect(answer.records('wire').find(({ from }) => from === 'encode.mean')).toMatchObject({
    shape: '[B, 2]',
  });
  expect(answer.records().at(-1)).toEqual({ kind: 'checked', document: 'drawing', errors: 0, warnings: 0 });
});

test('a broken one: every problem at its place, each once, and exit code 1', async () => {
  const drawn = smallVae();
  drawn.board.wires.push({ from: { node: 'digits', port: 'imagee' }, to: { node: 'kl', port: 'mean' } });
  drawn.board.nodes['optimizer']!.dials['learningRate'] = -1;
  const file = writeDocumentFile('broken.genloom', drawn);
  const { code, records } = await genloom(['check', file, '--json']);
  expect(code).toBe(1);
  const problems = records<{ place: { node: string } | null; severity: string; text: { en: string } }>(
    'problem',
  );
  expect(new Set(problems.map(({ text, place }) => JSON.stringify([text, place]))).size).toBe(
    problems.length,
  );
  expect(problems).toContainEqual(
    expect.objectContaining({
      severity: 'error',
      place: { path: '', node: 'digits', port: 'imagee' },
    }),
  );
  expect(problems.find(({ place }) => place?.node === 'optimizer')?.text.en).toContain(
    "The dial 'learningRate'",
  );
  const people = await genloom(['check', file, '--language', 'ko']);
  expect(people.code).toBe(1);
  expect(people.out).toContain('오류: optimizer: 다이얼');
});

test('a kind of node that is not known is a warning, and the document is not touched', async () => {
  const drawn = smallVae();
  drawn.board.nodes['future'] = { kind: 'time-machine', dials: { year: 2050 } };
  const file = writeDocumentFile('future.genloom', drawn);
  const { code, out } = await genloom(['check', file]);
  expect(code).toBe(0);
  expect(out).toContain("warning: future: This Genloom does not know the kind 'time-machine'");
  expect(out).toContain('0 errors, 1 warning');
});

test('a document that trains nothing says so', async () => {
  const file = writeDocumentFile('empty.genloom', document({ board: { nodes: {}, wires: [] } }));
  const { code, out } = await genloom(['check', file]);
  expect(code).toBe(1);
  expect(out).toContain("error: document: The phase 'training' trains nothing");
});

test.each([
  ['{"format":', 'not valid JSON'],
  ['{"format":"genloom","version":99}', 'newer Genloom'],
  ['{}', 'not a Genloom document'],
  [writeDocument(smallVae()).replace('"batch": ', '"batch": -'), 'is broken at batch'],
])('a file that is no document is a sentence: %#', async (text, sentence) => {
  writeFileSync('file.genloom', text);
  const { code, error } = await genloom(['check', 'file.genloom']);
  expect(code).toBe(1);
  expect(error).toContain(sentence);
});
