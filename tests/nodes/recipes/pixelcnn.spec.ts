// What makes a PixelCNN one: a logit knows only of what was drawn before it, and of enough of that.
import { describe, expect, test } from 'vitest';
import { chooseBackend } from '../../../main/engine/backends/choose.ts';
import type { Elements } from '../../../main/targets/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import type { DialValue, GraphDocument } from '../../../nodes/graph/document.ts';
import type { Program } from '../../../nodes/program/program.ts';
import { document, drawn } from '../../documents.ts';

const { target } = await chooseBackend('auto');

/** What a board's output `out` is, with weights that are drawn anew. */
async function computed(board: GraphDocument, inputs: Readonly<Record<string, Elements>>) {
  const compiled = compile(board, { lookBatch: 1 });
  expect(compiled.problems.filter(({ place }) => place !== null).map(({ text }) => text.en)).toEqual([]);
  const [initialize, program] = ['initialize', 'output/out'].map(
    (entry) => compiled.entries.get(entry)!.program,
  ) as [Program, Program];
  const feeds = ({ feeds: asked }: Program) =>
    Object.fromEntries(
      asked.map(({ name, source }) => [
        name,
        source.kind === 'input' ? inputs[source.name]! : Int32Array.of(7, 0),
      ]),
    );
  const runner = await target.open({ initialize, program });
  try {
    await runner.run('initialize', feeds(initialize));
    return (await runner.run('program', feeds(program))).out!.data;
  } finally {
    runner.dispose();
  }
}

type Size = readonly [height: number, width: number];

const ones = (length: number, at?: number) =>
  Float32Array.from({ length }, (_, i) =>
    at === undefined ? Number(Math.sin(3 * i) > 0) : Number(i === at),
  );

/** How one logit of a binary picture changes with every pixel. */
const gradientOf = (dials: Record<string, DialValue>, [height, width]: Size, pixel: number) =>
  computed(
    document({
      board: {
        nodes: {
          picture: { kind: 'input', name: 'picture', shape: [height, width, 1] },
          which: { kind: 'input', name: 'which', shape: [height, width, 1] },
          class: { kind: 'input', name: 'class', meaning: 'label' },
          ask: { kind: 'call', block: 'net' },
          chosen: { kind: 'expression', formula: 'sum(l*w)' },
          gradient: { kind: 'gradient' },
          out: { kind: 'output', name: 'out' },
        },
        wires: [
          'picture.value -> ask.image',
          'class.value -> ask.label',
          'ask.logits -> chosen.l',
          'which.value -> chosen.w',
          'chosen.result -> gradient.of',
          'picture.value -> gradient.withRespectTo',
          'gradient.gradient -> out.value',
        ],
      },
      designs: { net: drawn('pixelcnn', { classes: 10, ...dials }) },
      blocks: { net: 'net' },
    }),
    {
      picture: ones(height * width),
      which: ones(height * width, pixel),
      class: Int32Array.of(3),
    },
  );

describe('a logit, differentiated by the pixels', () => {
  test.each<[string, Record<string, DialValue>]>([
    ['gated, with a class', {}],
    ['with dilation', { kernel: '3', dilations: [1, 2, 4, 1] }],
    ['without gates', { gated: false, dilations: [2, 1] }],
    ['of large kernels', { kernel: '7', first: '3', dilations: [1, 3] }],
  ])('is exactly 0 for itself and all that come later: %s', async (_, dials) => {
    const size: Size = [9, 10];
    for (const pixel of [0, 9, 10, 37, 44, 89]) {
      const gradient = await gradientOf(dials, size, pixel);
      expect([...gradient].findLastIndex((slope) => slope !== 0)).toBeLessThan(pixel);
      expect([...gradient].some(Number.isNaN)).toBe(false);
      // It does look at its neighbour: the zeros are no accident.
      if (pixel % 10 > 0) expect(gradient[pixel - 1]).not.toBe(0);
    }
  });

  test('reaches from the last pixel of 28 × 28 to the first row where dilations add up', async () => {
    const first = (gradient: Elements) => gradient.findIndex((slope) => slope !== 0);
    const wide = await gradientOf({ kernel: '3', dilations: [1, 2, 4, 8, 1, 8] }, [28, 28], 783);
    expect(first(wide)).toBeLessThan(28);
    // Five 5 × 5 blocks behind a 7 × 7 layer reach 13 rows up, and no further.
    const short = await gradientOf({}, [28, 28], 783);
    expect(Math.floor(first(short) / 28)).toBe(27 - 13);
  });
});

