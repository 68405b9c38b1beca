// @vitest-environment happy-dom
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Picture as Found } from '../../../nodes/finding.ts';
import { laySquares, squareAt } from '../../../renderer/views/attention-squares.ts';
import { aspectOf, Picture } from '../../../renderer/views/picture.tsx';
import { draw } from '../drawn.tsx';

const picture: Found = {
  form: 'attention',
  shares: { shape: [2, 2, 2], data: Float32Array.of(1, 0, 0.5, 0.5, 1, 0, 0.25, 0.75) },
  heads: [1, 2],
  from: ['∎', 'a'],
  to: ['∎', 'a'],
};

test('squares of heads stay in their place, apart from each other, and what is under a point is the cell there', () => {
  const size = fc.integer({ min: 1, max: 64 });
  const side = fc.integer({ min: 160, max: 900 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), size, size, side, side, (heads, from, to, width, height) => {
      const sizes = [heads, from, to] as const;
      const squares = laySquares(sizes, width, height, { left: 10, top: 20 });
      for (let head = 0; head < heads; head++) {
        const [left, top] = squares.cornerOf(head);
        const { cell } = squares;
        const middle = [left + (to - 0.5) * cell, top + (from - 0.5) * cell] as const;
        expect(squareAt(squares, sizes, ...middle)).toEqual([head, from - 1, to - 1]);
        if (cell <= 0.5) continue;
        expect(left).toBeGreaterThanOrEqual(10);
        expect(top).toBeGreaterThanOrEqual(20);
        expect(left + squares.width).toBeLessThanOrEqual(width + 1e-6);
        expect(top + squares.height).toBeLessThanOrEqual(height + 1e-6);
      }
    }),
  );
});

test('between squares there is nothing', () => {
  const squares = laySquares([2, 4, 4], 400, 200, { left: 20, top: 0 });
  expect(squares.columns).toBe(2);
  const [left] = squares.cornerOf(1);
  expect(squareAt(squares, [2, 4, 4], left - 10, 100)).toBeNull();
});

test('says how much the lightest place is, and its form is that of its squares', async () => {
  const page = await draw(<Picture picture={picture} size="dock" label="Attention, step 10" />);
  expect(page.querySelector('canvas')!.getAttribute('aria-label')).toBe('Attention, step 10');
  expect(page.textContent).toContain('lightest: 1');
  expect(aspectOf(picture)).toBe(2);
});
