// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { detailAt, growsTitle, keepsSize, setZoom } from '../../../renderer/canvas/keeps-size.ts';

const unzoomOf = (element: HTMLElement) => Number(element.style.getPropertyValue('--unzoom'));

test('what floats is as large on the screen at every zoom, within one step, and no larger than life', () => {
  const chip = document.createElement('div');
  setZoom(0.3);
  keepsSize(chip);
  expect(unzoomOf(chip) * 0.3).toBeCloseTo(1, 1);
  for (const zoom of [0.08, 0.21, 0.5, 0.83]) {
    setZoom(zoom);
    expect(Math.abs(unzoomOf(chip) * zoom - 1)).toBeLessThan(0.021);
  }
  setZoom(2);
  expect(unzoomOf(chip)).toBe(1);
});

test('titles grow where the canvas is small, as far as a card has room, and are told only while they are drawn', () => {
  const head = document.createElement('header');
  const forget = growsTitle(head)!;
  const title = () => head.style.getPropertyValue('--title');
  setZoom(0.5);
  expect(title()).toBe('21px');
  setZoom(0.1);
  expect(title()).toBe('26px');
  forget();
  setZoom(0.5);
  expect(title()).toBe('26px');
});

test('words are read from near, titles from farther, and only colours from far away', () => {
  expect([1, 0.5, 0.1].map(detailAt)).toEqual(['full', 'small', 'far']);
});
