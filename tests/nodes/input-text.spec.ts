import { expect, test } from 'vitest';
import { Feeder } from '../../main/engine/feeds.ts';
import { compile } from '../../nodes/graph/compile.ts';
import { functionsOf } from '../../nodes/graph/functions.ts';
import { captionWords } from '../../nodes/shape-captions.ts';
import { textOf } from '../../nodes/vocabulary.ts';
import { promptBoard } from '../documents.ts';
import { runOnce } from './build-node.ts';

/** Those at a node; that such a board trains nothing is told of the whole. */
const problemsAt = (problems: ReturnType<typeof compile>['problems']) =>
  problems.flatMap(({ place, text }) => (place ? [[place.node, text.en]] : []));

/** @param asked what is asked for now, where that is no longer what the document says */
async function readBy(text: string, rows: readonly (readonly number[])[], asked?: string): Promise<string[]> {
  const drawn = promptBoard(text);
  const { entries, problems } = compile(drawn, { lookBatch: rows.length });
  expect(problemsAt(problems)).toEqual([]);
  const entry = entries.get('output/out')!;
  expect(entry.inputMeanings.prompt!.vocabulary).toBe(captionWords('English'));
  const given = Int32Array.from(rows.flatMap((row) => Array.from({ length: 18 }, (_, i) => row[i] ?? 0)));
  const feeds = new Feeder(drawn, []).feeds(entry.program, {
    seed: 1,
    draw: 0,
    examples: { split: 'held-out', from: 0 },
    updates: {},
    inputs: { prompt: given },
    entry,
    ...(asked === undefined ? {} : { asked: new Map([['prompt.text', asked]]) }),
  });
  const { outputs } = await runOnce(entry.program, feeds, new Map());
  const { data } = outputs.out!;
  return rows.map((_, i) => textOf(captionWords('English'), data.slice(i * 18, (i + 1) * 18)));
}

test('a row without a word stands for the text of the input, and any other for itself', async () => {
  const prompt = 'a small white square at the centre';
  expect(await readBy(prompt, [[], [1, 6, 8]])).toEqual([prompt, 'a large green']);
  expect(await readBy('', [[], [1, 6, 8]])).toEqual(['', 'a large green']);
});

test('other words reach the same program; without words such a row stays empty', async () => {
  const rows = [[], [1, 6, 8]];
  expect(await readBy('a large red circle', rows, 'a small blue square')).toEqual([
    'a small blue square',
    'a large green',
  ]);
  expect(await readBy('', rows, 'a small blue square')).toEqual(['a small blue square', 'a large green']);
  expect(await readBy('a large red circle', rows, '')).toEqual(['', 'a large green']);
  const programs = ['a large red circle', 'a small blue square', ''].map(
    (text) => compile(promptBoard(text), { lookBatch: 2 }).entries.get('output/out')!.program,
  );
  expect(programs[1]).toEqual(programs[0]);
  expect(programs[2]).toEqual(programs[0]);
});

test('who takes the function away takes the words as they stand', () => {
  const inputsOf = (text: string) =>
    functionsOf(promptBoard(text), 2).map(({ name, program }) => [
      name,
      program.feeds.map(({ source }) => source.kind),
      program.instructions.some(({ kind }) => kind === 'select'),
    ]);
  expect(inputsOf('a red circle')).toEqual([['output/out', ['input'], true]]);
  expect(inputsOf('')).toEqual([['output/out', ['input'], false]]);
});

test('a text with an unknown word is a sentence at the input', () => {
  const { problems } = compile(promptBoard('a large pink circle'), { lookBatch: 2 });
  expect(problemsAt(problems)).toContainEqual([
    'prompt',
    expect.stringContaining("the word 'pink', which is not known. The known words are a, and, at"),
  ]);
});
