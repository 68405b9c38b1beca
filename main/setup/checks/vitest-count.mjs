// Counts what vitest's JSON report tells.

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * @param {string | null} report the JSON, or null where vitest left none
 * @param {boolean} endedWell
 * @returns {Count} a file that could not be loaded counts as one failed test, and so does a run that failed without one
 */
export function countTests(report, endedWell) {
  /** @type {{ testResults?: { status: string, assertionResults: { status: string }[] }[] }} */
  const { testResults = [] } = report === null ? {} : JSON.parse(report);
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const file of testResults) {
    const statuses = file.assertionResults.map(({ status }) => status);
    if (file.status === 'failed' && !statuses.includes('failed')) count.failed++;
    for (const status of statuses)
      count[status === 'passed' ? 'passed' : status === 'failed' ? 'failed' : 'skipped']++;
  }
  if (!endedWell && count.failed === 0) count.failed = 1;
  return count;
}
