import { expect, test } from 'vitest';
import { readTemplate, templateNames } from '../../../main/projects/templates.ts';
import { numberName } from '../../../renderer/language/number-names.ts';

test('numbers are called by their name, and by where they were measured', () => {
  expect(numberName('right class at 4')).toEqual({ en: 'right class at 4', ko: '4에서 맞는 클래스' });
  expect(numberName('nats (binary), K = 10').ko).toBe('내트 (이진), K = 10');
  expect(numberName('KL')).toEqual({ en: 'KL', ko: 'KL' });
});

test('whatever a template measures has a name in Korean', async () => {
  const abouts = await Promise.all(
    (await templateNames()).map(async (name) => (await readTemplate(name)).about),
  );
  const names = abouts
    .flatMap((about) => Object.keys(about?.measured ?? {}))
    .map((key) => key.slice(key.indexOf(' ') + 1));
  expect(names.length).toBeGreaterThan(50);
  // Letters and abbreviations are the same everywhere.
  const words = [...new Set(names)].filter((name) => /[a-z]{3}/.test(name));
  expect(words.filter((name) => !/[가-힣]/.test(numberName(name).ko))).toEqual([]);
});
