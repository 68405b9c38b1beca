// Whether the WebAssembly backend, the last resort, works here. Run as a program: it ends with 0 if so.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { projectRoot } from '../places.mjs';
import { runTool } from '../run-tool.mjs';

/** @returns {Promise<string | null>} a sentence where it does not work */
export async function webAssemblyProblem() {
  const ended = await runTool(process.execPath, [fileURLToPath(import.meta.url)], { timeout: 60_000 });
  return ended.code === 0 ? null : `WebAssembly does not work here: ${ended.signal ?? ended.text.trim()}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const require = createRequire(path.join(projectRoot, 'package.json'));
  const tf = require('@tensorflow/tfjs');
  const wasm = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + path.sep);
  if (!(await tf.setBackend('wasm'))) throw new Error('its backend did not start');
  const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]));
  const numbers = Array.from(await product.data()).join();
  if (numbers !== '19,22,43,50') throw new Error(`it multiplies wrongly: ${numbers}`);
}
