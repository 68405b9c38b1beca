import { expect, test } from 'vitest';
import { buildOnBoard, float, lookOnBoard, typed } from '../build-on-board.ts';

test('is the mean of −log p, and how far it stays above the truth', async () => {
  const logDensity = float([4], [-1, -2, -3, -4]);
  expect((await lookOnBoard('log-likelihood', { logDensity })).numbers).toEqual({ 'nats (density)': 2.5 });
  const truth = float([4], [-1, -1, -1, -1]);
  expect((await lookOnBoard('log-likelihood', { logDensity, truth })).numbers).toEqual({
    'nats (density)': 2.5,
    'above the truth': 1.5,
  });
});

test('wants a number for each example', () => {
  expect(() => buildOnBoard('log-likelihood', { logDensity: typed([4, 1]) })).toThrow(
    /one number for each example/,
  );
  expect(() => buildOnBoard('log-likelihood', { logDensity: typed([4]), truth: typed([]) })).toThrow(
    /'truth'/,
  );
});
