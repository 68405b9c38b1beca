import type { KernelTable } from './kernel.ts';
import type { BackendName } from './library.ts';

const collected = (files: Record<string, { default: KernelTable }>): KernelTable =>
  Object.assign({}, ...Object.values(files).map((file) => file.default)) as KernelTable;

const everywhere = collected(import.meta.glob('./table/*.ts', { eager: true }));

/** What one backend lacks, or does slowly or otherwise than the alphabet says. */
const instead: Partial<Record<BackendName, KernelTable>> = {
  wasm: collected(import.meta.glob('./wasm/*.ts', { eager: true })),
};

/** Every kernel of a backend by the kind of operation that it computes. */
export const tableOf = (backend: BackendName): KernelTable => ({ ...everywhere, ...instead[backend] });
