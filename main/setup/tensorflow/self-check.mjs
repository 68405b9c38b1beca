// Loads a checkout's TensorFlow in a process of its own, where a crash hurts nobody, and has it multiply two matrices. Prints the
// version, or what is wrong, as JSON. Run as: node self-check.mjs <checkout>
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import util from 'node:util';

import { sentence } from '../explain-error.mjs';
import { runTool } from '../run-tool.mjs';

/** Loading takes half a second; a cold disk, much longer (ms). */
const TIMEOUT = 120_000;

/**
 * @param {string} root the checkout
 * @returns {Promise<string>} TensorFlow's version
 * @throws a sentence where it does not load or does not count
 */
export async function selfCheck(root) {
  const ended = await runTool(process.execPath, [fileURLToPath(import.meta.url), root], {
    cwd: root,
    timeout: TIMEOUT,
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  const { version, problem } = JSON.parse(/^\{.*\}$/m.exec(ended.out)?.[0] ?? '{}');
  if (version !== undefined && ended.code === 0) return version;
  const { signal } = ended;
  throw new Error(
    signal === 'SIGILL'
      ? 'It crashed (SIGILL): this processor lacks instructions that it was built for.'
      : signal
        ? `It crashed or hung (${signal}).`
        : (problem ?? `It ended with ${ended.code}: ${ended.text.trim().split('\n', 1)[0]}`),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? '.';
  Object.assign(util, {
    isNullOrUndefined: (/** @type {unknown} */ value) => value === null || value === undefined,
    isArray: Array.isArray,
  });
  try {
    const tf = createRequire(path.join(root, 'package.json'))('@tensorflow/tfjs-node-gpu');
    const a = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const b = tf.tensor2d([5, 6, 7, 8], [2, 2]);
    const product = Array.from(tf.matMul(a, b).dataSync()).join();
    if (product !== '19,22,43,50') throw new Error(`it multiplies wrongly: ${product}`);
    console.log(JSON.stringify({ version: tf.backend().binding.TF_Version }));
  } catch (error) {
    console.log(JSON.stringify({ problem: sentence(error) }));
  }
}
