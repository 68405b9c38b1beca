import { expect, it } from 'vitest';

import { countTests } from '../../../../main/setup/checks/vitest-count.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});
const count = (endedWell: boolean, ...testResults: object[]) =>
  countTests(JSON.stringify({ testResults }), endedWell);

it('counts tests', () => {
  expect(
    count(false, file('passed', 'passed', 'pending', 'todo'), file('failed', 'passed', 'failed')),
  ).toEqual({
    passed: 2,
    failed: 1,
    skipped: 2,
  });
});

it('counts a file that cannot be loaded, and a run that fails by itself, as failed', () => {
  expect(count(false, file('failed'), file('passed', 'passed'))).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  });
  expect(count(false, file('passed', 'passed'))).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(countTests(null, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
