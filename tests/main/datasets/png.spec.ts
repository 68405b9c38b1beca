import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { enlarge } from '../../../main/datasets/mosaic.ts';
import { writePng } from '../../../main/datasets/png.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-png-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([1, 2, 3, 4])('a PNG of %d channels holds exactly the pixels of the picture', async (channels) => {
  const data = Uint8Array.from({ length: 16 * 20 * channels }, (_, k) => (k * 37) % 256);
  const picture = { width: 16, height: 20, channels, data };
  const file = path.join(folder, `${channels}.png`);
  for (const scale of [1, 3]) {
    await writePng(file, picture, scale);
    expect((await sharp(file).metadata()).channels).toBe(channels);
    const read = await sharp(file).raw().toBuffer({ resolveWithObject: true }); // as RGB or RGB and alpha
    const large = enlarge(picture, scale);
    const grey = channels < 3 ? [0, 0, 0, 1] : [0, 1, 2, 3];
    const bands = grey.slice(0, channels % 2 === 1 ? 3 : 4);
    const pixels = Array.from({ length: large.width * large.height }, (_, pixel) =>
      bands.map((band) => large.data[pixel * channels + band]!),
    );
    expect([read.info.width, read.info.height]).toEqual([16 * scale, 20 * scale]);
    expect(Uint8Array.from(read.data)).toEqual(Uint8Array.from(pixels.flat()));
  }
});

test('a PNG that cannot be written says why and leaves nothing behind', async () => {
  const picture = { width: 1, height: 1, channels: 1, data: Uint8Array.of(7) };
  await expect(writePng(path.join(folder, 'no', 'folder.png'), picture)).rejects.toThrow(
    'create the folder first',
  );
  expect(readdirSync(folder).filter((name) => !name.endsWith('.png'))).toEqual([]);
});
