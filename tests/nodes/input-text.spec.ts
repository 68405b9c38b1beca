import { expect, test } from 'vitest';
import { compile } from '../../nodes/graph/compile.ts';
import { captionWords } from '../../nodes/shape-captions.ts';
import { textOf } from '../../nodes/vocabulary.ts';
import { promptBoard } from '../documents.ts';
import { runOnce } from './build-node.ts';

/** Those at a node; that such a board trains nothing is told of the whole. */
const problemsAt = (problems: ReturnType<typeof compile>['problems']) =>
  problems.flatMap(({ place, text }) => (place ? [[place.node, text.en]] : []));

async function readBy(text: string, rows: readonly (readonly number[])[]): Promise<string[]> {
  const { entries, problems } = compile(promptBoard(text), { lookBatch: rows.length });
  expect(problemsAt(problems)).toEqual([]);
  const { program, inputMeanings } = entries.get('output/out')!;
  expect(inputMeanings.prompt!.vocabulary).toBe(captionWords('English'));
  const given = Int32Array.from(rows.flatMap((row) => Array.from({ length: 18 }, (_, i) => row[i] ?? 0)));
  const feed = program.feeds.find(({ source }) => source.kind === 'input')!;
  const { outputs } = await runOnce(program, { [feed.name]: given }, new Map());
  const { data } = outputs.out!;
  return rows.map((_, i) => textOf(captionWords('English'), data.slice(i * 18, (i + 1) * 18)));
}

test('a row without a word stands for the text of the input, and any other for itself', async () => {
  const prompt = 'a small white square at the centre';
  expect(await readBy(prompt, [[], [1, 6, 8]])).toEqual([prompt, 'a large green']);
  expect(await readBy('', [[], [1, 6, 8]])).toEqual(['', 'a large green']);
});

test('a text with an unknown word is a sentence at the input', () => {
  const { problems } = compile(promptBoard('a large pink circle'), { lookBatch: 2 });
  expect(problemsAt(problems)).toContainEqual([
    'prompt',
    expect.stringContaining("the word 'pink', which is not known. The known words are a, and, at"),
  ]);
});
