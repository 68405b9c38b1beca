// `npm run templates`: trains the templates again from their seeds, and writes what ships with them.
import { runBuilt } from './run-built.mjs';

await runBuilt('retrain');
