import { describe, expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { document, drawn, graph } from '../../documents.ts';
import { drawFrom } from './exact-denoiser.ts';

const COUNT = 10_000;
const TOKENS = 5;
const LENGTH = 4;

/** The token before has the logit 2, every other one 0: p(the same again) = e²/(e² + 4). */
const again = graph({
  nodes: {
    tokens: { kind: 'input', name: 'tokens', meaning: 'tokens' },
    which: { kind: 'one-hot', classes: TOKENS },
    logits: { kind: 'scale', factor: 2 },
    out: { kind: 'output', name: 'logits', form: 'logits' },
  },
  wires: ['tokens.value -> which.indices', 'which.result -> logits.value', 'logits.result -> out.value'],
});

const board = (sampler: Record<string, DialValue> = {}, more: { nodes?: object; wires?: string[] } = {}) =>
  document({
    board: {
      nodes: {
        net: { kind: 'block', block: 'net' },
        sampler: { kind: 'next-token-sampler', frames: 2, length: LENGTH, ...sampler },
        samples: { kind: 'output', name: 'samples' },
        ...more.nodes,
      },
      wires: ['net.block -> sampler.block', 'sampler.samples -> samples.value', ...(more.wires ?? [])],
    },
    designs: { net: again },
    blocks: { net: 'net' },
  });

const ask = (sampler: Record<string, DialValue>, more = {}) =>
  compile(board(sampler, more))
    .problems.filter(({ place }) => place !== null)
    .map(({ text }) => text.en);

/** How often each token stands at a place, among the rows for which `which` holds. */
function shares({ data }: Values, place: number, which: (row: ArrayLike<number>) => boolean = () => true) {
  const counts = Array<number>(TOKENS).fill(0);
  let rows = 0;
  for (let row = 0; row < data.length / LENGTH; row++) {
    const tokens = data.slice(row * LENGTH, (row + 1) * LENGTH);
    if (!which(tokens)) continue;
    rows++;
    counts[tokens[place]!]!++;
  }
  return { rows, shares: counts.map((count) => count / rows) };
}

/** The tokens whose shares are further off than four standard errors. */
const astray = (found: { rows: number; shares: readonly number[] }, expected: readonly number[]): number[] =>
  expected.flatMap((p, token) => {
    const off = Math.abs(found.shares[token]! - p);
    return off > 4 * Math.sqrt((p * (1 - p)) / found.rows) ? [token] : [];
  });

const same = (weight: number) => weight / (weight + TOKENS - 1);
const likely = (token: number, weight = Math.exp(2)): number[] =>
  Array.from({ length: TOKENS }, (_, other) =>
    other === token ? same(weight) : (1 - same(weight)) / (TOKENS - 1),
  );

describe('from a fixed table', () => {
  test('10,000 samples follow it, and nothing is written behind the end', async () => {
    const samples = await drawFrom(board(), COUNT);
    expect([samples.shape, samples.dtype]).toEqual([[COUNT, LENGTH], 'int32']);
    expect(astray(shares(samples, 0), likely(0))).toEqual([]);
    expect(
      astray(
        shares(samples, 1, (row) => row[0] === 3),
        likely(3),
      ),
    ).toEqual([]);
    expect(
      astray(
        shares(samples, 3, (row) => row[2] === 1),
        likely(1),
      ),
    ).toEqual([]);
    expect(
      astray(
        shares(samples, 2, (row) => row[1] === 0),
        [1, 0, 0, 0, 0],
      ),
    ).toEqual([]);
  });

  test('temperature is what logits are divided by; at 0 the likeliest always comes', async () => {
    const warm = await drawFrom(board({ temperature: 2 }), COUNT);
    expect(
      astray(
        shares(warm, 1, (row) => row[0] === 2),
        likely(2, Math.E),
      ),
    ).toEqual([]);
    const cold = await drawFrom(board({ temperature: 0 }), 100);
    expect(new Set(cold.data)).toEqual(new Set([0]));
  });

  test('top k keeps just the k likeliest, and equals in their order', async () => {
    const samples = await drawFrom(board({ topK: 2 }), COUNT);
    const [first, second] = [Math.exp(2), 1].map((weight) => weight / (Math.exp(2) + 1)) as [number, number];
    expect(astray(shares(samples, 0), [first, second, 0, 0, 0])).toEqual([]);
    expect(
      astray(
        shares(samples, 1, (row) => row[0] === 1),
        [second, first, 0, 0, 0],
      ),
    ).toEqual([]);
  });

  test('top p keeps just the fewest that reach p', async () => {
    // The likeliest has 0.649: it alone reaches 0.6; with one more 0.737, with two 0.824.
    expect(astray(shares(await drawFrom(board({ topP: 0.6 }), 500), 0), [1, 0, 0, 0, 0])).toEqual([]);
    const samples = await drawFrom(board({ topP: 0.8 }), COUNT);
    const all = Math.exp(2) + 2;
    expect(astray(shares(samples, 0), [Math.exp(2) / all, 1 / all, 1 / all, 0, 0])).toEqual([]);
  });
});

describe('what is written already', () => {
  const door = {
    nodes: { prompt: { kind: 'input', name: 'prompt', meaning: 'tokens', shape: [LENGTH] } },
    wires: ['prompt.value -> sampler.start'],
  };

  test('stays, and the rest goes on from it, each example by its own', async () => {
    const start = Int32Array.from({ length: COUNT * LENGTH }, (_, i) => {
      const [row, place] = [Math.floor(i / LENGTH), i % LENGTH];
      return row % 2 === 0 ? [2, 4, 0, 0][place]! : [3, 0, 0, 0][place]!;
    });
    const samples = await drawFrom(board({}, door), COUNT, { inputs: { prompt: start } });
    expect(astray(shares(samples, 0), [0, 0, 0.5, 0.5, 0])).toEqual([]);
    expect(
      astray(
        shares(samples, 1, (row) => row[0] === 2),
        [0, 0, 0, 0, 1],
      ),
    ).toEqual([]);
    expect(
      astray(
        shares(samples, 2, (row) => row[0] === 2),
        likely(4),
      ),
    ).toEqual([]);
    expect(
      astray(
        shares(samples, 1, (row) => row[0] === 3),
        likely(3),
      ),
    ).toEqual([]);
  });

  test('may be a prompt, by the vocabulary of the wired tokens', async () => {
    const names = {
      nodes: { names: { kind: 'text', length: 6 } },
      wires: ['names.tokens -> sampler.like'],
    };
    const gpt = drawn('transformer', { length: 6, layers: 1, width: 8, heads: 2 });
    const drawing = board({ length: 0, prompt: 'mar' }, names);
    const samples = await drawFrom({ ...drawing, designs: { net: gpt } }, 20);
    expect(samples.shape).toEqual([20, 6]);
    for (let row = 0; row < 20; row++)
      expect(Array.from(samples.data.slice(row * 6, row * 6 + 3))).toEqual([13, 1, 18]);
    expect(ask({ prompt: 'Mär', length: 0 }, names)[0]).toContain(
      "'Mär' holds 'M', which the vocabulary has not. It knows abcdefghijklmnopqrstuvwxyz",
    );
    expect(ask({ prompt: 'maximilian', length: 0 }, names)[0]).toContain('Shorten it to at most 5 tokens');
  });
});

describe('a text longer than the row that the network is used to', () => {
  /** Tells at every place the first token behind the start of its row. */
  const first = graph({
    nodes: {
      tokens: { kind: 'input', name: 'tokens', meaning: 'tokens' },
      which: { kind: 'one-hot', classes: TOKENS },
      nothing: { kind: 'scale', factor: 0 },
      first: { kind: 'slice', axis: 1, begin: 1, size: 1 },
      'of-first': { kind: 'one-hot', classes: TOKENS },
      sure: { kind: 'scale', factor: 50 },
      logits: { kind: 'add' },
      out: { kind: 'output', name: 'logits', form: 'logits' },
    },
    wires: [
      'tokens.value -> which.indices',
      'which.result -> nothing.value',
      'tokens.value -> first.value',
      'first.result -> of-first.indices',
      'of-first.result -> sure.value',
      'nothing.result -> logits.a',
      'sure.result -> logits.b',
      'logits.result -> out.value',
    ],
  });

  test('is written from the start and the last tokens that fit, turn by turn', async () => {
    const door = {
      nodes: { prompt: { kind: 'input', name: 'prompt', meaning: 'tokens', shape: [LENGTH] } },
      wires: ['prompt.value -> sampler.start'],
    };
    const drawing = { ...board({ length: 12 }, door), designs: { net: first } };
    const samples = await drawFrom(drawing, 2, { inputs: { prompt: Int32Array.of(1, 2, 3, 0, 4, 1, 2, 0) } });
    expect(samples.shape).toEqual([2, 12]);
    const periods = [
      [1, 2, 3],
      [4, 1, 2],
    ].flatMap((period) => [period, period, period, period].flat());
    expect(Array.from(samples.data)).toEqual(periods);
  });

  test('asks a transformer about no more places than it has, and takes a longer prompt', async () => {
    const names = { nodes: { names: { kind: 'text', length: 6 } }, wires: ['names.tokens -> sampler.like'] };
    const gpt = drawn('transformer', { length: 6, layers: 1, width: 8, heads: 2 });
    const drawing = { ...board({ length: 15, prompt: 'maximilian' }, names), designs: { net: gpt } };
    const samples = await drawFrom(drawing, 3);
    expect(samples.shape).toEqual([3, 15]);
    const prompt = Array.from('maximilian', (letter) => letter.charCodeAt(0) - 96);
    expect(Array.from(samples.data.slice(15, 25))).toEqual(prompt);
  });

  test('that is no longer is the same text as before', async () => {
    const names = { nodes: { names: { kind: 'text', length: 6 } }, wires: ['names.tokens -> sampler.like'] };
    const gpt = drawn('transformer', { length: 6, layers: 1, width: 8, heads: 2 });
    const short = await drawFrom({ ...board({ length: 0 }, names), designs: { net: gpt } }, 8);
    const long = await drawFrom({ ...board({ length: 9 }, names), designs: { net: gpt } }, 8);
    for (let row = 0; row < 8; row++)
      expect(Array.from(long.data.slice(9 * row, 9 * row + 6))).toEqual(
        Array.from(short.data.slice(6 * row, 6 * row + 6)),
      );
  });
});

test('the path begins with nothing and ends at the samples, one call a token', async () => {
  const turns: number[] = [];
  const shown = {
    nodes: { way: { kind: 'output', name: 'way' } },
    wires: ['sampler.path -> way.value'],
  };
  const tell = ({ turn }: { turn: number }) => void turns.push(turn);
  const path = await drawFrom(board({ frames: LENGTH }, shown), 6, { output: 'way', follower: { tell } });
  const samples = await drawFrom(board({ frames: LENGTH }, shown), 6);
  expect(turns).toEqual([1, 2, 3, 4]);
  expect(path.shape).toEqual([6, LENGTH + 1, LENGTH]);
  const frame = (row: number, at: number) =>
    Array.from(path.data.slice((row * (LENGTH + 1) + at) * LENGTH, (row * (LENGTH + 1) + at + 1) * LENGTH));
  for (let row = 0; row < 6; row++) {
    const end: number[] = Array.from(samples.data.slice(row * LENGTH, (row + 1) * LENGTH));
    for (let at = 0; at <= LENGTH; at++)
      expect(frame(row, at)).toEqual(end.map((token, place) => (place < at ? token : 0)));
  }
});

describe('bad input is a sentence', () => {
  test.each([
    ['a top p of 0', { topP: 0 }, 'A top p of 0 leaves nothing'],
    ['no length', { length: 0 }, 'Nothing says how long the text shall be'],
    ['a prompt without a vocabulary', { prompt: 'ann' }, "Wire the tokens of a text into 'like'"],
  ])('%s', (_name, sampler, sentence) => {
    expect(ask(sampler as never).join(' ')).toContain(sentence);
  });

  test('a block that tells something else', () => {
    const one = graph({
      nodes: {
        tokens: { kind: 'input', name: 'tokens', meaning: 'tokens' },
        which: { kind: 'one-hot', classes: TOKENS },
        flat: { kind: 'flatten' },
        out: { kind: 'output', name: 'logits', form: 'logits' },
      },
      wires: ['tokens.value -> which.indices', 'which.result -> flat.input', 'flat.output -> out.value'],
    });
    const wrong = { ...board(), designs: { net: one } };
    const told = compile(wrong as never).problems.map(({ text }) => text.en);
    expect(told.join(' ')).toContain('The next token needs a number for each token at each place');
  });
});
