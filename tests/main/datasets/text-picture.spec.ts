import { expect, test } from 'vitest';
import { textPicture } from '../../../main/datasets/text-picture.ts';

/** How many rows of pixels hold more than the ground. */
function written({ width, height, channels, data }: Awaited<ReturnType<typeof textPicture>>): number {
  const line = width * channels;
  return Array.from({ length: height }, (_, y) => data.subarray(y * line, (y + 1) * line)).filter((row) =>
    row.some((value) => value > 100),
  ).length;
}

test('texts become a picture of one size, however long they are', async () => {
  const short = await textPicture([{ text: 'mara' }, { given: '1+2=', text: '3' }]);
  const long = await textPicture([{ text: 'The Rays of Light <are> refracted & bent. '.repeat(40) }]);
  for (const picture of [short, long])
    expect([picture.width, picture.height, picture.channels]).toEqual([512, 256, 3]);
  expect(written(short)).toBeGreaterThan(5);
  expect(written(long)).toBeGreaterThan(5 * written(short) - 20);
  expect(written(await textPicture([]))).toBe(0);
});
