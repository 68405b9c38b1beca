// `npm run package`: makes the desktop something to install, for this platform. What stands behind `--` goes to electron-builder,
// such as `--linux dir`.
import { rmSync } from 'node:fs';
import path from 'node:path';

import { build } from './build.mjs';
import { runPackage } from './checks/packages.mjs';
import { sentence } from './explain-error.mjs';
import { projectRoot as root } from './places.mjs';
import { prepare } from './prepare.mjs';
import { tellOn } from './tell.mjs';

/** @returns {Promise<string | null>} a sentence where it could not be packaged */
async function packageDesktop() {
  const problem = await prepare({ root, tensorflow: false });
  if (problem !== null) return problem;
  try {
    // Chunks of former builds shall not be packaged. A studio that is open in this checkout is to be reloaded afterwards.
    for (const former of ['out/chunks', 'out/window'])
      rmSync(path.join(root, former), { recursive: true, force: true });
    await build(root, tellOn());
  } catch (error) {
    return sentence(error);
  }
  const args = ['--publish', 'never', ...process.argv.slice(2)];
  return (await runPackage(root, 'electron-builder', args)) ? null : 'It could not be packaged; see above.';
}

const problem = await packageDesktop();
if (problem !== null) {
  console.error(problem);
  process.exitCode = 1;
}
