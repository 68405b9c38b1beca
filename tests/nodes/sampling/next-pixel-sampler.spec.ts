import { describe, expect, test } from 'vitest';
import type { Elements } from '../../../main/targets/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import type { Design, DialValue } from '../../../nodes/graph/document.ts';
import { document, graph } from '../../documents.ts';
import { drawFrom } from './exact-denoiser.ts';
import { sameEverywhere } from './same-everywhere.ts';

type Dials = Record<string, DialValue>;

/** Pictures of one row: the first pixel is a fair coin, every other one the contrary of its left neighbour, times `sure`. */
const contrary = (sure: number): Design =>
  graph({
    nodes: {
      image: { kind: 'input', name: 'image', meaning: 'image' },
      look: { kind: 'masked-conv2d', mask: 'A', filters: 1, kernel: [3], bias: false },
      logit: { kind: 'expression', formula: `${sure}*x` },
      logits: { kind: 'output', name: 'logits', form: 'logits' },
    },
    wires: ['image.value -> look.input', 'look.output -> logit.x', 'logit.result -> logits.value'],
  });

const board = (net: Design, dials: Dials, wires: readonly string[] = [], nodes = {}) =>
  document({
    board: {
      nodes: {
        net: { kind: 'block', block: 'net' },
        sampler: { kind: 'next-pixel-sampler', ...dials },
        samples: { kind: 'output', name: 'samples' },
        path: { kind: 'output', name: 'path' },
        ...nodes,
      },
      wires: [
        'net.block -> sampler.block',
        'sampler.samples -> samples.value',
        'sampler.path -> path.value',
        ...wires,
      ],
    },
    designs: { net },
    blocks: { net: 'net' },
  });

const P = [0.1, 0.5, 0.15, 0.25] as const;
const COUNT = 10_000;

/** How often each level comes at each of the six places. */
async function shares(dials: Dials): Promise<number[][]> {
  const { data, dtype, shape } = await drawFrom(
    board(sameEverywhere('codes', P), { shape: [2, 3], ...dials }),
    COUNT,
  );
  expect([dtype, ...shape]).toEqual(['int32', COUNT, 2, 3]);
  const counts = Array.from({ length: 6 }, () => P.map(() => 0));
  data.forEach((level, i) => (counts[i % 6]![level]! += 1 / COUNT));
  return counts;
}

/** The largest difference over all places. */
const astray = (counts: readonly (readonly number[])[], expected: readonly number[]): number =>
  Math.max(...counts.flatMap((at) => at.map((share, k) => Math.abs(share - expected[k]!))));

// Four deviations of a share of 10,000.
const NOISE = 4 * Math.sqrt(0.25 / COUNT);

describe('of levels that are equally likely everywhere', () => {
  test('draws each as often as it should come, at every place', async () => {
    expect(astray(await shares({}), P)).toBeLessThan(NOISE);
  });

  test('draws places independently of each other', async () => {
    const { data } = await drawFrom(board(sameEverywhere('codes', P), { shape: [1, 2] }), COUNT);
    let both = 0;
    for (let i = 0; i < COUNT; i++) if (data[2 * i] === 1 && data[2 * i + 1] === 1) both += 1 / COUNT;
    expect(Math.abs(both - 0.25)).toBeLessThan(NOISE);
  });

  test('by temperature, top k and top p', async () => {
    const squares = P.map((p) => p ** 2);
    const sum = squares.reduce((a, b) => a + b);
    expect(
      astray(
        await shares({ temperature: 0.5 }),
        squares.map((p) => p / sum),
      ),
    ).toBeLessThan(NOISE);
    expect(astray(await shares({ topK: 2 }), [0, 2 / 3, 0, 1 / 3])).toBeLessThan(NOISE);
    expect(astray(await shares({ topP: 0.4 }), [0, 1, 0, 0])).toBeLessThan(1e-9);
    expect(astray(await shares({ temperature: 0 }), [0, 1, 0, 0])).toBeLessThan(1e-9);
  });
});

