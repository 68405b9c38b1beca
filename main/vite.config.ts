import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The programs that are built, each for plain Node: `out/<name>.js`. */
const programs = {
  cli: 'main/cli/index.ts', // what `npm start` and `genloom` run
  retrain: 'main/cli/retrain.ts', // what `npm run templates` runs
  electron: 'main/electron/main.ts', // what Electron runs
  engine: 'main/engine/process.ts', // what the engine's own process runs
  export: 'main/studio/export-process.ts', // what an export runs in
  bench: 'tests/bench/bench.ts', // what `npm run bench` runs
};

export default defineConfig({
  root,
  publicDir: false,
  build: {
    // Packages stay in node_modules: TensorFlow's must, and none of the others gains by being copied.
    ssr: true,
    target: 'node20',
    outDir: 'out',
    // A program that still runs may yet import a chunk of the former build: main/setup/build.mjs clears the old ones away later.
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(programs).filter(([, file]) => existsSync(`${root}/${file}`))),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
