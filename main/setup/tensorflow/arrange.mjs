// Finds the best TensorFlow that this machine can have and puts it in place. It never fails: WebAssembly is always left.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { sentence } from '../explain-error.mjs';
import { withLock } from '../lock.mjs';
import { pipSettings } from '../net/pip-settings.mjs';
import { bindingFile, cacheFolder, memoryFolder, projectRoot, tensorflowReport } from '../places.mjs';
import { tellOn } from '../tell.mjs';
import { bindingVersion, compileBinding, noCompiler } from './compile.mjs';
import { thisMachine } from './machine.mjs';
import { cachedLibrary, fetchLibrary, libraryFolder } from './pypi.mjs';
import { installedReadyMade, installReadyMade, readyMadeAddresses, removeReadyMade } from './ready-made.mjs';
import { selfCheck } from './self-check.mjs';
import { libraryNames, wheelProject } from './wheel.mjs';

/**
 * @typedef {'auto' | 'ready-made' | 'pypi' | 'pypi-gpu' | 'none'} Choice
 * @typedef {{ rung: 1 | 2 | 4, ok: boolean, why: string }} Attempt
 *
 * @typedef {object} Arrangement what `main/targets/tensorflow/arrangement.ts` reads
 * @property {1 | 2 | 4} rung
 * @property {string | null} version
 * @property {'cpu' | 'gpu' | null} variant
 * @property {string | null} folder
 * @property {Choice} choice
 * @property {Attempt[]} tried
 * @property {Stamp} [stamp]
 *
 * @typedef {object} Stamp by what a later start sees that the arrangement still stands
 * @property {string} asked the choice, and for what
 * @property {string} circumstances what else decided it
 * @property {number} at when, in milliseconds
 * @property {Record<string, number>} files each file that it rests on, and its size
 *
 * @typedef {object} Options every one has its default: this checkout and this machine
 * @property {string} [root]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {import('../tell.mjs').Tell} [tell]
 * @property {import('./machine.mjs').Machine} [machine]
 * @property {boolean} [again] also if an earlier arrangement stands
 * @property {typeof compileBinding} [compile]
 * @property {typeof selfCheck} [check]
 *
 * @typedef {Required<Options> & { cache: string, choice: Choice }} Settings
 * @typedef {Pick<Arrangement, 'version' | 'variant' | 'folder'> & { why: string, files: string[] }} Got
 */

const CHOICES = /** @type {const} */ (['auto', 'ready-made', 'pypi', 'pypi-gpu', 'none']);

/** After WebAssembly was the best to be had, the others are tried anew after this long (ms). */
const RETRY = 24 * 3600e3;

/**
 * @param {Options} [options]
 * @returns {Promise<Arrangement>} also left as JSON in `node_modules/.genloom/tensorflow.json`
 */
export async function arrangeTensorFlow(options = {}) {
  const env = options.env ?? process.env;
  /** @type {Settings} */
  const settings = {
    root: projectRoot,
    tell: tellOn(),
    machine: thisMachine(env),
    again: false,
    compile: compileBinding,
    check: selfCheck,
    ...options,
    env,
    cache: cacheFolder(env),
    choice: 'auto',
  };
  try {
    settings.choice = choiceOf(env.GENLOOM_TENSORFLOW);
    const begun = Date.now();
    const standing = await standingArrangement(settings, 0);
    if (standing !== null && !settings.again) return standing;
    const lock = path.join(memoryFolder(settings.root), 'tensorflow.lock');
    return await withLock(
      lock,
      async () =>
        // Another start may have arranged it while this one waited.
        (await standingArrangement(settings, settings.again ? begun : 0)) ?? (await arrange(settings)),
      () =>
        settings.tell.say({
          en: 'Another start is arranging TensorFlow here: waiting for it.',
          ko: '다른 Genloom이 여기에 TensorFlow를 마련하고 있어 기다립니다.',
        }),
    );
  } catch (error) {
    const why = sentence(error);
    settings.tell.say(`TensorFlow: ${why} WebAssembly is used, which is slower.`);
    const tried = [{ rung: /** @type {const} */ (4), ok: true, why }];
    return { rung: 4, version: null, variant: null, folder: null, choice: settings.choice, tried };
  }
}