const sumOf = (numbers: Elements): number => Array.from(numbers).reduce((sum, x) => sum + x, 0);

describe('turns', () => {
  test('are one call a pixel, told in order, with the picture so far', async () => {
    const told: [number, number, number][] = [];
    await drawFrom(board(sameEverywhere('codes', [1e-9, 1]), { shape: [9, 2], temperature: 0 }), 1, {
      follower: {
        tell: ({ node, turn, turns, carried }) => {
          expect(node).toBe('sampler');
          told.push([turn, turns, sumOf(carried[0]!.data)]);
        },
      },
    });
    expect(told).toEqual(Array.from({ length: 18 }, (_, i) => [i + 1, 18, i + 1]));
  });

  test('can be stopped between two of them', async () => {
    const stop = new AbortController();
    let turns = 0;
    await expect(
      drawFrom(board(sameEverywhere('codes', P), { shape: [9, 2] }), 1, {
        follower: {
          signal: stop.signal,
          tell: () => {
            if (++turns === 5) stop.abort();
          },
        },
      }),
    ).rejects.toThrow('after 5 of 18 turns');
  });

  test('are kept as frames, evenly, with the end behind them', async () => {
    const { shape, data } = await drawFrom(
      board(sameEverywhere('codes', [1e-9, 1]), { shape: [4, 4], temperature: 0, frames: 4 }),
      2,
      { output: 'path' },
    );
    expect(shape).toEqual([2, 5, 4, 4]);
    const drawn = [0, 1, 2, 3, 4].map((frame) => sumOf(data.subarray(frame * 16, frame * 16 + 16)));
    expect(drawn).toEqual([0, 4, 8, 12, 16]);
  });
});

describe('of pictures of 0 and 1', () => {
  const net = contrary(1);
  const start = { start: { kind: 'input', name: 'start', shape: [8, 5, 1] } };

  test('with only the rows asked about that are drawn, are the same as with all', async () => {
    const whole = await drawFrom(board(net, { shape: [16, 5, 1], crop: false }), 8);
    const cropped = await drawFrom(board(net, { shape: [16, 5, 1] }), 8);
    expect(whole.shape).toEqual([8, 16, 5, 1]);
    expect(cropped).toEqual(whole);
    expect([...whole.data].every((x) => x === 0 || x === 1)).toBe(true);
    expect(new Set(whole.data).size).toBe(2);
  });

  test('go on from the rows that are given', async () => {
    const given = Float32Array.from({ length: 2 * 40 }, (_, i) => i % 2);
    const { data } = await drawFrom(board(net, { given: 3 }, ['start.value -> sampler.start'], start), 2, {
      inputs: { start: given },
    });
    for (const example of [0, 1])
      expect(data.subarray(40 * example, 40 * example + 15)).toEqual(
        given.subarray(40 * example, 40 * example + 15),
      );
    expect(data.subarray(15, 40)).not.toEqual(given.subarray(15, 40));
  });

  test('take nothing of the wired picture but its size where no rows are given', async () => {
    const drawing = board(net, {}, ['start.value -> sampler.start'], start);
    const draw = (value: number) =>
      drawFrom(drawing, 1, { inputs: { start: new Float32Array(40).fill(value) } });
    expect(await draw(1)).toEqual(await draw(0));
  });
});

