import sharp from 'sharp';
import { writeFileAtomic } from '../projects/atomic-file.ts';
import { type Picture, enlarge } from './mosaic.ts';

/**
 * Writes a picture as PNG, each pixel as a square of `scale` x `scale` (a whole number, 1 if not given), with just the values
 * it has. One channel is grey, two are grey and alpha, three RGB, four RGB and alpha.
 * Throws a sentence if the file cannot be written; an old file is then untouched.
 */
export async function writePng(file: string, picture: Picture, scale = 1): Promise<void> {
  const { data, width, height, channels } = enlarge(picture, scale);
  const image = sharp(data, {
    raw: { width, height, channels: channels as 1 | 2 | 3 | 4 },
    limitInputPixels: false,
  });
  if (channels < 3) image.toColourspace('b-w'); // or sharp writes grey as RGB
  await writeFileAtomic(file, await image.png({ compressionLevel: 9 }).toBuffer());
}
