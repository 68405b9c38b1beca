import { expect, test } from 'vitest';
import { buildOnBoard, float, int, lookOnBoard, typed } from '../build-on-board.ts';

test('accuracy counts where the largest number stands at the true class', async () => {
  const { numbers } = await lookOnBoard('accuracy', {
    prediction: float([4, 3], [0.1, 3, 2, 5, 1, 1, -3, -2, -1, 0, 9, 1]),
    label: int([4], [1, 0, 0, 1]),
  });
  expect(numbers).toEqual({ accuracy: 0.75 });
});

test('accuracy wants a number for each class', () => {
  expect(() => buildOnBoard('accuracy', { prediction: typed([2, 3]), label: typed([2]) })).toThrow(
    'Accuracy needs [B, classes] numbers and int32 [B] classes; it was given [2, 3] and float32 [2].',
  );
});