/** The same of a stack that tells of the rows above and one that goes along the row. */
const gradientOfBoth = ([height, width]: Size, pixel: number) =>
  computed(
    document({
      board: {
        nodes: {
          picture: { kind: 'input', name: 'picture', shape: [height, width, 1] },
          which: { kind: 'input', name: 'which', shape: [height, width, 1] },
          class: { kind: 'input', name: 'class', meaning: 'label' },
          look: { kind: 'call', block: 'above' },
          ask: { kind: 'call', block: 'along' },
          chosen: { kind: 'expression', formula: 'sum(l*w)' },
          gradient: { kind: 'gradient' },
          out: { kind: 'output', name: 'out' },
        },
        wires: [
          'picture.value -> look.image',
          'class.value -> look.label',
          'picture.value -> ask.image',
          'look.above -> ask.above',
          'class.value -> ask.label',
          'ask.logits -> chosen.l',
          'which.value -> chosen.w',
          'chosen.result -> gradient.of',
          'picture.value -> gradient.withRespectTo',
          'gradient.gradient -> out.value',
        ],
      },
      designs: {
        above: drawn('pixelcnn-above', { classes: 10 }),
        along: drawn('pixelcnn-along', { classes: 10 }),
      },
      blocks: { above: 'above', along: 'along' },
    }),
    { picture: ones(height * width), which: ones(height * width, pixel), class: Int32Array.of(3) },
  );

describe('a logit of the two stacks', () => {
  test('knows exactly nothing of itself and what comes later', async () => {
    for (const pixel of [0, 9, 10, 37, 44, 89]) {
      const gradient = await gradientOfBoth([9, 10], pixel);
      expect([...gradient].findLastIndex((slope) => slope !== 0)).toBeLessThan(pixel);
      if (pixel % 10 > 0) expect(gradient[pixel - 1]).not.toBe(0);
      // No blind spot: it knows of the pixel above it and of those to the right of that.
      if (pixel > 10 && pixel % 10 < 7) expect(gradient[pixel - 10 + 3]).not.toBe(0);
    }
  });

  test('knows at the last pixel of 28 × 28 of every pixel before it', async () => {
    const gradient = await gradientOfBoth([28, 28], 783);
    const blind = [...gradient.keys()].filter((pixel) => gradient[pixel] === 0);
    expect(blind).toEqual([783]);
  });
});

describe('of codes', () => {
  const logitsOf = (codes: Int32Array) =>
    computed(
      document({
        board: {
          nodes: {
            codes: { kind: 'input', name: 'codes', meaning: 'tokens', shape: [5, 6] },
            class: { kind: 'input', name: 'class', meaning: 'label' },
            ask: { kind: 'call', block: 'net' },
            out: { kind: 'output', name: 'out' },
          },
          wires: ['codes.value -> ask.codes', 'class.value -> ask.label', 'ask.logits -> out.value'],
        },
        designs: { net: drawn('pixelcnn', { levels: 7, classes: 10, dilations: [1, 2] }) },
        blocks: { net: 'net' },
      }),
      { codes, class: Int32Array.of(3) },
    );

  test('the logits of a place do not change with itself or what comes later, and do with what came before', async () => {
    const codes = Int32Array.from({ length: 30 }, (_, i) => (5 * i) % 7);
    const before = await logitsOf(codes);
    expect(before).toHaveLength(30 * 7);
    for (const place of [0, 8, 17, 29]) {
      const after = await logitsOf(codes.map((code, i) => (i < place ? code : (code + 1 + i) % 7)));
      expect(after.subarray(0, 7 * (place + 1))).toEqual(before.subarray(0, 7 * (place + 1)));
      if (place < 29) expect(after.subarray(7 * (place + 1))).not.toEqual(before.subarray(7 * (place + 1)));
    }
  });
});
