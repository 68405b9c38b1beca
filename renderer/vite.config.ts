import { fileURLToPath } from 'node:url';

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root: `${root}/renderer`,
  // Relative addresses hold under the server and under the desktop's own protocol alike.
  base: './',
  publicDir: false,
  plugins: [react(), tailwindcss()],
  worker: { format: 'es' },
  build: {
    outDir: `${root}/out/window`,
    // A window that is still open may yet ask for a chunk of the former build: main/setup/build.mjs clears the old ones away later.
    emptyOutDir: false,
    // The policy of the page allows files of its own, no data in their place.
    assetsInlineLimit: 0,
    sourcemap: true,
    chunkSizeWarningLimit: 1500,
  },
});
