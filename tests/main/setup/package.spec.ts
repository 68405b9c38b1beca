// What `npm run package` puts together, with a stand-in for Electron's program: which files, and that they are all that is needed.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { projectRoot as root } from '../../../main/setup/places.mjs';
import { runTool } from '../../../main/setup/run-tool.mjs';
import { filesBelow } from './stand-ins/folder.ts';

interface Asar {
  listPackage(file: string): string[];
  extractAll(file: string, folder: string): void;
}
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const asar = createRequire(builder.resolve('app-builder-lib/package.json'))('@electron/asar') as Asar;

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-package-'));
const resources = path.join(folder, 'packaged/linux-unpacked/resources');
let files: string[];
/** Names of packages in the archive. */
let packages: Set<string>;

/** A folder that looks like Electron's to the packager. */
function standIn(): string {
  const electron = path.join(folder, 'electron');
  mkdirSync(path.join(electron, 'resources'), { recursive: true });
  mkdirSync(path.join(electron, 'locales'));
  for (const name of [
    'LICENSE',
    'LICENSES.chromium.html',
    'chrome-sandbox',
    'chrome_crashpad_handler',
    'resources.pak',
  ])
    writeFileSync(path.join(electron, name), '');
  writeFileSync(path.join(electron, 'locales/en-US.pak'), '');
  writeFileSync(path.join(electron, 'version'), '45.4.1');
  writeFileSync(path.join(electron, 'electron'), '#!/bin/sh\n');
  chmodSync(path.join(electron, 'electron'), 0o755);
  return electron;
}

describe.skipIf(process.platform !== 'linux')('the packaged desktop', () => {
  beforeAll(async () => {
    const cli = builder.resolve('electron-builder/cli.js');
    const output = path.join(folder, 'packaged');
    const args = [
      '--linux',
      'dir',
      '--publish',
      'never',
      `-c.electronDist=${standIn()}`,
      `-c.directories.output=${output}`,
    ];
    const ended = await runTool(process.execPath, [cli, ...args], { cwd: root });
    if (ended.code !== 0) throw new Error(ended.text);
    files = asar.listPackage(path.join(resources, 'app.asar')).map((file) => file.replaceAll('\\', '/'));
    packages = new Set(
      files.flatMap((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/@]+)\//.exec(file)?.[1] ?? []),
    );
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds the programs, the window, the templates and the data', () => {
    const { main } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { main: string };
    for (const file of [
      `/${main}`,
      '/package.json',
      '/LICENSE',
      '/out/preload.cjs',
      '/out/engine.js',
      '/out/window/index.html',
      '/templates/vae-digits/document.genloom',
      '/main/datasets/files/digits-images.idx3-ubyte.gz',
    ])
      expect(files).toContain(file);
  });

  test('holds no sources, maps, tests, measurements or memories of this machine', () => {
    const own = files.filter((file) => !file.startsWith('/node_modules'));
    expect(
      own.filter((file) => /\.(ts|tsx|mjs|map|spec\.\w+)$|bench|retrain|\/tests?\/|\/built$/.test(file)),
    ).toEqual([]);
    expect(
      files.filter((file) => /\.map$|\.d\.ts$|\/\.genloom|tfjs_binding\.node$|libtensorflow/.test(file)),
    ).toEqual([]);
  });

  test('holds every package that it runs with and none that it is built with', () => {
    const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
    };
    const wrong = [...packages].filter((name) => {
      const entry = lock.packages[`node_modules/${name}`];
      return entry === undefined || entry.dev === true;
    });
    expect(wrong).toEqual([]);
    for (const name of ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', 'msgpackr', 'sharp', 'zod'])
      expect(packages).toContain(name);
    for (const name of ['electron', 'react', 'three', 'vite', 'vitest', 'typescript', 'node-api-headers'])
      expect(packages).not.toContain(name);
  });

  test('keeps native files beside the archive', () => {
    const native = files.filter((file) => /\.(node|dll|dylib)$|\.so(\.[\d.]+)?$/.test(file));
    expect(native.some((file) => file.includes('sharp'))).toBe(true);
    const unpacked = filesBelow(path.join(resources, 'app.asar.unpacked')).map((file) => `/${file}`);
    for (const file of native) expect(unpacked).toContain(file);
  });

  test('is not larger than 130 MB', () => {
    expect(statSync(path.join(resources, 'app.asar')).size).toBeLessThan(130e6);
  });

  test('runs by what it holds: a template is sampled to a picture', async () => {
    const app = path.join(folder, 'app');
    asar.extractAll(path.join(resources, 'app.asar'), app);
    const picture = path.join(folder, 'samples.png');
    const args = [
      path.join(app, 'out/cli.js'),
      'sample',
      'vae-digits',
      '--backend',
      'wasm',
      '--count',
      '4',
      '--out',
      picture,
    ];
    const ended = await runTool(process.execPath, args, { cwd: folder });
    expect(ended.code, ended.text).toBe(0);
    expect(existsSync(picture)).toBe(true);
    expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG');
  });
});
