import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { selfCheck } from '../../../../main/setup/tensorflow/self-check.mjs';
import { temporaryFolder } from '../stand-ins/folder.ts';

/** A checkout whose TensorFlow package is this source. */
function checkout(source: string): string {
  const root = temporaryFolder();
  const folder = path.join(root, 'node_modules/@tensorflow/tfjs-node-gpu');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(root, 'package.json'), '{}');
  writeFileSync(path.join(folder, 'index.js'), source);
  return root;
}

/** A package that multiplies to `product`. */
const package_ = (product: number[]) => `
  exports.tensor2d = () => {};
  exports.matMul = () => ({ dataSync: () => ${JSON.stringify(product)} });
  exports.backend = () => ({ binding: { TF_Version: '2.21.0' } });`;

it('gives the version of a TensorFlow that multiplies rightly', async () => {
  expect(await selfCheck(checkout(package_([19, 22, 43, 50])))).toBe('2.21.0');
});

it.each([
  ['multiplies wrongly', package_([19, 22, 43, 51]), 'it multiplies wrongly: 19,22,43,51'],
  [
    'cannot be loaded',
    `throw new Error('libx.so: cannot open shared object file')`,
    'libx.so: cannot open shared object',
  ],
])('says of one that %s that it does', async (_, source, why) => {
  await expect(selfCheck(checkout(source))).rejects.toThrow(why);
});

it.skipIf(process.platform === 'win32')(
  'survives one that crashes, and says what may be the matter',
  async () => {
    const crash = (signal: string) =>
      selfCheck(checkout(`process.kill(process.pid, '${signal}'); while (true);`));
    await expect(crash('SIGILL')).rejects.toThrow('this processor lacks instructions');
    await expect(crash('SIGSEGV')).rejects.toThrow('It crashed or hung (SIGSEGV).');
  },
);
