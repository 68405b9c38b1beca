import { expect, it } from 'vitest';

import {
  chooseWheel,
  readIndex,
  TENSORFLOW,
  wantedFromWheel,
  wheelProject,
} from '../../../../main/setup/tensorflow/wheel.mjs';
import { linux } from '../stand-ins/machine.ts';

const sha256 = 'a'.repeat(64);
const named = (...names: string[]) =>
  names.map((filename) => ({ filename, url: 'https://h/f', sha256, size: 1, yanked: false }));
const wheel = (project: string, tags: string, version = TENSORFLOW) =>
  `${project}-${version}-cp311-cp311-${tags}.whl`;

it('reads an index in JSON and in HTML alike', () => {
  const json = readIndex(
    JSON.stringify({
      files: [
        { filename: 'a.whl', url: '../../files/a.whl', hashes: { sha256 }, size: 7, yanked: 'broken' },
        { filename: 'b.whl', url: 'https://other/b.whl', hashes: {} },
      ],
    }),
    'application/vnd.pypi.simple.v1+json',
    'https://host/simple/tensorflow/',
  );
  const html = readIndex(
    `<!DOCTYPE html><a href="../../files/a.whl#sha256=${sha256}" data-yanked="broken">a.whl</a><br/>
     <A data-requires-python="&gt;=3.9" href='https://other/b.whl'> b.whl </A>`,
    'text/html; charset=utf-8',
    'https://host/simple/tensorflow/',
  );
  expect(json).toEqual([
    { filename: 'a.whl', url: 'https://host/files/a.whl', sha256, size: 7, yanked: true },
    { filename: 'b.whl', url: 'https://other/b.whl', sha256: null, size: null, yanked: false },
  ]);
  expect(html).toEqual(json.map((file) => ({ ...file, size: null })));
});

it('chooses by platform, processor and C library', () => {
  const mac = { ...linux, platform: 'darwin', arch: 'arm64', glibc: null };
  const arm = { ...linux, arch: 'arm64' };
  const cpu = wheel('tensorflow_cpu', 'manylinux_2_27_x86_64');
  const both = wheel('tensorflow', 'manylinux_2_17_aarch64.manylinux2014_aarch64');
  const apple = wheel('tensorflow', 'macosx_12_0_arm64');
  const files = named(
    wheel('tensorflow_cpu', 'win_amd64'),
    wheel('tensorflow_cpu', 'manylinux_2_27_x86_64', '2.20.0'),
    cpu,
    wheel('tensorflow', 'manylinux_2_27_x86_64'),
    both,
    apple,
  );
  expect(chooseWheel(files, linux, wheelProject(linux, 'cpu'))?.filename).toBe(cpu);
  expect(chooseWheel(files, arm, wheelProject(arm, 'cpu'))?.filename).toBe(both);
  expect(chooseWheel(files, mac, wheelProject(mac, 'cpu'))?.filename).toBe(apple);
  expect(wheelProject(linux, 'gpu')).toBe('tensorflow');
  expect(chooseWheel(files, { ...linux, glibc: '2.26' }, 'tensorflow-cpu')).toBeNull();
  expect(chooseWheel(files, { ...linux, glibc: '3.0' }, 'tensorflow-cpu')?.filename).toBe(cpu);
});

it('passes over withdrawn files, and chooses the same one in whatever order they come', () => {
  const [a, b, c] = named(
    `tensorflow_cpu-${TENSORFLOW}-cp310-cp310-manylinux_2_27_x86_64.whl`,
    `tensorflow_cpu-${TENSORFLOW}-cp311-cp311-manylinux_2_27_x86_64.whl`,
    `tensorflow_cpu-${TENSORFLOW}-cp312-cp312-manylinux_2_27_x86_64.whl`,
  );
  const files = [c!, { ...a!, yanked: true }, b!];
  expect(chooseWheel(files, linux, 'tensorflow-cpu')).toBe(b);
  expect(chooseWheel(files.toReversed(), linux, 'tensorflow-cpu')).toBe(b);
});

it.each([
  [{ platform: 'win32', glibc: null }, 'cannot be loaded without its Python'],
  [{ platform: 'darwin', glibc: null }, 'has no TensorFlow 2.21.0 for darwin x64'],
  [{ platform: 'freebsd' }, 'for freebsd x64'],
  [{ glibc: null }, 'needs the GNU C library'],
])('says why there is none: %o', (machine, why) => {
  expect(() => wheelProject({ ...linux, ...machine }, 'cpu')).toThrow(why);
});

it('takes the two libraries and the headers that the binding includes', () => {
  const wanted = (name: string) => wantedFromWheel(name, 'linux');
  expect(wanted('tensorflow/libtensorflow_cc.so.2')).toBe('libtensorflow_cc.so.2');
  expect(wanted('tensorflow/include/tensorflow/c/c_api.h')).toBe('include/tensorflow/c/c_api.h');
  expect(wanted('tensorflow/include/absl/base/options.inc')).toBe('include/absl/base/options.inc');
  for (const other of [
    'tensorflow/include/Eigen/Core',
    'tensorflow/python/x.so',
    'tensorflow/libtensorflow_cc.2.dylib',
  ])
    expect(wanted(other)).toBeNull();
});
