import { expect, test } from 'vitest';
import { buildOnBoard, float, int, lookOnBoard, typed } from '../build-on-board.ts';

/** Four directions in the plane, 90° apart. */
const COMPASS = [1, 0, 0, 1, -1, 0, 0, -1];

test('retrieval finds every partner where both views agree, whatever their lengths', async () => {
  const { numbers } = await lookOnBoard('retrieval', {
    a: float([4, 2], COMPASS),
    b: float(
      [4, 2],
      COMPASS.map((x) => 7 * x),
    ),
  });
  expect(numbers).toEqual({
    'top-1': 1,
    'top-1 of captions for a picture': 1,
    'top-1 of pictures for a caption': 1,
    'top-5': 1,
  });
});

test('retrieval counts a known case from both sides', async () => {
  const { numbers } = await lookOnBoard('retrieval', {
    // The first picture lies nearest to the second caption; the others find their own.
    a: float([3, 2], [0.1, 1, 0, 1, -1, 0]),
    b: float([3, 2], [1, 0, 0.1, 1, -1, 0.1]),
  });
  // Captions for the pictures: 1 (wrong), 1, 2. Pictures for the captions: 0, 0 (wrong: it is in the same direction), 2.
  expect(numbers).toMatchObject({
    'top-1 of captions for a picture': 2 / 3,
    'top-1 of pictures for a caption': 2 / 3,
    'top-1': 2 / 3,
  });
});

test('retrieval takes any picture of an equal caption for right, and a tie with a wrong one for wrong', async () => {
  const views = { a: float([3, 2], [1, 0, 1, 0, 0, 1]), b: float([3, 2], [1, 0, 1, 0, 0, 1]) };
  const alone = await lookOnBoard('retrieval', views);
  expect(alone.numbers).toMatchObject({ 'top-1': 1 / 3, 'top-5': 1 });
  const told = await lookOnBoard('retrieval', { ...views, same: int([3, 2], [5, 1, 5, 1, 5, 2]) });
  expect(told.numbers).toMatchObject({ 'top-1': 1 });
});

test('retrieval refuses what cannot be compared', () => {
  expect(() => buildOnBoard('retrieval', { a: typed([2, 4]), b: typed([2, 3]) })).toThrow(
    'it was given [2, 4], [2, 3]',
  );
  expect(() => buildOnBoard('retrieval', { a: typed([2, 4]), b: typed([2, 4]), same: typed([2]) })).toThrow(
    'and float32 [2]',
  );
});
