// `npm run pictures`: takes the pictures of README from the running app.
import { chromiumFor } from './checks/chromium.mjs';
import { runPackage } from './checks/packages.mjs';
import { projectRoot } from './places.mjs';
import { prepare } from './prepare.mjs';
import { tellOn } from './tell.mjs';

const problem = await prepare({});
const found = await chromiumFor(process.env, tellOn());
if (problem !== null || 'why' in found) {
  console.error(problem ?? ('why' in found ? found.why : ''));
  process.exitCode = 1;
} else {
  const args = ['run', '--config', 'tests/vitest.config.ts', 'tests/journeys/pictures.spec.ts'];
  const env = { ...process.env, GENLOOM_CHROMIUM: found.file, GENLOOM_PICTURES: '1' };
  const taken = await runPackage(projectRoot, 'vitest', args, { env });
  process.exitCode = taken ? 0 : 1;
}
