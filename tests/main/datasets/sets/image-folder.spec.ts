import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import path from 'node:path';
import { catalogue } from '../../../../nodes/catalogue.ts';
import type { ValueNode } from '../../../../nodes/contract.ts';
import { resolveDials } from '../../../../nodes/graph/dials.ts';
import type { DialValue } from '../../../../nodes/graph/document.ts';
import { opened, ownFolder } from '../in-own-cache.ts';

const file = ownFolder();

async function pictures(dials: Record<string, DialValue>) {
  const { dataset, dials: declared, check } = catalogue.get('image-folder') as ValueNode;
  const resolved = resolveDials(declared, dials);
  check!(resolved);
  return opened(dataset!(resolved)!);
}

/** A picture of one colour, but for its left half, which is black. */
async function picture(
  name: string,
  width: number,
  height: number,
  [r, g, b]: readonly [number, number, number],
) {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    Math.floor(i / 3) % width < width / 2 ? 0 : [r, g, b][i % 3]!,
  );
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  return file(name, await (name.endsWith('jpg') ? image.jpeg({ quality: 100 }) : image.png()).toBuffer());
}

describe('a folder of pictures', () => {
  test('gives them all at one size, its folders as classes', async () => {
    for (let k = 0; k < 5; k++) {
      await picture(`pets/cat/${k}.png`, 8 + k, 8 + k, [255, 0, 0]);
      await picture(`pets/dog/${k}.jpg`, 16, 8, [0, 0, 255]);
    }
    const set = await pictures({
      folder: path.dirname(path.dirname(file('pets/cat/0.png'))),
      size: [4, 4],
      fit: 'stretch',
      classes: 2,
    });
    expect(set.ports).toEqual({
      image: { shape: [4, 4, 3], dtype: 'float32' },
      label: { shape: [], dtype: 'int32' },
    });
    expect([set.trainingExamples, set.heldOutExamples]).toEqual([8, 2]);
    const { image, label } = set.batch('training', [0, 7]);
    expect([...label!]).toEqual([0, 1]);
    const last = (example: number) =>
      [...image!.subarray(example * 48 + 45, example * 48 + 48)].map((x) => Math.round(x * 10) / 10);
    expect(last(0)).toEqual([1, 0, 0]);
    expect(last(1)).toEqual([0, 0, 1]);
    expect(image![0]).toBeLessThan(0.1);
  });

  test('mirrors, turns grey, and changes the range where that is asked for', async () => {
    for (let k = 0; k < 5; k++) await picture(`plain/${k}.png`, 6, 6, [255, 255, 255]);
    const folder = path.dirname(file('plain/0.png'));
    const set = await pictures({ folder, size: [6, 6], colours: 'grey', flip: true, range: '-1..1' });
    expect(set.ports).toEqual({ image: { shape: [6, 6, 1], dtype: 'float32' } });
    expect([set.trainingExamples, set.heldOutExamples]).toEqual([8, 1]);
    const { image } = set.batch('training', [1, 5]);
    expect([...image!.subarray(0, 6)]).toEqual([-1, -1, -1, 1, 1, 1]);
    expect([...image!.subarray(36, 42)]).toEqual([1, 1, 1, -1, -1, -1]);
  });

  test('names the picture that cannot be read, and one of another size', async () => {
    await picture('mixed/a.png', 8, 8, [9, 9, 9]);
    await picture('mixed/b.png', 8, 12, [9, 9, 9]);
    const folder = path.dirname(file('mixed/a.png'));
    await expect(pictures({ folder, size: [8, 8], fit: 'exact' })).rejects.toThrow(
      'b.png: it is 8 × 12 (width × height), and all should be 8 × 8. Set "Fit" to cover, contain or stretch',
    );
    expect((await pictures({ folder, size: [8, 8], fit: 'contain', heldOut: 0.5 })).trainingExamples).toBe(1);
    file('mixed/c.png', 'no picture at all');
    await expect(pictures({ folder, size: [8, 8] })).rejects.toThrow(
      /c\.png: it cannot be read as a picture \(.+\)\. Replace it, or take it out of the folder\./,
    );
  });

  test('says what is wrong with the folder', async () => {
    await expect(pictures({ folder: file('nowhere') })).rejects.toThrow('nowhere');
    file('texts/readme.md', 'hello');
    await expect(pictures({ folder: path.dirname(file('texts/readme.md')) })).rejects.toThrow(
      'there is no picture in it',
    );
    await picture('stray/a.png', 4, 4, [1, 2, 3]);
    await picture('stray/one/b.png', 4, 4, [1, 2, 3]);
    await expect(pictures({ folder: path.dirname(file('stray/a.png')) })).rejects.toThrow(
      'it lies beside folders, which stand for classes',
    );
    const folder = path.dirname(path.dirname(file('pets/cat/0.png')));
    await expect(pictures({ folder, size: [4, 4], fit: 'stretch', classes: 3 })).rejects.toThrow(
      'it has 2 folders with pictures (cat, dog), and the dial "classes" says 3. Set it to 2.',
    );
    await expect(pictures({ folder: '' })).rejects.toThrow('No folder is chosen.');
  });
});
