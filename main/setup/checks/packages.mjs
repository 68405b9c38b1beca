// Runs the command of an installed package, and what `npm test` and `npm run fix` give it alike.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { runTool } from '../run-tool.mjs';

/** @param {string} root @param {readonly string[]} names */
const present = (root, names) => names.filter((name) => existsSync(path.join(root, name)));

/** What oxlint looks at: by name, or it would walk node_modules where there is no git. @param {string} root */
export const lintArguments = (root) => [
  '--type-aware',
  ...present(root, ['main', 'nodes', 'renderer', 'templates', 'tests']),
];

/** The whole project and each floor by itself, with what that floor may know. @param {string} root */
export const typeProjects = (root) =>
  present(root, [
    'tsconfig.json',
    'main/setup/tsconfig.json',
    ...['nodes', 'templates', 'main', 'renderer', 'tests', 'tests/renderer', 'tests/journeys'].map(
      (floor) => `${floor}/tsconfig.json`,
    ),
  ]);

/**
 * @param {string} root @param {string} name of the package @param {readonly string[]} args
 * @param {{ command?: string, env?: NodeJS.ProcessEnv }} [options] `command`: where it is not called like the package
 * @returns {Promise<boolean>} whether it ended well
 */
export async function runPackage(root, name, args, { command = name, env } = {}) {
  const folder = path.join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const script = path.join(folder, typeof bin === 'string' ? bin : bin[command]);
  const ended = await runTool(process.execPath, [script, ...args], {
    cwd: root,
    output: 'show',
    env: env ?? process.env,
  });
  return ended.code === 0;
}
