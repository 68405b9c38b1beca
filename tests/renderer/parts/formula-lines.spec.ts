import katex from 'katex';
import { expect, test } from 'vitest';
import { catalogue } from '../../../nodes/catalogue.ts';
import { formulaLines } from '../../../renderer/parts/formula-lines.ts';

test('a formula of several statements has a line for each', () => {
  expect(formulaLines('y = Wh,\\quad h = f(x),\\quad f = \\tanh')).toEqual([
    'y = Wh',
    'h = f(x)',
    'f = \\tanh',
  ]);
  expect(formulaLines('y = x')).toEqual(['y = x']);
});

test('what is inside of something stays together', () => {
  const cases = '\\begin{cases} a,\\quad b \\\\ c \\end{cases}';
  expect(formulaLines(`f = ${cases},\\quad g = \\mathrm{x,\\quad y}`)).toEqual([
    `f = ${cases}`,
    'g = \\mathrm{x,\\quad y}',
  ]);
});

test('every line of every formula in the catalogue can be set', () => {
  const formulas = [...catalogue.values()].flatMap(({ formula }) =>
    typeof formula === 'string' ? [formula] : [],
  );
  expect(formulas.length).toBeGreaterThan(50);
  for (const line of formulas.flatMap(formulaLines))
    expect(() => katex.renderToString(line, { throwOnError: true, strict: 'ignore' }), line).not.toThrow();
});
