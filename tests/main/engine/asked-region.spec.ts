// A region that is drawn reaches the model that is there.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Engine } from '../../../main/engine/engine.ts';
import type { News } from '../../../main/engine/training.ts';
import { besideDigits } from '../../documents.ts';

/** Digits behind a mask, and the same as they are. */
const board = () =>
  besideDigits({
    nodes: {
      region: { kind: 'region-mask', region: 'drawn', drawn: Array.from({ length: 784 }, () => 1) },
      masked: { kind: 'multiply' },
      kept: { kind: 'image-grid', count: 4 },
      others: { kind: 'image-grid', count: 4 },
    },
    wires: [
      'digits.image -> region.like',
      'digits.image -> masked.a',
      'region.mask -> masked.b',
      'masked.result -> kept.images',
      'digits.image -> others.images',
    ],
  });

let engine: Engine;
let heard: News[];
beforeEach(() => {
  heard = [];
  engine = new Engine((news) => void heard.push(news));
});
afterEach(() => engine.release());

const looks = () => heard.flatMap((news) => (news.kind === 'look' ? [news] : []));
async function hasLooked(nodes: readonly string[]): Promise<void> {
  while (!nodes.every((node) => looks().some((news) => news.node === node)))
    await new Promise((resolve) => setTimeout(resolve, 5));
}
/** The sum of the pixels of each row of the pictures that were seen last. */
function rowsOf(node: string): number[] {
  const { picture } = looks().findLast((news) => news.node === node)!.finding;
  if (picture?.form !== 'images') throw new Error('no pictures');
  const sums = Array.from({ length: 28 }, () => 0);
  for (const [i, pixel] of [...picture.images.data].entries()) sums[Math.floor(i / 28) % 28]! += pixel;
  return sums;
}

test('a stroke is followed by the views behind it and by no others, without another model', async () => {
  await engine.show(board(), 'cpu', []);
  await hasLooked(['kept', 'others']);
  const all = rowsOf('others');
  expect(rowsOf('kept')).toEqual(all);
  heard.length = 0;
  const upper = Array.from({ length: 784 }, (_, place) => (place < 392 ? 1 : 0));
  await engine.ask({ 'region.drawn': upper });
  await hasLooked(['kept']);
  expect(rowsOf('kept')).toEqual(all.map((sum, row) => (row < 14 ? sum : 0)));
  heard.length = 0;
  // Nothing drawn is no region.
  await engine.ask({ 'region.drawn': [] });
  await hasLooked(['kept']);
  expect(rowsOf('kept')).toEqual(all.map(() => 0));
  expect(looks().map(({ node }) => node)).toEqual(['kept']);
});

test('what is on the screen is looked at first, else what takes least', async () => {
  await engine.show(board(), 'cpu', []);
  await hasLooked(['kept', 'others']);
  expect(looks().map(({ node }) => node)).toEqual(['others', 'kept']);
  heard.length = 0;
  await engine.watch(['kept']);
  await engine.lookAround();
  await hasLooked(['kept', 'others']);
  expect(looks().map(({ node }) => node)).toEqual(['kept', 'others']);
});

test('a region of another size is refused with a sentence, and stays as it was', async () => {
  await engine.show(board(), 'cpu', []);
  await hasLooked(['kept', 'others']);
  heard.length = 0;
  await expect(engine.ask({ 'region.drawn': [1, 0] })).rejects.toThrow(
    "'Mask of a region' holds 2 numbers where its model takes 784",
  );
  expect(looks()).toEqual([]);
});
