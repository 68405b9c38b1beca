// Arranges TensorFlow in a process of its own, with a compiler and a check that stand in for the real ones, and prints the outcome.
// Arguments as JSON: { root, env, machine, compiled: a file that gets a line for each compilation }.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { bindingFile } from '../../../../main/setup/places.mjs';
import { silence } from '../../../../main/setup/tell.mjs';
import { arrangeTensorFlow } from '../../../../main/setup/tensorflow/arrange.mjs';

const { root, env, machine, compiled } = JSON.parse(process.argv[2] ?? '{}');
const arrangement = await arrangeTensorFlow({
  root,
  env,
  machine,
  tell: silence,
  compile: async ({ library, output }) => {
    appendFileSync(compiled, 'compiled\n');
    const size = readFileSync(path.join(library, 'libtensorflow_cc.so.2')).length;
    writeFileSync(output, `binding over ${size} bytes`);
  },
  check: async () => {
    if (!readFileSync(bindingFile(root), 'utf8').startsWith('binding over '))
      throw new Error('It does not load.');
    return '2.21.0';
  },
});
console.log(JSON.stringify(arrangement));
