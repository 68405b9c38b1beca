// What makes a bare clone run: packages, TensorFlow, build, each only if it is not there yet.
import path from 'node:path';

import { build, isBuilt } from './build.mjs';
import { sentence } from './explain-error.mjs';
import { install, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { projectRoot } from './places.mjs';
import { tellOn } from './tell.mjs';
import { arrangeTensorFlow } from './tensorflow/arrange.mjs';

/** The oldest Node that Genloom runs on; `engines` in package.json. */
const NODE = [20, 19];

/**
 * @param {object} [options]
 * @param {string} [options.root]
 * @param {boolean} [options.setUp] `false`: only build; what is not installed is a problem
 * @param {boolean} [options.tensorflow] `false`: the studio arranges it while its window is open already
 * @returns {Promise<string | null>} a sentence where the program cannot run
 */
export async function prepare({ root = projectRoot, setUp = true, tensorflow = setUp } = {}) {
  const tell = tellOn();
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < (NODE[0] ?? 0) || (major === NODE[0] && minor < (NODE[1] ?? 0)))
    return `Genloom needs Node ${NODE.join('.')} or newer, but this is ${process.versions.node}: install a newer one from https://nodejs.org.`;
  // Two starts at once: the second waits, then finds everything done.
  const alone = (/** @type {() => Promise<void>} */ work) =>
    withLock(path.join(root, 'out', '.set-up.lock'), work, () =>
      tell.say('Another start is setting up here: waiting for it.'),
    );
  try {
    if (!isInstalled(root)) {
      if (!setUp) return 'Genloom is not set up here yet: run "npm start" in its folder once.';
      await alone(async () => (isInstalled(root) ? undefined : install(root, tell)));
    }
    if (tensorflow) await arrangeTensorFlow({ root, tell });
    if (!isBuilt(root)) await alone(async () => (isBuilt(root) ? undefined : build(root, tell)));
    return null;
  } catch (error) {
    return sentence(error);
  }
}
