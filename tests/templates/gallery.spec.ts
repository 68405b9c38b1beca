// What the gallery tells of every template: its family, what it says of p(x), what a sample takes, its best number.
import { expect, test } from 'vitest';
import { readTemplate, templateNames } from '../../main/projects/templates.ts';

const names = await templateNames();

test.each(names)('%s says where it belongs and what it can', async (name) => {
  const { about } = await readTemplate(name);
  expect(about).toMatchObject({
    family: expect.any(String),
    density: expect.any(String),
    sampling: { en: expect.stringMatching(/\S/), ko: expect.stringMatching(/[가-힣]/) },
    question: { en: expect.stringMatching(/\S/), ko: expect.stringMatching(/[가-힣]/) },
  });
  const { headline, measured = {} } = about!;
  if (headline) {
    expect(measured[headline.number], headline.number).toEqual(expect.any(Number));
    expect(headline.name.ko).toMatch(/\S/);
  }
});

test('one template is the one to begin with: trained, in the plane, and done within minutes', async () => {
  const all = await Promise.all(names.map((name) => readTemplate(name)));
  const first = all.filter(({ about }) => about?.startHere);
  expect(first.map(({ name }) => name)).toEqual(['gan-ring']);
  const { about, weights, document } = first[0]!;
  expect(weights).not.toBeNull();
  expect(about!.minutes).toBeLessThan(3);
  expect(Object.values(document.board.nodes).map(({ kind }) => kind)).toContain('points-2d');
});