/** @param {string | undefined} value @returns {Choice} */
function choiceOf(value) {
  const choice = CHOICES.find((known) => known === (value || 'auto'));
  if (choice === undefined)
    throw new Error(`GENLOOM_TENSORFLOW is "${value}", but must be one of: ${CHOICES.join(', ')}.`);
  return choice;
}

/** @param {Settings} settings @returns {Promise<Arrangement>} */
async function arrange(settings) {
  const { choice, tell } = settings;
  const stamp = { ...(await circumstancesOf(settings)), at: Date.now() };
  /** @type {Attempt[]} */
  const tried = [];
  for (const { rung, get } of await plan(settings)) {
    const got = await get(settings).catch((error) => sentence(error));
    if (typeof got === 'string') {
      tried.push({ rung, ok: false, why: got });
      continue;
    }
    const { version, variant, folder, why } = got;
    tried.push({ rung, ok: true, why });
    tell.say(why);
    const sizes = await Promise.all(got.files.map(async (file) => [file, (await stat(file)).size]));
    const files = Object.fromEntries(sizes);
    return report(settings, { rung, version, variant, folder, choice, tried, stamp: { ...stamp, files } });
  }
  const why =
    choice === 'none'
      ? 'WebAssembly, as GENLOOM_TENSORFLOW=none asks for.'
      : 'WebAssembly, which is slower but needs nothing. Set-up tries for better once a day, and on "npm run tensorflow".';
  for (const attempt of tried) tell.say(`TensorFlow: ${attempt.why}`);
  tell.say(`TensorFlow: ${why}`);
  tried.push({ rung: 4, ok: true, why });
  const nothing = { version: null, variant: null, folder: null };
  return report(settings, { rung: 4, ...nothing, choice, tried, stamp: { ...stamp, files: {} } });
}

/** What to try, in order. @param {Settings} settings */
async function plan(settings) {
  const readyMade = { rung: /** @type {const} */ (1), get: getReadyMade };
  const pypi = (/** @type {import('./wheel.mjs').Variant} */ variant) => ({
    rung: /** @type {const} */ (2),
    get: (/** @type {Settings} */ all) => getFromPypi(all, variant),
  });
  switch (settings.choice) {
    case 'none':
      return [];
    case 'ready-made':
      return [readyMade];
    case 'pypi':
      return [pypi('cpu')];
    case 'pypi-gpu':
      return [pypi('gpu')];
    default: {
      const here = await cachedLibrary({ ...settings, variant: 'cpu' });
      return here === null ? [readyMade, pypi('cpu')] : [pypi('cpu'), readyMade];
    }
  }
}

/** @param {Settings} settings @returns {Promise<Got>} */
async function getReadyMade(settings) {
  const { root, check } = settings;
  const { variant, folder, libraries } =
    (await installedReadyMade(settings)) ?? (await installReadyMade(settings));
  try {
    const version = await check(root);
    const why = `TensorFlow ${version} (${variant}), ready-made.`;
    return { version, variant, folder, why, files: filesOf(root, folder, libraries) };
  } catch (error) {
    await removeReadyMade(root);
    throw new Error(`The ready-made TensorFlow does not work here: ${sentence(error)}`, { cause: error });
  }
}

