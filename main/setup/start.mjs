// `npm start -- <command>`: sets up what is missing, then runs the command.
import { runBuilt } from './run-built.mjs';

await runBuilt('cli');
