#!/usr/bin/env node
// `npx genloom <command>`: the same as `npm start -- <command>`, once that has set Genloom up.
import { runBuilt } from './run-built.mjs';

await runBuilt('cli', { setUp: false });
