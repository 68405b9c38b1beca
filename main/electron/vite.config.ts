import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The preload script: a sandboxed window takes one CommonJS file. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: 'main/electron/preload.ts',
    target: 'node20',
    outDir: 'out',
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs' },
    },
  },
});
