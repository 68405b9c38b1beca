// What `npm start -- <command>` and `npx genloom <command>` run.
import path from 'node:path';
import { projectRoot } from '../projects/root.ts';
import { main } from './main.ts';
import { processStreams } from './process-streams.ts';

// npm runs `npm start` in Genloom's folder; files are meant from where the person is.
const { npm_lifecycle_event: script, npm_package_json: owner, INIT_CWD: origin } = process.env;
if (script === 'start' && owner === path.join(projectRoot(), 'package.json') && origin) process.chdir(origin);

// stdout belongs to results: libraries that chat do it on stderr.
globalThis.console.log = globalThis.console.info = globalThis.console.error;

process.exitCode = await main(process.argv.slice(2), processStreams());
