// What the boards of captioned shapes show: what is kept where half of a picture is drawn anew, and where words are heard.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openTrainedSession } from '../../main/cli/trained.ts';
import { chooseBackend } from '../../main/engine/backends/choose.ts';
import { decodeWeights } from '../../main/engine/trained-weights.ts';
import { readTemplate } from '../../main/projects/templates.ts';
import { compile } from '../../nodes/graph/compile.ts';
import { explain } from '../../nodes/graph/explain.ts';
import type { Finding } from '../../nodes/finding.ts';

const { target, report } = await chooseBackend('auto');

/** What a view or a metric of a template finds with the weights that ship. */
async function seenIn(name: string, node: string): Promise<Finding> {
  const { document, weights: file } = await readTemplate(name);
  const weights = decodeWeights(readFileSync(file!), file!);
  const session = await openTrainedSession(
    { name, document, weights, step: null },
    { target, fingerprint: report.fingerprint },
  );
  try {
    return await session.look(session.compiled.looks.find((look) => look.node === node)!);
  } finally {
    session.dispose();
  }
}

test('inpainting leaves the right half of each picture as it was and draws another shape beside it', async () => {
  const { picture } = await seenIn('text-to-image-shapes', 'painted-pairs');
  expect(picture).toMatchObject({ form: 'images', rows: ['x', 'x̂', '|x − x̂|'] });
  const { shape, data } = (picture as Extract<typeof picture, { form: 'images' }>).images;
  const [tiles, height, width, channels] = shape as [number, number, number, number];
  // The last third of the pictures shows by how much the others differ.
  let [left, right] = [0, 0];
  const third = (tiles / 3) * height * width * channels;
  for (let i = 2 * third; i < 3 * third; i++)
    if (Math.floor(i / channels) % width < width / 2) left += data[i]!;
    else right += data[i]!;
  expect(right / third).toBeLessThan(0.01);
  expect(left / third).toBeGreaterThan(0.02);
  expect(left).toBeGreaterThan(8 * right);
});

describe('text to image, word by word', () => {
  test('puts every shape in its place in far less than 25 minutes', async () => {
    const { about } = await readTemplate('text-to-image-attention-shapes');
    expect(about!.measured!['two-shapes place']).toBeGreaterThan(0.9);
    expect(about!.minutes).toBeLessThan(25);
  });

  test('each place hears the words of the shape that lies there', async () => {
    const { picture } = await seenIn('text-to-image-attention-shapes', 'attention');
    const { images, columns, rows } = picture as Extract<typeof picture, { form: 'images' }>;
    const words = rows!.map(String);
    const [, height, width, channels] = images.shape as [number, number, number, number];
    // "a large green square at the top right and a ...": size, colour and shape of each, and its corner.
    const shapes = [words.slice(0, words.indexOf('and')), words.slice(words.indexOf('and') + 1)];
    const corners = shapes.map(
      (told) => [told.includes('bottom') ? 1 : 0, told.includes('right') ? 1 : 0] as const,
    );
    /** How much of a word's light, over all heads, falls into the quarter of the picture where a shape lies. */
    const lightAt = (word: number, [low, right]: readonly [number, number]): number => {
      let [within, all] = [0, 0];
      for (let head = 1; head < columns; head++)
        for (let pixel = 0; pixel < height * width; pixel++) {
          // The picture beneath is dimmed; red is what glows most.
          const red = (tile: number) =>
            images.data[((word * columns + tile) * height * width + pixel) * channels]!;
          const glow = red(head) - 0.35 * red(0);
          const [row, column] = [Math.floor(pixel / width), pixel % width];
          all += glow;
          if (row >= height / 2 === (low === 1) && column >= width / 2 === (right === 1)) within += glow;
        }
      return within / all;
    };
    const begins = [0, words.indexOf('and') + 1];
    for (const [one, begin] of begins.entries())
      for (const word of [begin + 1, begin + 2, begin + 3]) {
        const [own, other] = [lightAt(word, corners[one]!), lightAt(word, corners[1 - one]!)];
        expect([words[word], own > 2 * other, own, other]).toEqual([words[word], true, own, other]);
      }
  });
});

describe('words and pictures in one GPT', () => {
  test('draws the colour that the words ask for, from codes that keep it', async () => {
    const { about } = await readTemplate('gpt-shapes');
    expect(about!.measured!['ceiling colour']).toBeGreaterThan(0.9);
    expect(about!.measured!['one-shape colour']).toBeGreaterThan(0.8);
  });

  test('puts two shapes in their places as well, and tells how often', async () => {
    const { document, about } = await readTemplate('gpt-shapes');
    expect(document.board.nodes['two']!.dials).toMatchObject({ twoShapes: 1 });
    const all = about!.measured!['two-shapes all'] as number;
    expect(all).toBeGreaterThan(0.8);
    expect(all).toBeLessThanOrEqual(about!.measured!['one-shape all'] as number);
    for (const told of Object.values(about!.story!.inference))
      expect(told).toContain(`${(100 * all).toFixed(1)} %`);
  });

  test('reads like its paper: two kinds of tokens in one row, each told from all before', async () => {
    const { document } = await readTemplate('gpt-shapes');
    const optimizers = explain(compile(document));
    const formulas = optimizers.flatMap(({ lines }) => lines.map(({ formula }) => formula ?? ''));
    expect(formulas).toEqual(expect.arrayContaining([expect.stringContaining('1 + V_a + b')]));
    expect(formulas).toEqual(expect.arrayContaining([expect.stringContaining('x_{i-1}')]));
  });
});
