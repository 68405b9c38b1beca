// A Python with TensorFlow for the tests that hand an export to it: the one that is named, or, on CI, one made for the purpose.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { withLock } from '../lock.mjs';
import { cacheFolder } from '../places.mjs';
import { runTool } from '../run-tool.mjs';
import { findProgram } from '../tensorflow/machine.mjs';
import { TENSORFLOW } from '../tensorflow/wheel.mjs';

/** The Pythons for which there is a TensorFlow 2.21, the most usual first. */
const PYTHONS = ['python3', 'python3.12', 'python3.11', 'python3.13', 'python3.10', 'python'];
const FITTING = /^3\.1[0-3]$/;

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {import('../tell.mjs').Tell} tell
 * @returns {Promise<{ file: string } | { why: string }>}
 */
export async function pythonFor(env, tell) {
  const named = env.GENLOOM_PYTHON;
  if (named) {
    if (existsSync(named)) return { file: named };
    return { why: `GENLOOM_PYTHON names "${named}", which does not exist.` };
  }
  if (!env.CI) return { why: 'No Python with TensorFlow is named: set GENLOOM_PYTHON to one.' };
  try {
    return await made(env, tell);
  } catch (error) {
    return { why: `A Python with TensorFlow could not be made: ${/** @type {Error} */ (error).message}` };
  }
}

/** @param {NodeJS.ProcessEnv} env @param {import('../tell.mjs').Tell} tell */
async function made(env, tell) {
  const folder = path.join(cacheFolder(env), 'oracles-py');
  const windows = process.platform === 'win32';
  const file = path.join(folder, windows ? 'Scripts\\python.exe' : 'bin/python');
  const intel = process.arch === 'x64';
  const wanted = `${intel ? 'tensorflow-cpu' : 'tensorflow'}==${TENSORFLOW}`;
  const stamp = path.join(folder, 'genloom.txt'); // Written last: without it the folder is a torso.
  const isMade = async () => existsSync(file) && (await readFile(stamp, 'utf8').catch(() => '')) === wanted;
  if (await isMade()) return { file };
  const python = await fittingPython(env);
  if (python === null) return { why: 'No Python 3.10 to 3.13 was found, which TensorFlow wants.' };
  return withLock(
    `${folder}.lock`,
    async () => {
      if (await isMade()) return { file };
      tell.say(`Making a Python with ${wanted} for the tests, once (about 0.6 GB) ...`);
      await rm(folder, { recursive: true, force: true });
      await mkdir(path.dirname(folder), { recursive: true });
      const venv = await runTool(python, ['-m', 'venv', folder], { env });
      if (venv.code !== 0) return { why: `python -m venv failed: ${lastLine(venv.text)}` };
      const pip = await runTool(file, ['-m', 'pip', 'install', '--quiet', wanted], { env });
      if (pip.code !== 0) return { why: `pip install ${wanted} failed: ${lastLine(pip.text)}` };
      await writeFile(stamp, wanted);
      return { file };
    },
    () => tell.say('Another test run is making the Python for the tests: waiting for it.'),
  );
}

/** @param {NodeJS.ProcessEnv} env */
async function fittingPython(env) {
  const ask = ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'];
  for (const name of PYTHONS) {
    const file = findProgram([name], env);
    if (file !== null && FITTING.test((await runTool(file, ask, { env })).out.trim())) return file;
  }
  return null;
}

/** @param {string} text */
const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';