describe('with a block that tells of the rows above', () => {
  /** What stands directly above. */
  const above = graph({
    nodes: {
      image: { kind: 'input', name: 'image', meaning: 'image' },
      down: { kind: 'pad', sides: [1, 0, 0, 0] },
      cut: { kind: 'crop', sides: [0, 1, 0, 0] },
      above: { kind: 'output', name: 'above' },
    },
    wires: ['image.value -> down.input', 'down.output -> cut.input', 'cut.output -> above.value'],
  });
  /** Surely the contrary of what stands above. */
  const along = graph({
    nodes: {
      image: { kind: 'input', name: 'image', meaning: 'image' },
      above: { kind: 'input', name: 'above' },
      told: { kind: 'expression', formula: '0*x+40*(1-2*v)' },
      logits: { kind: 'output', name: 'logits', form: 'logits' },
    },
    wires: ['image.value -> told.x', 'above.value -> told.v', 'told.result -> logits.value'],
  });
  const twoBlocks = (dials: Dials, one = above) => {
    const drawing = board(along, dials);
    drawing.designs.above = one;
    drawing.blocks.above = { design: 'above' };
    drawing.board.nodes.above = { kind: 'block', dials: { block: 'above' } };
    drawing.board.wires.push({
      from: { node: 'above', port: 'block' },
      to: { node: 'sampler', port: 'above' },
    });
    return drawing;
  };

  test('every row knows those that were drawn before it', async () => {
    const rows = [1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0];
    for (const crop of [true, false]) {
      const turns: number[] = [];
      const { shape, data } = await drawFrom(twoBlocks({ shape: [4, 3, 1], crop }), 2, {
        follower: { tell: ({ turn }) => turns.push(turn) },
      });
      expect(shape).toEqual([2, 4, 3, 1]);
      expect([...data]).toEqual([...rows, ...rows]);
      expect(turns).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    }
  });

  test('that tells of other places is a sentence', () => {
    const smaller = graph({
      nodes: {
        image: { kind: 'input', name: 'image', meaning: 'image' },
        cut: { kind: 'crop', sides: [0, 0, 0, 1] },
        above: { kind: 'output', name: 'above' },
      },
      wires: ['image.value -> cut.input', 'cut.output -> above.value'],
    });
    const { problems } = compile(twoBlocks({ shape: [4, 3, 1] }, smaller));
    expect(problems.map(({ text }) => text.en).join(' ')).toContain('keeps height and width');
  });
});

describe('what cannot be sampled is a sentence', () => {
  const said = (net: Design, dials: Dials, ...more: [wires?: readonly string[], nodes?: object]) =>
    compile(board(net, dials, ...(more as [])))
      .problems.filter(({ place }) => place?.node === 'sampler')
      .map(({ text }) => text.en)
      .join(' ');

  test.each<[string, Design, Dials, string]>([
    ['a top p of 0', sameEverywhere('codes', P), { shape: [2, 2], topP: 0 }, 'leaves nothing to choose from'],
    ['codes with channels', sameEverywhere('codes', P), { shape: [2, 2, 1] }, "'shape' is [2, 2, 1]"],
    ['a picture without channels', contrary(1), { shape: [4, 4] }, 'channels'],
    ['rows of no picture', contrary(1), { shape: [4, 4, 1], given: 2 }, "Wire one into 'start'"],
  ])('%s', (_, net, dials, sentence) => {
    expect(said(net, dials)).toContain(sentence);
  });

  test('all rows given', () => {
    const start = { start: { kind: 'input', name: 'start', shape: [4, 4, 1] } };
    expect(said(contrary(1), { given: 4 }, ['start.value -> sampler.start'], start)).toContain(
      'nothing is left to draw',
    );
  });

  test('a block that answers another size, or no logits', () => {
    const ended = (kind: string, form: string) =>
      graph({
        nodes: {
          image: { kind: 'input', name: 'image', meaning: 'image' },
          layer: { kind },
          logits: { kind: 'output', name: 'logits', form },
        },
        wires: ['image.value -> layer.input', 'layer.output -> logits.value'],
      });
    expect(said(ended('flatten', 'logits'), { shape: [4, 4, 1] })).toContain('logits for every pixel');
    expect(said(ended('activation', 'probabilities'), { shape: [4, 4, 1] })).toContain('chooses by logits');
  });
});
