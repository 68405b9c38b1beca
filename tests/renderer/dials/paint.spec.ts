import { describe, expect, test } from 'vitest';
import {
  between,
  brushWidth,
  bytesOf,
  dab,
  filled,
  pictureOf,
  regionOf,
  REGIONS,
  type Canvas,
  type Region,
} from '../../../renderer/dials/paint.ts';

const map: Canvas = { rows: 4, columns: 4, channels: 1, range: [0, 1] };
const digits: Canvas = { rows: 28, columns: 28, channels: 1, range: [-1, 1] };
const inked = (picture: readonly number[], low = 0) => picture.filter((x) => x !== low).length;

describe('painting', () => {
  test('begins with nothing, also where the numbers are of another size', () => {
    expect(new Set(pictureOf(digits, [1, 2, 3]))).toEqual(new Set([-1]));
    expect(
      pictureOf(
        map,
        Array.from({ length: 16 }, (_, i) => i),
      )[5],
    ).toBe(5);
  });

  test('a quick stroke has no holes', () => {
    const cells = between({ row: 0, column: 0 }, { row: 3, column: 1 });
    expect(cells[0]).toEqual({ row: 0, column: 0 });
    expect(cells.at(-1)).toEqual({ row: 3, column: 1 });
    for (const [i, { row, column }] of cells.slice(1).entries())
      expect(Math.max(Math.abs(row - cells[i]!.row), Math.abs(column - cells[i]!.column))).toBe(1);
  });

  test('reaches every cell of a small map, and draws a line that is seen on a digit', () => {
    expect(brushWidth(map)).toBe(1);
    const small = pictureOf(map, []);
    dab(small, map, { row: 1, column: 2 }, [1]);
    expect(small.indexOf(1)).toBe(6);
    expect(inked(small)).toBe(1);
    const large = pictureOf(digits, []);
    dab(large, digits, { row: 27, column: 27 }, [1]);
    expect(brushWidth(digits)).toBe(2);
    expect(inked(large, -1)).toBe(1); // what would lie beyond the edge is nowhere
  });
});

describe('regions', () => {
  test.each(Object.keys(REGIONS) as Region[])('%s is known again by what it fills', (region) => {
    expect(regionOf(map, filled(map, region, [1]))).toBe(region);
    const colours: Canvas = { rows: 8, columns: 6, channels: 3, range: [0, 1] };
    expect(regionOf(colours, filled(colours, region, [0, 0.5, 1]))).toBe(region);
  });

  test('halves are halves, and what somebody drew is none of them', () => {
    expect(filled(map, 'left', [1]).slice(0, 4)).toEqual([1, 1, 0, 0]);
    expect(inked(filled(digits, 'box', [1]), -1)).toBe(14 * 14);
    const own = filled(map, 'left', [1]);
    own[3] = 1;
    expect(regionOf(map, own)).toBeNull();
  });
});

test('a picture is as bright as its numbers are in their range', () => {
  const canvas: Canvas = { rows: 1, columns: 2, channels: 1, range: [-1, 1] };
  expect([...bytesOf(canvas, [-1, 0])]).toEqual([0, 0, 0, 255, 128, 128, 128, 255]);
});
