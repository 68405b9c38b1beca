// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { Picture as Found } from '../../../nodes/finding.ts';
import { lettersOf } from '../../../nodes/vocabulary.ts';
import { Picture } from '../../../renderer/views/picture.tsx';
import { pictureOfNumbers } from '../../../renderer/views/sampled-picture.tsx';
import { draw } from '../drawn.tsx';

const shown = (picture: Found, size: 'card' | 'dock' = 'dock') =>
  draw(<Picture picture={picture} size={size} label="Samples, step 10" />);

test('texts stand one under the other, what was given apart from what was written', async () => {
  const page = await shown({
    form: 'texts',
    texts: [{ given: '12+7=', text: '19' }, { text: 'mara' }, { text: '' }],
  });
  const list = page.querySelector('ol')!;
  expect(list.getAttribute('aria-label')).toBe('Samples, step 10');
  expect([...list.children].map(({ textContent }) => textContent)).toEqual(['12+7=19', 'mara', '(empty)']);
  expect(list.querySelector('.text-muted')!.textContent).toBe('12+7=');
});

test('the same text over and over stands there once, with how often', async () => {
  const page = await shown({ form: 'texts', texts: Array.from({ length: 1200 }, () => ({ text: 'mara' })) });
  expect(page.querySelector('ol')!.textContent).toBe('mara × 1,200');
  const alone = await shown({ form: 'texts', texts: [{ text: 'mara' }] });
  expect(alone.querySelector('ol')!.textContent).toBe('mara');
});

test('shares have a bar each, as long as they are likely, and one line for all others', async () => {
  const page = await shown({
    form: 'shares',
    after: 'ma',
    shares: [
      { name: 'r', share: 0.5 },
      { name: '∎', share: 0.25 },
    ],
    others: 0.25,
  });
  expect(page.textContent).toContain('ma');
  const rows = [...page.querySelectorAll('li')];
  expect(rows.map(({ textContent }) => textContent)).toEqual(['r50 %', '∎25 %']);
  const widths = rows.map((row) => row.querySelector<HTMLElement>('[style]')!.style.width);
  expect(widths).toEqual(['100%', '50%']);
  expect(page.textContent).toContain('all others 25 %');
});

test('before anything was written, it says so', async () => {
  const page = await shown(
    { form: 'shares', after: '', shares: [{ name: 'a', share: 1 }], others: 0 },
    'card',
  );
  expect(page.textContent).toContain('at the start');
  expect(page.textContent).not.toContain('all others');
});

test('sampled tokens are shown as text where their vocabulary is known', () => {
  const vocabulary = lettersOf('characters', 'abn');
  const numbers = { shape: [2, 4], dtype: 'int32' as const, data: Int32Array.of(2, 1, 3, 0, 1, 0, 3, 3) };
  expect(pictureOfNumbers(numbers, { kind: 'tokens', classes: 4, vocabulary })).toEqual({
    form: 'texts',
    texts: [{ text: 'ban' }, { text: 'a' }],
  });
  expect(pictureOfNumbers(numbers, { kind: 'tokens', classes: 4 })).toBeNull();
});
