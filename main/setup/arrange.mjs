// Arranges TensorFlow beside a studio that is open already, and tells it in JSON, one object a line on stdout. Started by
// arrange-beside.mjs, and gone when that is gone.
import { setPriority } from 'node:os';

import { tellTo } from './tell.mjs';
import { arrangeTensorFlow } from './tensorflow/arrange.mjs';

/** @param {import('./arrange-beside.mjs').Line} line */
const write = (line) => void process.stdout.write(`${JSON.stringify(line)}\n`);

process.stdout.on('error', () => process.exit(1));
process.stdin.on('end', () => process.exit(1)).resume();
// Unpacking and compiling shall slow no training.
setPriority(10);

const { rung, tried, choice } = await arrangeTensorFlow({
  tell: tellTo((arranging) => write({ arranging })),
  again: process.argv.includes('--again'),
});
const why = tried
  .filter(({ rung: one, ok }) => one !== 4 || !ok)
  .map((attempt) => attempt.why)
  .join(' ');
write({
  arranged: {
    failed:
      rung !== 4 || choice === 'none'
        ? null
        : {
            en: `WebAssembly is used, which is slower. ${why}`,
            ko: `더 느린 WebAssembly를 씁니다. ${why}`,
          },
  },
});
process.exit(0); // stdin is still open.
