import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { document, drawn } from '../../documents.ts';
import { float, int } from '../build-on-board.ts';
import { callDesign } from './call-design.ts';

/** A board on which both towers read captioned shapes. */
const board = (text = {}) =>
  describeDocument(
    document({
      board: {
        nodes: {
          shapes: { kind: 'captioned-shapes' },
          see: { kind: 'call', block: 'image' },
          read: { kind: 'call', block: 'text' },
        },
        wires: ['shapes.image -> see.image', 'shapes.caption -> read.tokens'],
      },
      designs: { image: drawn('image-tower'), text: drawn('text-tower', text) },
      blocks: { image: 'image', text: 'text' },
    }),
  );

const small = drawn('text-tower', { tokens: 9, length: 6, width: 8, heads: 2, dense: 8, shared: 4 });

/** A board on which a denoiser of vectors hears a vector and the time. */
const hearing = (dials = {}) =>
  describeDocument(
    document({
      board: {
        nodes: {
          noisy: { kind: 'input', name: 'noisy', shape: [6] },
          time: { kind: 'input', name: 'time', meaning: 'time' },
          vector: { kind: 'input', name: 'vector', shape: [9] },
          denoise: { kind: 'call', block: 'denoiser' },
        },
        wires: [
          'noisy.value -> denoise.noisy',
          'time.value -> denoise.time',
          'vector.value -> denoise.vector',
        ],
      },
      designs: {
        denoiser: drawn('denoising-mlp', {
          units: 6,
          width: 8,
          blocks: 2,
          timeSize: 4,
          vector: true,
          ...dials,
        }),
      },
      blocks: { denoiser: 'denoiser' },
    }),
  );

test('denoisers of vectors hear a vector, by adding or by scale and shift', () => {
  const [added, scaled] = [hearing(), hearing({ hears: 'scale and shift' })];
  for (const { wires, problems } of [added, scaled]) {
    expect(problems).toEqual([]);
    expect(wires.get('denoise.prediction')!.shape).toEqual([{ batches: 1 }, 6]);
  }
  // Twice as many numbers for each of two layers: a scale beside each shift.
  expect(scaled.parameters.denoiser! - added.parameters.denoiser!).toBe(2 * (4 * 8 + 8));
});

describe('towers', () => {
  test('meet in one space, and the text tower tells its words and which of them there are', () => {
    const { wires, problems } = board();
    expect(problems).toEqual([]);
    const batch = { batches: 1 };
    expect(wires.get('see.embedding')!.shape).toEqual([batch, 64]);
    expect(wires.get('read.embedding')!.shape).toEqual([batch, 64]);
    expect(wires.get('read.words')!.shape).toEqual([batch, 18, 64]);
    expect(wires.get('read.mask')!.shape).toEqual([batch, 18]);
  });

  test('what stands behind the end of a caption changes nothing', async () => {
    const word = fc.integer({ min: 1, max: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 5 }), async (words) => {
        const row = [...words, ...Array.from({ length: 6 - words.length }, () => 0)];
        const tokens = { tokens: int([1, 6], row) };
        /** Other vectors for places from `from` on. */
        const elsewhere = (from: number) => (weight: string, value: Values) =>
          weight.includes('positions')
            ? float(
                value.shape,
                Array.from(value.data, (x, i) => (i < from * 8 ? x : x + 1 + i)),
              )
            : value;
        const read = await callDesign(small, tokens);
        const behind = await callDesign(small, tokens, elsewhere(words.length));
        expect(behind.embedding!.data).toEqual(read.embedding!.data);
        expect(behind.words!.data.slice(0, words.length * 8)).toEqual(
          read.words!.data.slice(0, words.length * 8),
        );
        const within = await callDesign(small, tokens, elsewhere(words.length - 1));
        expect(within.embedding!.data).not.toEqual(read.embedding!.data);
        expect(Array.from(read.mask!.data)).toEqual(row.map((token) => Number(token > 0)));
      }),
      { numRuns: 8 },
    );
  });

  test('a caption without words is read too', async () => {
    const { embedding } = await callDesign(small, { tokens: int([1, 6], [0, 0, 0, 0, 0, 0]) });
    expect(Array.from(embedding!.data).every(Number.isFinite)).toBe(true);
  });

  test('pictures of any size go in', async () => {
    const design = drawn('image-tower', { channels: [4, 4], dense: 8, shared: 4 });
    const image = float(
      [1, 16, 16, 3],
      Array.from({ length: 768 }, (_, i) => (i % 7) / 7),
    );
    expect((await callDesign(design, { image })).embedding!.shape).toEqual([1, 4]);
  });

  test('heads that cannot share the width are a sentence, as is a vocabulary without room', () => {
    expect(() => drawn('text-tower', { width: 10, heads: 4 })).toThrow('such as 12');
    expect(board({ tokens: 12 }).problems[0]!.text.en).toContain("Set 'count' to 21");
  });
});
