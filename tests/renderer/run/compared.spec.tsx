// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { DrawnRun } from '../../../renderer/run/curve-lines.ts';
import { Legend } from '../../../renderer/run/curve-legend.tsx';
import { colourOf, colourOfChosen } from '../../../renderer/run/curve-looks.ts';
import { noCurves } from '../../../renderer/state/curves.ts';
import { draw } from '../drawn.tsx';

const drawn = (parts: Readonly<Record<string, DrawnRun['part']>>): DrawnRun[] =>
  Object.entries(parts).map(([run, part]) => ({ run, part, curves: noCurves() }));

/** As they were chosen; run 10 is at hand. */
const CHOSEN = ['run-9', 'run-10', 'run-2'];
const RUNS = drawn({ 'run-9': 'compared', 'run-2': 'compared', 'run-10': 'now' });

test('a run that was chosen has one colour, in its row and in its curves', () => {
  for (const one of RUNS)
    expect(colourOfChosen(one.run, CHOSEN, 'run-10')).toBe(colourOf(one, 'train', RUNS));
  expect(new Set(RUNS.map((one) => colourOf(one, 'train', RUNS))).size).toBe(3);
});

test('the legend tells runs in the order of their numbers, whatever the order in which they were chosen', async () => {
  const page = await draw(<Legend runs={RUNS} hidden={new Set()} onToggle={() => {}} />);
  expect([...page.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
    'train',
    'held-out',
    'Run 2',
    'Run 9',
    'Run 10',
  ]);
});
