// `npm test`: sets up what is missing, then runs every check. The last line counts them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { chromiumFor } from './checks/chromium.mjs';
import { lintArguments, runPackage, typeProjects } from './checks/packages.mjs';
import { pythonFor } from './checks/python.mjs';
import { countTests } from './checks/vitest-count.mjs';
import { webAssemblyProblem } from './checks/webassembly.mjs';
import { isInstalled } from './install.mjs';
import { projectRoot as root } from './places.mjs';
import { prepare } from './prepare.mjs';
import { tellOn } from './tell.mjs';
import { arrangeTensorFlow } from './tensorflow/arrange.mjs';

const tell = tellOn();
const count = { passed: 0, failed: 0, skipped: 0 };
const onCI = Boolean(process.env.CI);
/** @type {NodeJS.ProcessEnv} what the tests themselves are told */
const env = { ...process.env };

/**
 * One check: `true` or a sentence why not; in brackets, that sentence is about something that cannot run here.
 * @param {string} title
 * @param {() => Promise<true | string | [string]>} run
 */
async function check(title, run) {
  console.log(`\n== ${title}`);
  const outcome = await run().catch((error) => String(error?.stack ?? error));
  if (outcome === true) count.passed++;
  else if (typeof outcome === 'string') {
    count.failed++;
    console.log(`${title} failed: ${outcome}`);
  } else {
    count.skipped++;
    console.log(`${title} cannot run here: ${outcome[0]}`);
  }
}

/** @param {string} name @param {readonly string[]} args @param {{ command?: string }} [options] */
const passes = async (name, args, options) =>
  (await runPackage(root, name, args, options)) || 'see what it wrote above.';

/** What is missing is a failure on CI, where everything has to run. @param {string} why @returns {string | [string]} */
const missing = (why) => (onCI ? why : [why]);

await check('set-up', async () => (await prepare({ root })) ?? true);
// A build that fails is one failure among others; without packages there is nothing to check with.
if (isInstalled(root)) {
  await check('TensorFlow', async () => {
    const { rung, tried } = await arrangeTensorFlow({ root, tell });
    const why = tried.map((attempt) => attempt.why).join(' ');
    console.log(why);
    return rung !== 4 || process.env.GENLOOM_TENSORFLOW === 'none' || missing(why);
  });
  await check('WebAssembly', async () => (await webAssemblyProblem()) ?? true);
  await check('Chromium', async () => {
    const found = await chromiumFor(process.env, tell);
    if ('why' in found) return missing(found.why);
    env.GENLOOM_CHROMIUM = found.file;
    return true;
  });
  await check('Python for exports', async () => {
    const found = await pythonFor(process.env, tell);
    delete env.GENLOOM_PYTHON;
    if ('why' in found) {
      env.GENLOOM_PYTHON_WHY = found.why; // The tests that need it repeat the reason.
      return [found.why];
    }
    env.GENLOOM_PYTHON = found.file;
    return true;
  });
  await check('format', () => passes('oxfmt', ['--check', '.']));
  for (const project of typeProjects(root))
    await check(`types (${project})`, () =>
      passes('typescript', ['-p', project, '--noEmit'], { command: 'tsc' }),
    );
  await check('lint', () => passes('oxlint', lintArguments(root)));

  console.log('\n== tests');
  const folder = mkdtempSync(path.join(tmpdir(), 'genloom-test-'));
  const file = path.join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--config', 'tests/vitest.config.ts', ...reporters, ...process.argv.slice(2)];
  const endedWell = await runPackage(root, 'vitest', args, { env });
  const tests = countTests(readIfThere(file), endedWell);
  rmSync(folder, { recursive: true, force: true });
  for (const outcome of /** @type {const} */ (['passed', 'failed', 'skipped']))
    count[outcome] += tests[outcome];
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

process.exitCode = count.failed > 0 ? 1 : 0;
console.log(
  `\n${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`,
);