/** @param {Settings} settings @param {import('./wheel.mjs').Variant} variant @returns {Promise<Got>} */
async function getFromPypi(settings, variant) {
  const { root, machine, tell, check } = settings;
  wheelProject(machine, variant); // to say at once that there is none
  if (variant === 'gpu' && !machine.nvidia)
    throw new Error('No NVIDIA driver was found, which the GPU library of PyPI needs.');
  const folder = libraryFolder({ ...settings, variant });
  const made = path.join(folder, `binding-${await bindingVersion(root)}`, 'tfjs_binding.node');
  const isWhole = async () =>
    (await cachedLibrary({ ...settings, variant })) !== null && (await sizeOf(made)) !== null;
  if (!(await isWhole())) {
    if (machine.compiler === null) throw new Error(noCompiler(machine.platform));
    await withLock(
      `${folder}.lock`,
      async () => {
        if ((await cachedLibrary({ ...settings, variant })) === null)
          await fetchLibrary({ ...settings, variant });
        if ((await sizeOf(made)) === null) await build(settings, folder, made);
      },
      () =>
        tell.say({
          en: 'Another start is fetching TensorFlow: waiting for it.',
          ko: '다른 Genloom이 TensorFlow를 내려받고 있어 기다립니다.',
        }),
    );
  }
  await putInPlace(made, bindingFile(root));
  try {
    const version = await check(root);
    const why = `TensorFlow ${version} (${variant}) from PyPI, with its binding built on this machine.`;
    return { version, variant, folder, why, files: filesOf(root, folder, libraryNames(machine.platform)) };
  } catch (error) {
    await rm(bindingFile(root), { force: true });
    await rm(made, { force: true }); // The next attempt builds it anew: the folder may have been moved.
    throw new Error(`PyPI's TensorFlow does not work here: ${sentence(error)}`, { cause: error });
  }
}

/** @param {Settings} settings @param {string} library @param {string} made */
async function build({ root, machine, compile, tell }, library, made) {
  tell.say({
    en: "Building TensorFlow's binding (about 10 s).",
    ko: 'TensorFlow 바인딩을 빌드합니다(약 10초).',
  });
  await mkdir(path.dirname(made), { recursive: true });
  const output = `${made}.partial-${process.pid}`;
  try {
    await compile({ root, library, output, machine });
    await rename(output, made);
  } finally {
    await rm(output, { force: true });
  }
}

/** Copies by way of another name: a binding that a running process has loaded must not be written over. @param {string} from @param {string} to */
async function putInPlace(from, to) {
  await mkdir(path.dirname(to), { recursive: true });
  const partial = `${to}.partial-${process.pid}`;
  try {
    await copyFile(from, partial);
    await rename(partial, to);
  } finally {
    await rm(partial, { force: true });
  }
}

/** @param {string} root @param {string} folder @param {readonly string[]} libraries */
const filesOf = (root, folder, libraries) => [
  bindingFile(root),
  ...libraries.map((name) => path.join(folder, name)),
];

/** @param {string} file @returns {Promise<number | null>} */
const sizeOf = (file) =>
  stat(file).then(
    ({ size }) => size,
    () => null,
  );

/** @param {Settings} settings */
async function circumstancesOf({ root, env, machine, choice }) {
  const asked = [choice, machine.platform, machine.arch, await bindingVersion(root)].join(' ');
  const addresses = await readyMadeAddresses(root, machine, env).catch(() => null);
  const rest = JSON.stringify([pipSettings(env, machine.platform), addresses, machine, cacheFolder(env)]);
  // Hashed, because addresses may hold passwords.
  return { asked, circumstances: createHash('sha256').update(rest).digest('hex') };
}

/**
 * The arrangement that an earlier start left, if it still stands.
 * @param {Settings} settings @param {number} notBefore only one made since then (ms)
 * @returns {Promise<Arrangement | null>}
 */
async function standingArrangement(settings, notBefore) {
  /** @type {Arrangement} */
  let arrangement;
  try {
    arrangement = JSON.parse(await readFile(tensorflowReport(settings.root), 'utf8'));
  } catch {
    return null;
  }
  const { stamp, rung } = arrangement;
  if (stamp === undefined || stamp.at < notBefore) return null;
  const { asked, circumstances } = await circumstancesOf(settings);
  if (stamp.asked !== asked) return null;
  if (rung === 4 && settings.choice !== 'none') {
    const same = stamp.circumstances === circumstances;
    return same && Date.now() - stamp.at < RETRY ? arrangement : null;
  }
  for (const [file, size] of Object.entries(stamp.files)) if ((await sizeOf(file)) !== size) return null;
  return arrangement;
}

/** @param {Settings} settings @param {Arrangement} arrangement */
async function report({ root }, arrangement) {
  const file = tensorflowReport(root);
  const partial = `${file}.partial-${process.pid}`;
  await writeFile(partial, JSON.stringify(arrangement, null, 2), { flush: true });
  await rename(partial, file);
  return arrangement;
}
