// What views and samples are asked for reaches the model that is there.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Engine } from '../../../main/engine/engine.ts';
import type { News } from '../../../main/engine/training.ts';
import { besideDigits } from '../../documents.ts';

/** One loss on a weight of its own is trained; beside it a prompt and classes are looked at and drawn. */
const board = () =>
  besideDigits(
    {
      nodes: {
        shapes: { kind: 'captioned-shapes', examples: 40 },
        prompt: { kind: 'input', name: 'prompt', meaning: 'tokens', text: 'a red circle' },
        read: { kind: 'text-samples', count: 2 },
        words: { kind: 'output', name: 'words', meaning: 'tokens' },
        class: { kind: 'input', name: 'class', meaning: 'label', value: [7] },
        classes: { kind: 'histogram', count: 4 },
        drawn: { kind: 'output', name: 'classes', meaning: 'label' },
        others: { kind: 'image-grid', count: 4 },
      },
      wires: [
        'shapes.caption -> prompt.like',
        'prompt.value -> read.tokens',
        'prompt.value -> words.value',
        'digits.label -> class.like',
        'class.value -> classes.values',
        'class.value -> drawn.value',
        'digits.image -> others.images',
      ],
    },
    { steps: 400 },
  );

let folder: string;
let engine: Engine;
let heard: News[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'genloom-asked-'));
  heard = [];
  engine = new Engine((news) => void heard.push(news));
});
afterEach(async () => {
  await engine.release();
  await rm(folder, { recursive: true, force: true });
});

/** Views that looked, in order, since it was asked last. */
const looked = () => heard.splice(0).flatMap((news) => (news.kind === 'look' ? [news] : []));
const texts = (news: ReturnType<typeof looked>) =>
  news.flatMap(({ finding: { picture } }) =>
    picture?.form === 'texts' ? [picture.texts.map(({ text }) => text)] : [],
  );
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
}
const shown = async () => {
  await engine.show(board(), 'cpu', []);
  await until(() => heard.filter(({ kind }) => kind === 'look').length === 3);
  return looked();
};

describe('a model that is shown', () => {
  test('follows other words: the views that read them look again, and no other', async () => {
    expect(texts(await shown())).toEqual([['a red circle', 'a red circle']]);
    await engine.ask({ 'prompt.text': 'a blue square', 'class.value': [7] });
    await until(() => heard.some(({ kind }) => kind === 'look'));
    const news = looked();
    expect(news.map(({ node }) => node)).toEqual(['read']);
    expect(texts(news)).toEqual([['a blue square', 'a blue square']]);
    const before = await engine.sample('words', 1, 1, {});
    await engine.ask({ 'prompt.text': 'a red circle' });
    expect((await engine.sample('words', 1, 1, {})).data).not.toEqual(before.data);
  });

  test('follows another class, and a call’s own comes first', async () => {
    await shown();
    await engine.ask({ 'class.value': [3, 4] });
    await until(() => heard.some(({ kind }) => kind === 'look'));
    expect(looked().map(({ node }) => node)).toEqual(['classes']);
    expect([...(await engine.sample('classes', 4, 1, {})).data]).toEqual([3, 4, 3, 4]);
    expect([...(await engine.sample('classes', 2, 1, { class: Int32Array.of(5) })).data]).toEqual([5, 5]);
    await engine.ask({ 'class.value': [] });
    expect([...(await engine.sample('classes', 3, 1, {})).data]).toEqual([0, 1, 2]);
  });

  test('asked the same again, or for what it does not have, looks at nothing', async () => {
    await shown();
    await engine.ask({
      'prompt.text': 'a red circle',
      'class.value': [7],
      'gone.text': 'a',
      'class.text': 3,
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(looked()).toEqual([]);
  });

  test('refuses words that it does not know, and is asked what it was before', async () => {
    await shown();
    await expect(engine.ask({ 'prompt.text': 'a pink circle', 'class.value': [1] })).rejects.toThrow(
      "the word 'pink', which is not known",
    );
    expect([...(await engine.sample('classes', 1, 1, {})).data]).toEqual([7]);
    expect(looked()).toEqual([]);
  });

  test('asked while it is being looked at for the first time shows every view, and the last words', async () => {
    await engine.show(board(), 'cpu', []);
    for (const colour of ['blue', 'green', 'white'])
      await engine.ask({ 'prompt.text': `a ${colour} square` });
    await until(() =>
      ['read', 'classes', 'others'].every((node) =>
        heard.some((news) => news.kind === 'look' && news.node === node),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(texts(looked()).at(-1)).toEqual(['a white square', 'a white square']);
  });
});

describe('a run', () => {
  test('that trains shows other words while it does; one that begins anew has those of its document', async () => {
    await engine.start(board(), path.join(folder, 'run'), 'cpu');
    await engine.watch(['read']);
    const training = engine.train({ watched: true });
    await until(() => heard.some((news) => news.kind === 'look' && news.node === 'read'));
    await engine.ask({ 'prompt.text': 'a blue square' });
    looked();
    await until(() => heard.some((news) => news.kind === 'look' && news.node === 'read'));
    await engine.pause();
    await training;
    expect(texts(looked())[0]).toEqual(['a blue square', 'a blue square']);
    await engine.start(board(), path.join(folder, 'other'), 'cpu');
    await engine.lookAround();
    await until(() => heard.some((news) => news.kind === 'look' && news.node === 'read'));
    expect(texts(looked())).toEqual([['a red circle', 'a red circle']]);
  });
});
