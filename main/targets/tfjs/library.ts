import { createRequire } from 'node:module';
import path from 'node:path';

import type * as tfjs from '@tensorflow/tfjs';
import type * as wasm from '@tensorflow/tfjs-backend-wasm';

export type TensorFlowJs = typeof tfjs;

/** TensorFlow.js' backends that can be made ready here; `tensorflow` is there once its binding has been loaded. */
export type BackendName = 'cpu' | 'wasm' | 'tensorflow';

// Not imports: bundles leave the packages where they are, and every part of the process shares one TensorFlow.js.
const require = createRequire(import.meta.url);

let loaded: TensorFlowJs | undefined;

/** TensorFlow.js, loaded once a process, without its advice on the terminal. */
export function loadTensorFlowJs(): TensorFlowJs {
  if (!loaded) {
    loaded = require('@tensorflow/tfjs') as TensorFlowJs;
    loaded.enableProdMode();
  }
  return loaded;
}

/**
 * TensorFlow.js with that backend started.
 * @throws a sentence where the backend is not there or does not start
 */
export async function startBackend(name: BackendName): Promise<TensorFlowJs> {
  const tf = loadTensorFlowJs();
  if (name === 'wasm') registerWasm();
  if (!tf.engine().backendNames().includes(name))
    throw new Error(
      `TensorFlow.js has no backend '${name}' in this process; it has ${tf.engine().backendNames().join(', ')}.`,
    );
  const before = listenersOf(process);
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js' backend '${name}' did not start.`);
  removeListenersSince(before);
  return tf;
}

/** Makes it the backend of the kernels that follow. It has been started, so this takes effect at once. */
export function useBackend(tf: TensorFlowJs, name: BackendName): void {
  if (tf.getBackend() !== name) void tf.setBackend(name);
}

/** The fastest backend that this process can have: the native one where its binding was loaded. */
export const fastestBackend = (): BackendName =>
  loadTensorFlowJs().engine().backendNames().includes('tensorflow') ? 'tensorflow' : 'wasm';

let registered = false;

/** Registers the WebAssembly backend, which finds its files beside itself and asks no network. */
function registerWasm(): void {
  if (registered) return;
  const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm') as typeof wasm;
  setWasmPaths(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + path.sep);
  // Its threads do not start under Node.
  loadTensorFlowJs().env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  registered = true;
}

// The compiled module hangs itself on these events of the process and would turn every unhandled rejection into a crash of
// its own. Who answers for the process decides that, not a library.
const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

const listenersOf = (emitter: NodeJS.EventEmitter) =>
  new Map(EVENTS.map((event) => [event, emitter.listeners(event)]));

function removeListenersSince(before: ReturnType<typeof listenersOf>): void {
  for (const [event, known] of before)
    for (const listener of process.listeners(event as 'uncaughtException'))
      if (!known.includes(listener)) process.removeListener(event, listener as (...args: unknown[]) => void);
}
