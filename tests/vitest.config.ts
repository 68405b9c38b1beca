import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.spec.{ts,tsx}'],
    setupFiles: ['tests/fast-check-seed.ts'],
    pool: 'forks',
    // TensorFlow's native library cannot be shared by worker threads, and two cores train no faster in four processes.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
