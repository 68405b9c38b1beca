// Rung 2, second half: builds the package's own C++ binding against a TensorFlow library that lies in a folder.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { runTool } from '../run-tool.mjs';
import { bindingPackage } from '../places.mjs';
import { libraryNames } from './wheel.mjs';

const LOG_LEVEL = fileURLToPath(new URL('log-level.cc', import.meta.url));

/**
 * @param {object} wanted
 * @param {string} wanted.root the checkout whose packages hold the binding's source and Node-API's headers
 * @param {string} wanted.library the folder with the libraries and `include`
 * @param {string} wanted.output the file to write
 * @param {import('./machine.mjs').Machine} wanted.machine
 * @throws a sentence with the compiler's first complaint
 */
export async function compileBinding({ root, library, output, machine }) {
  const compiler = machine.compiler;
  if (compiler === null) throw new Error(noCompiler(machine.platform));
  const source = bindingPackage(root);
  const headers = createRequire(path.join(root, 'package.json'))('node-api-headers').include_dir;
  const mac = machine.platform === 'darwin';
  // node-gyp's own flags for this package; see its binding.gyp.
  const ended = await runTool(
    compiler,
    [
      '-std=c++17',
      '-O2',
      '-fPIC',
      '-shared',
      '-DNAPI_VERSION=8',
      '-DNODE_GYP_MODULE_NAME=tfjs_binding',
      '-DBUILDING_NODE_EXTENSION',
      '-I.',
      `-I${path.join(library, 'include')}`,
      `-I${headers}`,
      'binding/tfjs_backend.cc',
      'binding/tfjs_binding.cc',
      ...(mac ? ['-undefined', 'dynamic_lookup'] : [LOG_LEVEL]),
      '-o',
      output,
      ...libraryNames(machine.platform).map((name) => path.join(library, name)),
      // Where the loader looks for them; spelt so that a comma in the path does no harm.
      '-Xlinker',
      '-rpath',
      '-Xlinker',
      library,
    ],
    { cwd: source },
  );
  if (ended.code === 0) return;
  const complaint = /^.*error.*$/im.exec(ended.text)?.[0] ?? ended.text.split('\n', 1)[0] ?? '';
  throw new Error(
    `${path.basename(compiler)} could not build TensorFlow's binding (${ended.signal ?? ended.code}): ${complaint.trim()}`,
  );
}

/** @param {string} platform */
export const noCompiler = (platform) =>
  `No C++ compiler was found, which building TensorFlow's binding needs: install one (${
    platform === 'darwin' ? 'xcode-select --install' : 'for example: sudo apt-get install g++'
  }).`;

/** The version of the package that a binding was built from. @param {string} root */
export async function bindingVersion(root) {
  const file = path.join(bindingPackage(root), 'package.json');
  return String(JSON.parse(await readFile(file, 'utf8')).version);
}
