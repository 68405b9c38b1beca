// `npm run bench`: sets up what is missing, then runs the benchmark.
import { runBuilt } from './run-built.mjs';

await runBuilt('bench');
