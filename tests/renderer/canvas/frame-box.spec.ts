import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxAround, frameBox, madeRoom, PADDING, type Box } from '../../../renderer/canvas/frame-box.ts';
import '../../fast-check-seed.ts';

const coordinate = fc.integer({ min: -400, max: 400 });
const length = fc.integer({ min: 10, max: 200 });
const box: fc.Arbitrary<Box> = fc.record({ x: coordinate, y: coordinate, width: length, height: length });

const cover = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test('a frame lies around its cards, with more room above them for the title', () => {
  const held = [
    { x: 10, y: 20, width: 30, height: 40 },
    { x: 100, y: 0, width: 10, height: 10 },
  ];
  expect(boxAround(held)).toEqual({ x: 10, y: 0, width: 100, height: 60 });
  expect(frameBox(held)).toEqual({
    x: 10 - PADDING.side,
    y: -PADDING.top,
    width: 100 + 2 * PADDING.side,
    height: 60 + PADDING.top + PADDING.side,
  });
});

test('what makes room covers nothing that it did not cover before, and is not covered by what grew', () => {
  fc.assert(
    fc.property(box, length, length, fc.array(box, { maxLength: 8 }), (before, wider, taller, all) => {
      const after = { ...before, width: before.width + wider, height: before.height + taller };
      const others = new Map(all.filter((one) => !cover(one, before)).map((one, i) => [String(i), one]));
      const moved = madeRoom(before, after, others);
      const now = new Map([...others].map(([key, one]) => [key, { ...one, ...moved.get(key) }]));
      for (const [a, one] of now) {
        expect(cover(one, after)).toBe(false);
        for (const [b, other] of now)
          if (a !== b && !cover(others.get(a)!, others.get(b)!)) expect(cover(one, other)).toBe(false);
      }
    }),
  );
});

test('where nothing would be covered nothing moves', () => {
  const before = { x: 0, y: 0, width: 10, height: 10 };
  const far = new Map([['far', { x: 500, y: 500, width: 10, height: 10 }]]);
  expect(madeRoom(before, { ...before, width: 100 }, far).size).toBe(0);
});
