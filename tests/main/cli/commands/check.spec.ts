import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeDocument } from '../../../../nodes/graph/document.ts';
import { document, graph, smallDiffusion, smallVae } from '../../../documents.ts';
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

test('a loop in a training step: how many operations it becomes', async () => {
  const drawn = smallDiffusion();
  drawn.board.nodes.langevin = { kind: 'langevin-sampler', dials: { steps: 7 } };
  drawn.board.nodes.energy = { kind: 'expression', dials: { formula: 'mean(x)' } };
  drawn.designs.energy = graph({
    nodes: {
      x: { kind: 'input', name: 'x' },
      dense: { kind: 'dense', units: 1 },
      y: { kind: 'output', name: 'y' },
    },
    wires: ['x.value -> dense.input', 'dense.output -> y.value'],
  });
  drawn.blocks.energy = { design: 'energy' };
  drawn.board.nodes.look = { kind: 'call', dials: { block: 'energy' } };
  drawn.board.nodes.second = { kind: 'optimizer', dials: { order: 2 } };
  const wire = (from: string, port: string, to: string, into: string, name?: string) =>
    drawn.board.wires.push({
      from: { node: from, port },
      to: { node: to, port: into, ...(name === undefined ? {} : { name }) },
    });
  wire('look', 'block', 'langevin', 'block');
  wire('langevin', 'samples', 'look', 'x');
  wire('look', 'y', 'energy', 'x');
  wire('energy', 'result', 'second', 'loss');
  wire('look', 'block', 'second', 'blocks', 'energy');
  // The call's block output would wait for its own samples; the block itself does not.
  drawn.board.nodes.itself = { kind: 'block', dials: { block: 'energy' } };
  for (const one of drawn.board.wires)
    if (one.from.port === 'block' && one.from.node === 'look') one.from = { node: 'itself', port: 'block' };
  const file = writeDocumentFile('loop.genloom', drawn);
  const { records } = await genloom(['check', file, '--json']);
  const step = records<{
    optimizer: string;
    operations: number;
    loops?: { node: string; turns: number; operations: number }[];
  }>('step');
  expect(step.find(({ optimizer }) => optimizer === 'optimizer')!.loops).toBeUndefined();
  const { operations, loops } = step.find(({ optimizer }) => optimizer === 'second')!;
  expect(loops).toMatchObject([{ node: 'langevin', turns: 7 }]);
  expect(loops![0]!.operations % 7).toBe(0);
  expect(operations).toBeGreaterThan(loops![0]!.operations);
  const { out } = await genloom(['check', file]);
  expect(out).toMatch(/of them \d+ are the 7 turns of langevin, which a training step writes out/);
});
