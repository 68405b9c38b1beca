import { expect, test } from 'vitest';
import type { Drawing } from '../../documents.ts';
import { graph } from '../../documents.ts';
import { buildOnBoard, float, int, lookOnBoard, typed } from '../build-on-board.ts';

/** A judge without weights: the picture's numbers are its answers, half of them about each of two attributes. */
const drawing: Partial<Drawing> = {
  designs: {
    judge: graph({
      nodes: {
        image: { kind: 'input', name: 'image' },
        first: { kind: 'slice', axis: 1, begin: 0, size: 1 },
        second: { kind: 'slice', axis: 1, begin: 1, size: 1 },
        'first-by-place': { kind: 'reshape', shape: [2, 3] },
        'second-by-place': { kind: 'reshape', shape: [2, 3] },
        size: { kind: 'output', name: 'size' },
        colour: { kind: 'output', name: 'colour' },
      },
      wires: [
        'image.value -> first.value',
        'image.value -> second.value',
        'first.result -> first-by-place.input',
        'second.result -> second-by-place.input',
        'first-by-place.output -> size.value',
        'second-by-place.output -> colour.value',
      ],
    }),
  },
  blocks: { judge: 'judge' },
};

const one = (value: number) => [0, 1, 2].map((k) => Number(k === value));
/** A picture that shows sizes and colours at two places. */
const showing = (sizes: readonly [number, number], colours: readonly [number, number]) =>
  [...sizes, ...colours].flatMap(one);

test('attributes are right where a judge sees them at every place, and all are where all are', async () => {
  const asked = [1, 1, 0, 0]; // at the first place size 1 in colour 1, nothing at the second
  const { numbers } = await lookOnBoard(
    'attributes-right',
    {
      generated: float(
        [4, 2, 6],
        [
          showing([1, 0], [1, 0]), // as asked
          showing([2, 0], [1, 0]), // another size
          showing([1, 1], [1, 2]), // one thing too many
          showing([0, 1], [0, 1]), // elsewhere
        ].flat(),
      ),
      attributes: int([4, 2, 2], [asked, asked, asked, asked].flat()),
      features: 'judge',
    },
    {},
    { drawing, batch: 4 },
  );
  expect(numbers).toEqual({ size: 1 / 4, colour: 2 / 4, place: 2 / 4, all: 1 / 4 });
});

test('a judge of other attributes is refused', () => {
  const build = (attributes: ReturnType<typeof typed>) =>
    buildOnBoard(
      'attributes-right',
      { generated: typed([2, 2, 6]), attributes, features: 'judge' },
      {},
      { drawing },
    );
  const wanted = "'judge' answers size [2, 2, 3], colour [2, 2, 3] about attributes";
  expect(() => build({ shape: [2, 2, 3], dtype: 'int32' })).toThrow(`${wanted} int32 [2, 2, 3]`);
  expect(() => build({ shape: [2, 5, 2], dtype: 'int32' })).toThrow(`${wanted} int32 [2, 5, 2]`);
  expect(() => build(typed([2, 2, 2]))).toThrow(`${wanted} float32 [2, 2, 2]`);
});
