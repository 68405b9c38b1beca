import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { writeSamples } from '../../../main/cli/write-samples.ts';
import { lettersOf } from '../../../nodes/vocabulary.ts';
import { readNpy } from '../../../main/datasets/npy.ts';
import { inNewFolder } from './genloom.ts';

inNewFolder();

const samples = (shape: readonly number[], numbers: readonly number[]) => ({
  shape,
  dtype: 'float32' as const,
  data: Float32Array.from(numbers),
});

/** The pixel in the middle of each square that one number became. */
async function pixels(file: string, columns: number, rows: number): Promise<number[]> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const [dx, dy] = [info.width / columns, info.height / rows];
  return Array.from({ length: columns * rows }, (_, i) => {
    const [x, y] = [(i % columns) * dx + dx / 2, Math.floor(i / columns) * dy + dy / 2];
    return data[(Math.floor(y) * info.width + Math.floor(x)) * info.channels]!;
  });
}

test('logits become probabilities in a picture, four images two by two, enlarged by a whole number', async () => {
  const logits = samples([4, 1, 2, 1], [-50, 0, 50, -50, 0, 0, Math.log(3), 50]);
  await writeSamples('new/folder/a.png', logits, { kind: 'image', form: 'logits' });
  expect(await pixels('new/folder/a.png', 4, 2)).toEqual([0, 128, 255, 0, 128, 128, 191, 255]);
  expect((await sharp('new/folder/a.png').metadata()).width).toBe(4 * 8);
});

test('a picture takes the range of the images, and 0 to 1 where it is not known', async () => {
  await writeSamples('b.png', samples([1, 1, 3, 1], [-1, 0, 1]), { kind: 'image', range: [-1, 1] });
  expect(await pixels('b.png', 3, 1)).toEqual([0, 128, 255]);
  await writeSamples('c.PNG', samples([1, 1, 3], [-1, 0.2, 1]), { kind: 'any' });
  expect(await pixels('c.PNG', 3, 1)).toEqual([0, 51, 255]);
});

test('arrays and texts hold the numbers as they are', async () => {
  const numbers = [0.1, -1e-20, 3, 1 / 3, 1e30, -0.5];
  const values = samples([2, 3], numbers);
  await writeSamples('d.npy', values, { kind: 'latent', form: 'logits' });
  expect(readNpy(readFileSync('d.npy'), 'd.npy')).toEqual(values);
  await writeSamples('d.txt', values, { kind: 'latent' });
  const lines = readFileSync('d.txt', 'utf8').split('\n');
  expect(lines[0]).toBe('0.1 -1e-20 3');
  expect(lines).toHaveLength(3);
  expect(Float32Array.from(lines.slice(0, 2).join(' ').split(' ').map(Number))).toEqual(values.data);
});

test('what is no picture is not written as one', async () => {
  const writing = writeSamples('e.png', samples([2, 3], [1, 2, 3, 4, 5, 6]), { kind: 'latent' });
  await expect(writing).rejects.toThrow(
    'no pictures: each is [3], where [height, width, channels] is needed',
  );
});

test('tokens are written as text where their vocabulary is known', async () => {
  const tokens = { shape: [2, 4], dtype: 'int32' as const, data: Int32Array.of(2, 1, 3, 0, 1, 0, 3, 3) };
  const meaning = { kind: 'tokens', vocabulary: lettersOf('characters', 'abn') } as const;
  await writeSamples('names.txt', tokens, meaning);
  expect(readFileSync('names.txt', 'utf8')).toBe('ban\na\n');
  const lines = { kind: 'tokens', vocabulary: lettersOf('characters', '\nab') } as const;
  await writeSamples('lines.txt', tokens, lines);
  expect(readFileSync('lines.txt', 'utf8')).toBe('a\nb\n\n\n\n');
  await writeSamples('numbers.txt', tokens, { kind: 'tokens' });
  expect(readFileSync('numbers.txt', 'utf8')).toBe('2 1 3 0\n1 0 3 3\n');
});
