import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readIdx } from '../../../main/datasets/idx.ts';
import { projectRoot } from '../../../main/projects/root.ts';

const script = path.join(projectRoot(), 'main', 'datasets', 'convert-mnist.mjs');
const folder = mkdtempSync(path.join(tmpdir(), 'genloom-convert-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder like the package's: of digit d there are 2 + d images; every pixel of image k of digit d is the byte 16 d + k. */
function smallPackage(name: string): string {
  const digits = path.join(folder, name, 'src', 'digits');
  mkdirSync(digits, { recursive: true });
  for (let digit = 0; digit < 10; digit++) {
    const bytes = Array.from({ length: 784 * (2 + digit) }, (_, at) => 16 * digit + Math.floor(at / 784));
    const data = bytes.map((byte) => Number((byte / 255).toFixed(3)));
    writeFileSync(path.join(digits, `${digit}.json`), JSON.stringify({ data }));
  }
  return path.join(folder, name);
}

const read = (name: string, file: string) => readFileSync(path.join(folder, name, file));

test('the conversion keeps every digit with its label, interleaves the classes, and gives the same bytes again', () => {
  const source = smallPackage('package');
  for (const target of ['once', 'twice'])
    execFileSync(process.execPath, [script, source, path.join(folder, target)]);
  const images = read('once', 'digits-images.idx3-ubyte.gz');
  const labels = read('once', 'digits-labels.idx1-ubyte.gz');
  expect(images.equals(read('twice', 'digits-images.idx3-ubyte.gz'))).toBe(true);
  expect(labels.equals(read('twice', 'digits-labels.idx1-ubyte.gz'))).toBe(true);

  const { shape, data } = readIdx(images, 'images');
  const { data: label } = readIdx(labels, 'labels');
  expect(shape).toEqual([65, 28, 28]);
  const firsts = Array.from({ length: 65 }, (_, k) => data[k * 784]!);
  expect(Array.from(label)).toEqual(firsts.map((byte) => Math.floor(byte / 16)));
  const written = Array.from({ length: 10 }, (_, d) =>
    Array.from({ length: 2 + d }, (__, k) => 16 * d + k),
  ).flat();
  expect([...firsts].sort((a, b) => a - b)).toEqual(written);
  expect(firsts).not.toEqual(written);
  for (let prefix = 1; prefix <= 65; prefix++)
    for (let digit = 0; digit < 10; digit++) {
      const seen = Array.from(label.slice(0, prefix)).filter((value) => value === digit).length;
      expect(Math.abs(seen - ((2 + digit) * prefix) / 65)).toBeLessThan(2);
    }
});

test('the conversion refuses what is not the package', () => {
  const source = smallPackage('broken');
  writeFileSync(path.join(source, 'src', 'digits', '3.json'), JSON.stringify({ data: Array(784).fill(0.5) }));
  const { status, stderr } = spawnSync(process.execPath, [script, source, folder], { encoding: 'utf8' });
  expect(status).not.toBe(0);
  expect(stderr).toContain('number 0 is 0.5, which is no byte divided by 255');
  expect(spawnSync(process.execPath, [script], { encoding: 'utf8' }).stderr).toContain(
    'Usage: node convert-mnist.mjs',
  );
});
