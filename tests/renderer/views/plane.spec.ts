import { describe, expect, test } from 'vitest';
import { nearest, project, windowOn, windowOnWay, zoom } from '../../../renderer/views/plane.ts';

const points = (...data: number[]) => ({ shape: [data.length / 2, 2], data: Float32Array.from(data) });

describe('the window on points', () => {
  test('with circles has the origin in its middle and holds the largest circle or the farthest point', () => {
    expect(windowOn({ points: points(1, 0, 0, -2), radii: [1, 2, 3] })).toEqual({
      x: 0,
      y: 0,
      reach: 3 * 1.06,
    });
    expect(windowOn({ points: points(1, 0, 0, -5), radii: [1, 2, 3] })).toEqual({
      x: 0,
      y: 0,
      reach: 5 * 1.06,
    });
  });

  test('without circles fits the points', () => {
    expect(windowOn({ points: points(1, 10, 3, 14) })).toEqual({ x: 2, y: 12, reach: 2 * 1.06 });
  });

  test('of no point, of one point and of what is not finite is still one', () => {
    expect(windowOn({ points: points() })).toEqual({ x: 0, y: 0, reach: 1 });
    expect(windowOn({ points: points(4, 5) })).toEqual({ x: 4, y: 5, reach: 1 });
    expect(windowOn({ points: points(Number.NaN, 5, 1, 1, 3, 1) })).toEqual({ x: 2, y: 1, reach: 1.06 });
  });
});

describe('the plane on pixels', () => {
  const { toPixel, toPlane, unit } = project({ x: 1, y: 2, reach: 2 }, 400, 200);

  test('keeps circles round: the shorter side counts, and up is up', () => {
    expect(unit).toBe(50);
    expect(toPixel(1, 2)).toEqual([200, 100]);
    expect(toPixel(2, 3)).toEqual([250, 50]);
    expect(toPlane(250, 50)).toEqual([2, 3]);
  });

  test('zooming leaves the point under the pointer where it is', () => {
    const before = { x: 1, y: 2, reach: 2 };
    const after = zoom(before, 2, [3, 1]);
    expect(after.reach).toBe(1);
    const place = project(before, 400, 200).toPixel(3, 1);
    expect(project(after, 400, 200).toPixel(3, 1)).toEqual(place);
  });
});

test('the nearest point within reach that is shown', () => {
  const { data } = points(0, 0, 1, 0, 1.2, 0);
  const all = () => true;
  expect(nearest(data, [0.9, 0.1], 0.5, all)).toBe(1);
  expect(nearest(data, [0.9, 0.1], 0.5, (i) => i !== 1)).toBe(2);
  expect(nearest(data, [0.5, 3], 0.5, all)).toBeNull();
});

test('a window on a way shows where all points end, and nearly all places before', () => {
  // A hundred points of two frames: noise within 4 but for one far off, then all at ±1.
  const way = Array.from({ length: 100 }, (_, i) => {
    const end = i % 2 === 0 ? 1 : -1;
    return [i === 50 ? 500 : 4 * end, 0, end, end];
  }).flat();
  const { x, y, reach } = windowOnWay({ shape: [100, 2, 2], data: Float32Array.from(way) });
  expect([x, y, reach]).toEqual([0, 0, 4]);
  const still = windowOnWay({ shape: [2, 1, 2], data: Float32Array.of(0, 0, 6, 2) });
  expect([still.x, still.y]).toEqual([3, 1]);
  expect(still.reach).toBeCloseTo(3.18, 9);
});
