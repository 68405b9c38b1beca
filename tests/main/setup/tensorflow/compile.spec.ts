import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { compileBinding } from '../../../../main/setup/tensorflow/compile.mjs';
import { temporaryFolder } from '../stand-ins/folder.ts';
import { linux } from '../stand-ins/machine.ts';

/** Compiles with a shell script in place of the compiler. */
function compile(script: string, platform = 'linux') {
  const root = temporaryFolder();
  const compiler = path.join(root, 'g++');
  writeFileSync(compiler, `#!/bin/sh\n${script}`);
  chmodSync(compiler, 0o755);
  for (const name of ['@tensorflow/tfjs-node-gpu', 'node-api-headers'])
    mkdirSync(path.join(root, 'node_modules', name), { recursive: true });
  writeFileSync(
    path.join(root, 'node_modules/node-api-headers/index.js'),
    `exports.include_dir = '/headers'`,
  );
  const output = path.join(root, 'binding.node');
  return compileBinding({ root, library: '/li,b', output, machine: { ...linux, platform, compiler } }).then(
    () => readFileSync(output, 'utf8').trim().split('\n'),
  );
}

/** Writes the arguments before the output into it, a line each. */
const writeArguments = 'while [ "$1" != -o ]; do args="$args$1\\n"; shift; done; printf -- "$args" > "$2"';

it.skipIf(process.platform === 'win32')(
  'asks for the sources, the headers and, on Linux, the quiet start',
  async () => {
    const onLinux = await compile(writeArguments);
    expect(onLinux).toEqual(
      expect.arrayContaining([
        '-I/li,b/include',
        '-I/headers',
        'binding/tfjs_backend.cc',
        'binding/tfjs_binding.cc',
      ]),
    );
    expect(onLinux.at(-1)).toMatch(/log-level\.cc$/);
    expect((await compile(writeArguments, 'darwin')).slice(-2)).toEqual(['-undefined', 'dynamic_lookup']);
  },
);

it.skipIf(process.platform === 'win32')("repeats the compiler's first complaint", async () => {
  await expect(compile('echo "In file x:"; echo "x.cc:3: error: no such type" >&2; exit 1')).rejects.toThrow(
    "g++ could not build TensorFlow's binding (1): x.cc:3: error: no such type",
  );
});

it('says which compiler to install', async () => {
  const wanted = { root: '/', library: '/', output: '/', machine: { ...linux, compiler: null } };
  await expect(compileBinding(wanted)).rejects.toThrow('sudo apt-get install g++');
  const mac = { ...wanted, machine: { ...wanted.machine, platform: 'darwin' } };
  await expect(compileBinding(mac)).rejects.toThrow('xcode-select --install');
});
