import { expect, test } from 'vitest';
import { readTemplate, templateNames } from '../../../main/projects/templates.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import { numberTitle } from '../../../nodes/graph/number-title.ts';

/** Letters and abbreviations are the same everywhere. */
const isWord = (name: string): boolean => /[a-z]{3}/.test(name);

test('numbers are called by their name, by where they were measured and by what was counted', () => {
  expect(numberTitle('class-accuracy', 'right class at 4')).toEqual({
    en: 'right class at 4',
    ko: '4에서 맞는 클래스',
  });
  expect(numberTitle('importance-bound', 'nats (binary), K = 10').ko).toBe('내트 (이진), K = 10');
  expect(numberTitle('bits-per-dimension', 'nats (128 codes)').ko).toBe('내트 (코드 128개)');
  expect(numberTitle('grid-divergence', 'KL')).toEqual({ en: 'KL', ko: 'KL' });
  expect(numberTitle('no-such-kind', 'anything')).toEqual({ en: 'anything', ko: 'anything' });
});

test('every number that a view or metric declares says in both languages what it is', () => {
  const declared = [...catalogue.values()].flatMap((definition) =>
    'numbers' in definition
      ? Object.entries(definition.numbers ?? {}).map(([name, { title }]) => ({
          kind: definition.kind,
          name,
          title,
        }))
      : [],
  );
  expect(declared.length).toBeGreaterThan(40);
  expect(
    declared.filter(({ name, title }) =>
      title === undefined ? isWord(name) : title.en !== name || (isWord(name) && title.ko === name),
    ),
  ).toEqual([]);
});

test('whatever the board of a template measures has a name in Korean', async () => {
  const measured = await Promise.all(
    (await templateNames()).map(async (name) => {
      const { about, document } = await readTemplate(name);
      return Object.keys(about?.measured ?? {}).flatMap((key) => {
        const at = key.indexOf(' ');
        const kind = document.board.nodes[key.slice(0, at)]?.kind;
        return kind === undefined ? [] : [{ kind, number: key.slice(at + 1) }];
      });
    }),
  );
  const all = measured.flat();
  expect(all.length).toBeGreaterThan(50);
  expect(
    all.filter(({ kind, number }) => isWord(number) && !/[가-힣]/.test(numberTitle(kind, number).ko)),
  ).toEqual([]);
});
