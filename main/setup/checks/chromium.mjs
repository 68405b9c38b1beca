// A Chromium for the tests that need a browser: the one that is installed, or, where that is wished, one from the system's packages.
import { existsSync } from 'node:fs';
import path from 'node:path';

import { runTool } from '../run-tool.mjs';
import { findProgram } from '../tensorflow/machine.mjs';

const PROGRAMS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'msedge',
];

/** @param {NodeJS.ProcessEnv} env */
const usualPlaces = (env) => [
  ...['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  ...[env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
    folder
      ? ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((file) =>
          path.win32.join(folder, file),
        )
      : [],
  ),
];

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {import('../tell.mjs').Tell} tell
 * @returns {Promise<{ file: string } | { why: string }>}
 */
export async function chromiumFor(env, tell) {
  const named = env.GENLOOM_CHROMIUM;
  if (named) {
    if (existsSync(named)) return { file: named };
    return { why: `GENLOOM_CHROMIUM names "${named}", which does not exist.` };
  }
  const found = findProgram(PROGRAMS, env) ?? usualPlaces(env).find((file) => existsSync(file));
  if (found) return { file: found };
  const missing = 'No Chromium, Chrome or Edge was found: install one, or name it in GENLOOM_CHROMIUM.';
  const apt = findProgram(['apt-get'], env);
  const wished = Boolean(env.CI || env.GENLOOM_INSTALL_BROWSER);
  if (!wished || apt === null || process.getuid?.() !== 0) return { why: missing };
  tell.say('Installing Chromium ...');
  const options = {
    output: /** @type {const} */ ('on stderr'),
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  await runTool(apt, ['-qq', 'update'], options);
  const ended = await runTool(apt, ['-qq', 'install', '-y', 'chromium'], options);
  const installed = findProgram(PROGRAMS, env);
  if (installed) return { file: installed };
  return { why: `${missing} apt-get could not install it (${ended.signal ?? ended.code}).` };
}
