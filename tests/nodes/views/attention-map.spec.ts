import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../nodes/finding.ts';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { gridOver } from '../../../nodes/attention-over-picture.ts';
import { lettersOf } from '../../../nodes/vocabulary.ts';
import { drawn, graph } from '../../documents.ts';
import { buildOnBoard, float, int, lookOnBoard, type Wired } from '../build-on-board.ts';

const vocabulary = lettersOf('characters', 'abcdefghijklmnopqrstuvwxyz');
const meaning = { kind: 'tokens', classes: 27, vocabulary } as const;
/** The start, and 'ada': what a network is shown of a name. The row before it is longer. */
const shown = int([2, 6], [0, 13, 1, 18, 25, 0, 0, 1, 4, 1, 0, 0], meaning);

type Attention = Extract<Picture, { form: 'attention' }>;
type Images = Extract<Picture, { form: 'images' }>;

/** In tests all weights are zero, so every place that is seen is looked at equally. */
const transformer = (dials: Record<string, DialValue>) => ({
  designs: { net: drawn('transformer', { length: 6, layers: 2, width: 8, heads: 2, ...dials }) },
  blocks: { net: 'net' },
});
const look = async <P extends Picture>(
  dials: Record<string, DialValue>,
  net: ReturnType<typeof transformer>,
  more: Wired<ReturnType<typeof float>> = {},
) => {
  const around = { batch: 2, drawing: net };
  const inputs = { block: 'net', input: shown, ...more };
  return (await lookOnBoard('attention-map', inputs, { example: 2, ...dials }, around)).picture as P;
};
const row = ({ shares: { shape, data } }: Attention, head: number, place: number): number[] =>
  Array.from(data.slice((head * shape[1]! + place) * shape[2]!, (head * shape[1]! + place + 1) * shape[2]!));

describe('over the tokens', () => {
  test('each place of a causal network looks at itself and those before it, exactly not at those behind', async () => {
    const picture = await look<Attention>({}, transformer({}));
    expect(picture).toMatchObject({
      form: 'attention',
      heads: [1, 2],
      from: ['∎', 'a', 'd', 'a'],
      to: ['∎', 'a', 'd', 'a'],
    });
    expect(picture.shares.shape).toEqual([2, 4, 4]);
    for (const head of [0, 1]) {
      expect(row(picture, head, 0)).toEqual([1, 0, 0, 0]);
      expect(row(picture, head, 1)).toEqual([0.5, 0.5, 0, 0]);
      expect(row(picture, head, 3)).toEqual([0.25, 0.25, 0.25, 0.25]);
    }
  });

  test('of a network that sees all, every place is looked at equally, filling too', async () => {
    const picture = await look<Attention>({ layer: 2, head: 2 }, transformer({ causal: false }));
    expect(picture.heads).toEqual([2]);
    for (const share of row(picture, 0, 1)) expect(share).toBeCloseTo(1 / 6, 6);
  });
});

describe('over a picture', () => {
  /** A picture 4 × 4 whose map is 2 × 2. */
  const picture = float(
    [2, 4, 4, 1],
    Array.from({ length: 32 }, (_, i) => (i % 16) / 15),
  );
  const context = float([2, 4, 3], Array<number>(24).fill(0));

  test('a row for each word: the picture, then each head, all alike where all is looked at equally', async () => {
    const found = await look<Images>({ layer: 2 }, transformer({ cross: true }), { context, picture });
    expect(found).toMatchObject({ form: 'images', columns: 3, rows: ['∎', 'a', 'd', 'a'], range: [0, 1] });
    expect(found.images.shape).toEqual([12, 4, 4, 3]);
    const tile = (index: number) => Array.from(found.images.data.slice(48 * index, 48 * (index + 1)));
    expect(tile(0)[3 * 15]).toBeCloseTo(1, 6);
    expect(tile(0)[0]).toBe(0);
    // The glow of the first pixel, where the picture is black, is that of the last one without the picture.
    expect(tile(1)[0]).toBeCloseTo(0.65, 6);
    expect(tile(1)).toEqual(tile(2));
    expect(tile(4)).toEqual(tile(1));
  });

  test('wants words, and a layer between them and a map of it', () => {
    const refused = (dials: Record<string, DialValue>, more: object) => () =>
      buildOnBoard('attention-map', { block: 'net', input: shown, ...more }, dials, {
        drawing: transformer({ cross: true }),
      });
    expect(refused({ layer: 1 }, { context, picture })).toThrow(/looks from 6 places at 6/);
    const wide = float([2, 6, 4, 1], Array<number>(48).fill(0));
    expect(refused({ layer: 2 }, { context, picture: wide })).toThrow(/Choose another 'layer'/);
  });

  test('its map is made of squares', () => {
    expect(gridOver(16, 32, 32)).toEqual([4, 4]);
    expect(gridOver(8, 16, 32)).toEqual([2, 4]);
    expect(gridOver(15, 32, 32)).toBeNull();
    expect(gridOver(9, 32, 32)).toBeNull();
  });
});

describe('bad input is a sentence', () => {
  const plain = graph({
    nodes: {
      tokens: { kind: 'input', name: 'tokens', meaning: 'tokens' },
      which: { kind: 'one-hot', classes: 27 },
      out: { kind: 'output', name: 'logits' },
    },
    wires: ['tokens.value -> which.indices', 'which.result -> out.value'],
  });
  test.each([
    ['no attention', { designs: { net: plain }, blocks: { net: 'net' } }, {}, 'There is no attention in'],
    [
      'a layer too many',
      transformer({}),
      { layer: 3 },
      "has 2 attention layers and 'layer' asks for number 3",
    ],
    ['a head too many', transformer({}), { head: 3 }, "has 2 heads and 'head' asks for number 3"],
  ])('%s', (_name, drawing, dials, sentence) => {
    expect(() =>
      buildOnBoard('attention-map', { block: 'net', input: shown }, dials as never, { drawing }),
    ).toThrow(sentence);
  });
});
