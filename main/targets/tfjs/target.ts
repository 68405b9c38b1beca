import type { Target } from '../target.ts';
import { startBackend, type BackendName } from './library.ts';
import { TfjsRunner } from './runner.ts';
import { tableOf } from './table.ts';

/**
 * Runs a program operation by operation on a backend of TensorFlow.js: the fallback where there is no native TensorFlow, and the
 * reference in tests.
 * @param backend `cpu` is plain JavaScript; `tensorflow` must have been loaded before
 */
export function tfjsTarget(backend: BackendName): Target {
  const table = tableOf(backend);
  return {
    name: `tfjs-${backend}`,
    takes: (kind) => kind in table,
    open: async (programs) => new TfjsRunner(await startBackend(backend), backend, table, programs),
  };
}
