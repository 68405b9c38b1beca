import { describe, expect, test } from 'vitest';
import { buildOnBoard, float, lookOnBoard, typed } from '../build-on-board.ts';

describe('a curve of means', () => {
  const values = { '28': float([2], [60, 70]), '7': float([2], [10, 14]) };

  test('stands where its wires are named, from left to right', async () => {
    const { picture, numbers } = await lookOnBoard('means-curve', { values }, { axis: 'side', line: 'nats' });
    expect(picture).toEqual({
      form: 'curves',
      axis: { en: 'side', ko: 'side' },
      at: [7, 28],
      lines: [{ name: { en: 'nats', ko: '내트' }, values: [12, 65] }],
    });
    expect(numbers).toEqual({ 'nats at 7': 12, 'nats at 28': 65 });
  });

  test('is told per pixel where the place is a side', async () => {
    const { numbers } = await lookOnBoard('means-curve', { values }, { line: 'nats', perSquare: true });
    expect(numbers).toEqual({ 'nats at 7': 12 / 49, 'nats at 28': 65 / 784 });
  });

  test('of a wire that is called by no number, or with no number per example, is a sentence', () => {
    expect(() => buildOnBoard('means-curve', { values: { small: typed([2]) } })).toThrow(/'small'/);
    expect(() => buildOnBoard('means-curve', { values: { '7': typed([2, 3]) } })).toThrow(/one number/);
  });
});
