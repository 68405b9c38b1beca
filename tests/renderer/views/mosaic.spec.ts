import { describe, expect, test } from 'vitest';
import { imageAt, layOut, mosaicOf, pixelsOf, scaleToFit } from '../../../renderer/views/mosaic.ts';

describe('where images stand', () => {
  test('in rows of equal cells, one pixel apart', () => {
    expect(layOut([10, 28, 28, 1], 4)).toEqual({
      count: 10,
      columns: 4,
      rows: 3,
      cellWidth: 28,
      cellHeight: 28,
      width: 4 * 28 + 3,
      height: 3 * 28 + 2,
    });
  });

  test('fewer images than columns take no room for those that are not there', () => {
    expect(layOut([2, 8, 6, 3], 5)).toMatchObject({ columns: 2, rows: 1, width: 13, height: 8 });
    expect(layOut([0, 8, 6, 3], 5)).toMatchObject({ rows: 0, width: 6, height: 0 });
  });

  test('the image under a place; none in a gap, outside or after the last', () => {
    const layout = layOut([5, 4, 6, 1], 3); // 20 wide, 9 high
    expect(imageAt(layout, 0, 0)).toBe(0);
    expect(imageAt(layout, 5.9, 3.9)).toBe(0);
    expect(imageAt(layout, 6.5, 0)).toBeNull();
    expect(imageAt(layout, 7, 0)).toBe(1);
    expect(imageAt(layout, 8, 5)).toBe(4);
    expect(imageAt(layout, 0, 4.5)).toBeNull();
    expect(imageAt(layout, 15, 6)).toBeNull();
    expect(imageAt(layout, 21, 0)).toBeNull();
    expect(imageAt(layout, -1, 0)).toBeNull();
  });

  test('fills its place, first enlarged by whole pixels and then made smaller', () => {
    expect(scaleToFit({ width: 100, height: 50 }, 350, 350)).toEqual({ scale: 3.5, enlarged: 4 });
    expect(scaleToFit({ width: 100, height: 50 }, 350, 100)).toEqual({ scale: 2, enlarged: 2 });
    expect(scaleToFit({ width: 100, height: 50 }, 50, 50)).toEqual({ scale: 0.5, enlarged: 1 });
  });
});

describe('pixels', () => {
  const grey = {
    images: { shape: [2, 1, 2, 1], data: Float32Array.of(-1, 0, 1, 3) },
    range: [-1, 1] as const,
  };

  test('of one grey image, black to white over the range and cut beyond it', () => {
    expect([...pixelsOf(grey, 0)]).toEqual([0, 0, 0, 255, 128, 128, 128, 255]);
    expect([...pixelsOf(grey, 1)]).toEqual([255, 255, 255, 255, 255, 255, 255, 255]);
  });

  test('of a colour image, and of one that is not finite', () => {
    const colour = { shape: [1, 1, 2, 3], data: Float32Array.of(1, 0.5, 0, Number.NaN, 0, 1) };
    expect([...pixelsOf({ images: colour, range: [0, 1] }, 0)]).toEqual([255, 128, 0, 255, 0, 0, 255, 255]);
  });

  test('of all of them, gaps transparent', () => {
    const layout = layOut(grey.images.shape, 1);
    expect([layout.width, layout.height]).toEqual([2, 3]);
    const bytes = mosaicOf(grey, layout);
    expect([...bytes.subarray(0, 8)]).toEqual([...pixelsOf(grey, 0)]);
    expect([...bytes.subarray(8, 16)]).toEqual(Array(8).fill(0));
    expect([...bytes.subarray(16)]).toEqual([...pixelsOf(grey, 1)]);
  });
});
