// Text through the engine: what is learned from it is known wherever tokens are read.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint } from '../../../main/engine/checkpoint.ts';
import { Session } from '../../../main/engine/session.ts';
import { trainedWeights } from '../../../main/engine/trained-weights.ts';
import { exportModel } from '../../../main/exporters/catalogue.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { functionsOf } from '../../../nodes/graph/functions.ts';
import type { DialValue, GraphDocument } from '../../../nodes/graph/document.ts';
import { tokensOf } from '../../../nodes/vocabulary.ts';
import { document, drawn } from '../../documents.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-text-'));
const file = path.join(folder, 'dishes.txt');
const DISHES = [
  '김치찌개',
  '된장찌개',
  '순두부찌개',
  '부대찌개',
  '김치전',
  '감자전',
  '파전',
  '김밥',
  '비빔밥',
  '볶음밥',
];
beforeAll(() => writeFileSync(file, `${DISHES.join('\n')}\n`));
afterAll(() => rmSync(folder, { recursive: true }));

/** A small GRU on the lines of that file, trained for nothing: what matters is how tokens are read. */
const dishes = (
  tokenizer: string,
  tokens: number,
  sampler: Record<string, DialValue> = {},
): GraphDocument => {
  const text = {
    kind: 'text',
    source: 'lines of a file',
    file,
    tokenizer,
    vocabulary: tokens,
    length: 32,
    heldOut: 0.3,
  };
  return document({
    board: {
      nodes: {
        text,
        all: { ...text, looks: 'training', rows: 4 },
        pair: { kind: 'next-token-pair' },
        model: { kind: 'call', block: 'model' },
        loss: { kind: 'negative-log-likelihood', distribution: 'categorical' },
        optimizer: { kind: 'optimizer' },
        network: { kind: 'block', block: 'model' },
        sampler: { kind: 'next-token-sampler', frames: 1, ...sampler },
        samples: { kind: 'output', name: 'samples' },
        shown: { kind: 'text-samples', count: 3 },
        written: { kind: 'text-samples', count: 2 },
        copies: { kind: 'copies', count: 100 },
        next: { kind: 'token-probabilities', prompt: '김', count: 3 },
      },
      wires: [
        'text.tokens -> pair.tokens',
        'pair.input -> model.tokens',
        'model.logits -> loss.parameters',
        'pair.target -> loss.target',
        'pair.mask -> loss.mask',
        'loss.loss -> optimizer.loss',
        'model.block -> optimizer.blocks as model',
        'network.block -> sampler.block',
        'text.tokens -> sampler.like',
        'sampler.samples -> samples.value',
        'text.tokens -> shown.tokens',
        'sampler.samples -> written.tokens',
        'text.tokens -> copies.samples',
        'all.tokens -> copies.known',
        'network.block -> next.block',
        'text.tokens -> next.like',
      ],
    },
    designs: { model: drawn('recurrent', { tokens, size: 4, units: [6] }) },
    blocks: { model: 'model' },
    batch: 2,
  });
};

async function opened<T>(drawing: GraphDocument, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await Session.open(drawing, tfjsTarget('cpu'), 'cpu');
  try {
    return await work(session);
  } finally {
    session.dispose();
  }
}

const look = async (session: Session, node: string) =>
  session.look(session.compiled.looks.find((one) => one.node === node)!);

describe.each([
  ['characters', 40],
  ['jamo', 40],
  ['byte pairs', 280],
])('%s', (tokenizer, tokens) => {
  test(
    'are read as the text that they came from, and a prompt becomes them',
    { timeout: 60_000 },
    async () => {
      await opened(dishes(tokenizer, tokens, { prompt: '김' }), async (session) => {
        const { picture } = await look(session, 'shown');
        expect(picture).toMatchObject({ form: 'texts' });
        const texts = (picture as unknown as { texts: { text: string }[] }).texts.map(({ text }) => text);
        expect(texts).toHaveLength(3);
        expect(DISHES).toEqual(expect.arrayContaining(texts));
        const written = (await look(session, 'written')).picture as unknown as { texts: { text: string }[] };
        for (const { text } of written.texts) expect(text.startsWith('김')).toBe(true);
        const next = (await look(session, 'next')).picture as unknown as {
          after: string;
          shares: { name: string }[];
        };
        expect([next.after, next.shares.length]).toEqual(['김', 3]);
        const [update] = await session.step();
        expect(Number.isFinite(Object.values(update!.numbers)[0])).toBe(true);
      });
    },
  );
});

test('what was learned from an own file goes along with its checkpoints, and into what is taken away', async () => {
  const drawing = dishes('jamo', 40, { prompt: '김' });
  const checkpoint = await opened(drawing, async (session) =>
    decodeCheckpoint(encodeCheckpoint(await session.checkpoint(0)), 'checkpoint'),
  );
  const vocabulary = checkpoint.vocabularies.get('text')!;
  expect(tokensOf(vocabulary, '김')).toHaveLength(3);
  const place = path.join(folder, 'export');
  const weights = trainedWeights(compile(drawing).variables, checkpoint.variables);
  // The file itself is not needed any more.
  rmSync(file);
  try {
    const source = { document: drawing, weights, vocabularies: checkpoint.vocabularies };
    const { files } = await exportModel('safetensors', source, place);
    expect(files).toContain('vocabulary.json');
    const kept = JSON.parse(readFileSync(path.join(place, 'vocabulary.json'), 'utf8'));
    expect(kept.text).toEqual(vocabulary);
    const written = functionsOf(drawing, 1, checkpoint.vocabularies).find(
      ({ name }) => name === 'output/samples',
    )!;
    const constants = written.program.instructions.flatMap(({ attributes: { value } }) =>
      Array.isArray(value) ? [value.slice(0, 3).join(' ')] : [],
    );
    expect(constants).toContain(tokensOf(vocabulary, '김').join(' '));
  } finally {
    writeFileSync(file, `${DISHES.join('\n')}\n`);
  }
});

test('a prompt with unknown characters is told when the text is known', async () => {
  await expect(opened(dishes('characters', 40, { prompt: 'x' }), async () => {})).rejects.toThrow(
    "sampler: The text 'x' holds 'x', which the vocabulary has not",
  );
});

test('a metric looks at as many examples as the data that it reads has', async () => {
  await opened(dishes('characters', 40), async (session) => {
    const copies = session.compiled.looks.find(({ node }) => node === 'copies')!;
    // Three held-out lines; seven lines for training stand in two examples of four rows.
    expect(session.examplesOf(copies)).toBe(2);
    expect((await session.look(copies)).numbers).toEqual({ known: 0, different: 1 });
  });
});
