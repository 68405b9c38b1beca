import { expect, test } from 'vitest';
import { readInputs } from '../../../main/cli/sample-inputs.ts';
import { lettersOf } from '../../../nodes/vocabulary.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { document } from '../../documents.ts';

/** A board whose output is the sum of an input `z` of two numbers, and one whose output is a label `y`. */
const compiled = compile(
  document({
    board: {
      nodes: {
        z: { kind: 'input', name: 'z', shape: [2] },
        sum: { kind: 'add' },
        out: { kind: 'output', name: 'sum' },
        y: { kind: 'input', name: 'y', meaning: 'label' },
        same: { kind: 'output', name: 'label' },
      },
      wires: ['z.value -> sum.a', 'z.value -> sum.b', 'sum.result -> out.value', 'y.value -> same.value'],
    },
  }),
  { lookBatch: 4 },
);
const read = (output: string, text: string, count = 4) =>
  readInputs(compiled.entries.get(`output/${output}`)!, [text], count);

test('one number is for all, an example for each, several take turns', () => {
  expect(read('sum', 'z=3')).toEqual({ z: new Float32Array(8).fill(3) });
  expect(read('sum', 'z=1,-2')).toEqual({ z: Float32Array.of(1, -2, 1, -2, 1, -2, 1, -2) });
  expect(read('sum', 'z=[1,2,3,4]')).toEqual({ z: Float32Array.of(1, 2, 3, 4, 1, 2, 3, 4) });
  expect(read('label', 'y=7')).toEqual({ y: new Int32Array(4).fill(7) });
  expect(read('label', 'y=1,2,3', 3)).toEqual({ y: Int32Array.of(1, 2, 3, 1) });
});

test.each([
  ['sum', 'z', 4, '--set takes name=value'],
  ['sum', 'x=1', 4, "depends on no input 'x'. Its inputs are z."],
  ['sum', 'z=a', 4, "takes numbers with commas between them; 'a' was given"],
  ['sum', 'z=1,,2', 4, 'takes numbers with commas'],
  ['label', 'y=1.5', 4, 'takes whole numbers'],
  ['sum', 'z=1,2,3', 4, '1 number for all, 2 for an example'],
  ['label', 'y=1,2,3,4,5', 4, 'up to 4 examples'],
  ['label', 'y=1,2,3', 5, 'that divides 4'],
])('for %s, %s (%i samples) is refused', (output, text, count, sentence) => {
  expect(() => read(output, text, count)).toThrow(sentence);
});

test('a prompt is text, by the vocabulary of what is written', () => {
  const board = {
    nodes: {
      prompt: { kind: 'input', name: 'prompt', meaning: 'tokens', shape: [5] },
      out: { kind: 'output', name: 'text' },
    },
    wires: ['prompt.value -> out.value'],
  };
  const entry = compile(document({ board }), { lookBatch: 2 }).entries.get('output/text')!;
  const vocabulary = lettersOf('characters', 'abn');
  expect(readInputs(entry, ['prompt=ban'], 2, vocabulary)).toEqual({
    prompt: Int32Array.of(2, 1, 3, 0, 0, 2, 1, 3, 0, 0),
  });
  expect(() => readInputs(entry, ['prompt=bar'], 2, vocabulary)).toThrow(
    "holds 'r', which the vocabulary has not",
  );
  expect(() => readInputs(entry, ['prompt=banana'], 2, vocabulary)).toThrow('Shorten it to at most 4 tokens');
});

test('a prompt for a picture is text, by the vocabulary of the captions that it is like', () => {
  const board = {
    nodes: {
      shapes: { kind: 'captioned-shapes', language: 'Korean' },
      prompt: { kind: 'input', name: 'prompt', meaning: 'tokens' },
      picture: { kind: 'norm' },
      out: { kind: 'output', name: 'picture' },
    },
    wires: ['shapes.caption -> prompt.like', 'prompt.value -> picture.value', 'picture.norm -> out.value'],
  };
  const entry = compile(document({ board }), { lookBatch: 1 }).entries.get('output/picture')!;
  const { prompt } = readInputs(entry, ['prompt=가운데에 작은 흰 원'], 1);
  expect(prompt!.length).toBe(11);
  expect(prompt!.filter((token) => token > 0).length).toBe(4);
  expect(() => readInputs(entry, ['prompt=가운데에 작은 고양이'], 1)).toThrow("the word '고양이'");
});
