import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';

import type * as tfjs from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';

import { projectRoot } from '../../projects/root.ts';
import { readArrangement } from './arrangement.ts';
import type { Messages } from './messages.ts';

/** TensorFlow as this process has it. */
export interface Binding {
  readonly tf: typeof tfjs;
  /** Loads graphs (`loadSavedModelMetaGraph`), runs them (`runSavedModel`), frees them (`deleteSavedModel`). */
  readonly backend: NodeJSKernelBackend;
  readonly messages: Messages;
  /** TensorFlow's own version, such as "2.21.0"; not that of TensorFlow.js. */
  readonly version: string;
  readonly usesGpu: boolean;
}

let loaded: Binding | undefined;

/**
 * TensorFlow's native library through `@tensorflow/tfjs-node-gpu`, loaded once a process. It registers itself as TensorFlow.js'
 * backend `tensorflow` and becomes the current one.
 * @throws a sentence with the reason, as far as set-up knows it, where this checkout has no TensorFlow that loads
 */
export function loadBinding(): Binding {
  return (loaded ??= load());
}

function load(): Binding {
  // Read by the library when it is loaded: no news on the terminal, and no claim on all of a GPU's memory.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
  restoreRemovedUtil();
  const arrangement = readArrangement();
  if (arrangement?.rung === 4) {
    const failed = arrangement.tried.filter(({ ok }) => !ok);
    // Nothing failed where nothing was tried: then the last sentence says that it was not asked for.
    throw new Error(whyNot((failed.length > 0 ? failed : arrangement.tried).map(({ why }) => why).join(' ')));
  }
  // Not an import: bundles must leave the package, and what it finds beside its own files, where they are.
  const require = createRequire(path.join(projectRoot(), 'package.json'));
  try {
    const tf = require('@tensorflow/tfjs-node-gpu') as typeof tfjs;
    const messages = require('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js') as Messages;
    const backend = tf.findBackend('tensorflow') as NodeJSKernelBackend;
    return { tf, backend, messages, version: backend.binding.TF_Version, usesGpu: backend.isUsingGpuDevice };
  } catch (error) {
    throw new Error(whyNot(firstLine(error)), { cause: error });
  }
}

/** tfjs-node 4.22 calls two functions that Node 22 warns of and Node 23 removed. */
function restoreRemovedUtil(): void {
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
}

const whyNot = (reason: string) =>
  `TensorFlow cannot be loaded here: ${reason} Run "npm run tensorflow" to arrange it again.`;

function firstLine(error: unknown): string {
  const line = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!.trim();
  return line.endsWith('.') ? line : `${line}.`;
}
