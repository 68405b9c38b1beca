import { expect, test } from 'vitest';
import { catalogue } from '../../../nodes/catalogue.ts';
import { isShort, readSymbol } from '../../../renderer/canvas/symbol.tsx';

const text = (tex: string): string => {
  const of = (parts: ReturnType<typeof readSymbol>): string =>
    parts
      .map((part) => {
        if (part.is !== 'text') return `${part.is === 'sub' ? '_' : '^'}(${of(part.parts)})`;
        return part.upright && /\p{L}/u.test(part.text) ? `|${part.text.trim()}|` : part.text;
      })
      .join('');
  return of(readSymbol(tex));
};

test('symbols are read as formulas are set', () => {
  expect(text('x')).toBe('x');
  expect(text('\\mu')).toBe('μ');
  expect(text('\\log\\sigma^2')).toBe('|log|σ^(2)');
  expect(text('\\hat{x}')).toBe('x\u0302');
  expect(text('x_{t-1}')).toBe('x_(t-1)');
  expect(text('f_\\theta')).toBe('f_(θ)');
  expect(text('\\text{image}')).toBe('|image|');
});

test('no symbol of the catalogue leaves TeX on the card', () => {
  for (const { inputs, outputs } of catalogue.values())
    for (const { symbol } of [...Object.values(inputs), ...Object.values(outputs)] as { symbol: string }[])
      expect(text(symbol), symbol).not.toMatch(/[\\{}]/);
});

test('whether it fits beside a picture', () => {
  expect(isShort('\\hat{x}')).toBe(true);
  expect(isShort('-\\log p(x|z)')).toBe(false);
});
