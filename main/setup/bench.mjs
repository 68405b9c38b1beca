// `npm run bench`: sets up what is missing, then runs the benchmark.
import { chromiumFor } from './checks/chromium.mjs';
import { runBuilt } from './run-built.mjs';
import { tellOn } from './tell.mjs';

const found = await chromiumFor(process.env, tellOn());
// Without one the bench says that it did not measure the window.
if ('file' in found) process.env.GENLOOM_CHROMIUM = found.file;
await runBuilt('bench');
