import { expect, test } from 'vitest';
import { learnedVocabularies } from '../../../main/exporters/learned-vocabularies.ts';
import { functionsOf } from '../../../nodes/graph/functions.ts';
import { lettersOf, tokensOf } from '../../../nodes/vocabulary.ts';
import { document, drawn } from '../../documents.ts';

const board = (text: object) =>
  document({
    board: {
      nodes: {
        text: { kind: 'text', ...text },
        network: { kind: 'block', block: 'model' },
        sampler: { kind: 'next-token-sampler', prompt: 'ma', length: 4, frames: 1 },
        samples: { kind: 'output', name: 'samples' },
      },
      wires: [
        'text.tokens -> sampler.like',
        'network.block -> sampler.block',
        'sampler.samples -> samples.value',
      ],
    },
    designs: { model: drawn('recurrent', { tokens: 270, size: 2, units: [2] }) },
    blocks: { model: 'model' },
  });

test('a prompt is taken away in the tokens that were learned from the text', async () => {
  const pairs = board({ tokenizer: 'byte pairs', vocabulary: 270 });
  const vocabularies = await learnedVocabularies(pairs);
  expect([...vocabularies.keys()]).toEqual(['text']);
  const [entry] = functionsOf(pairs, 1, vocabularies).filter(({ name }) => name === 'output/samples');
  const constants = entry!.program.instructions.flatMap(({ attributes: { value } }) =>
    Array.isArray(value) ? [JSON.stringify(value)] : [],
  );
  const tokens = tokensOf(vocabularies.get('text')!, 'ma');
  const row = Array.from({ length: 4 }, (_, i) => tokens[i] ?? 0);
  expect(tokens.length).toBeGreaterThan(0);
  expect(constants).toContain(JSON.stringify(row));
});

test('nothing is read where the characters are known, nor a file of the person', async () => {
  expect((await learnedVocabularies(board({}))).size).toBe(0);
  const own = { source: 'lines of a file', file: '/nowhere/names.txt' };
  expect((await learnedVocabularies(board(own))).size).toBe(0);
  const noted = new Map([['text', lettersOf('characters', 'am')]]);
  expect(await learnedVocabularies(board(own), noted)).toEqual(noted);
});
