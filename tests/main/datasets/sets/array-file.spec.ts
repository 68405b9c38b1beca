import { gzipSync, zipSync, type Zippable } from 'fflate';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { writeIdx } from '../../../../main/datasets/idx.ts';
import { writeNpy } from '../../../../main/datasets/npy.ts';
import { catalogue } from '../../../../nodes/catalogue.ts';
import type { ValueNode } from '../../../../nodes/contract.ts';
import { resolveDials } from '../../../../nodes/graph/dials.ts';
import type { DialValue } from '../../../../nodes/graph/document.ts';
import { opened, ownFolder } from '../in-own-cache.ts';

const file = ownFolder();

async function arrays(dials: Record<string, DialValue>) {
  const { dataset, dials: declared, check } = catalogue.get('array-file') as ValueNode;
  const resolved = resolveDials(declared, dials);
  check!(resolved);
  return opened(dataset!(resolved)!);
}

/** Ten examples of two numbers: example k is k, −k. */
const pairs = Float32Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? i / 2 : -(i - 1) / 2));
const pairsNpy = writeNpy(pairs, [10, 2], 'float32');
const labels = writeNpy(
  BigInt64Array.from({ length: 10 }, (_, k) => BigInt(k % 3)),
  [10],
  'int64',
);
const npz = (level: 0 | 6) => zipSync({ 'x.npy': pairsNpy, 'y.npy': labels } satisfies Zippable, { level });

describe('an array file', () => {
  test.each([
    ['pairs.npy', pairsNpy, {}],
    ['stored.npz', npz(0), { array: 'x' }],
    ['packed.npz', npz(6), { array: 'x' }],
    ['pairs.idx', writeIdx({ shape: [10, 2], data: pairs }), {}],
    ['pairs.idx.gz', gzipSync(writeIdx({ shape: [10, 2], data: pairs })), {}],
  ])('%s is read example by example', async (name, bytes, dials) => {
    const set = await arrays({ file: file(name, bytes), shape: [2], ...dials });
    expect([set.trainingExamples, set.heldOutExamples]).toEqual([8, 2]);
    // Examples 4 and 9 are held out.
    expect([...set.batch('held-out', [1, 0]).value!]).toEqual([9, -9, 4, -4]);
    expect([...set.batch('training', [0, 7, 3, 4]).value!]).toEqual([0, -0, 8, -8, 3, -3, 5, -5]);
  });

  test.each([0, 6] as const)(
    'classes lie beside it in the npz (level %i), whatever their type',
    async (level) => {
      const set = await arrays({
        file: file(`classes-${level}.npz`, npz(level)),
        array: 'x',
        shape: [2],
        labels: 'y',
        classes: 3,
      });
      expect(set.ports.label).toEqual({ shape: [], dtype: 'int32' });
      expect([...set.batch('training', [0, 1, 2, 3]).label!]).toEqual([0, 1, 2, 0]);
    },
  );

  test('bytes become values of a range, and classes come from a file of their own', async () => {
    const images = file(
      'images.idx',
      writeIdx({ shape: [5, 1, 2], data: Uint8Array.from([0, 255, 51, 102, 1, 2, 3, 4, 5, 6]) }),
    );
    const classes = file(
      'labels.idx.gz',
      gzipSync(writeIdx({ shape: [5], data: Uint8Array.from([4, 3, 2, 1, 0]) })),
    );
    const set = await arrays({ file: images, labels: classes, classes: 5, shape: [1, 2, 1], values: 'unit' });
    const { value, label } = set.batch('training', [0, 1]);
    expect([...value!].map((x) => Math.round(x * 1e6) / 1e6)).toEqual([0, 1, 0.2, 0.4]);
    expect([...label!]).toEqual([4, 3]);
    const wide = await arrays({ file: images, shape: [1, 2, 1], values: 'symmetric' });
    expect([...wide.batch('training', [0]).value!]).toEqual([-1, 1]);
  });

  test.each([0, 6] as const)('a cut npz (level %i) is a sentence wherever it was cut', async (level) => {
    const whole = npz(level);
    for (const share of [0.05, 0.3, 0.6, 0.9, 0.99]) {
      const name = file(`cut-${level}.npz`, whole);
      truncateSync(name, Math.floor(whole.length * share));
      await expect(arrays({ file: name, array: 'x', shape: [2] })).rejects.toThrow(
        /cut-.\.npz: .*cut or damaged.*: copy it again\./s,
      );
    }
  });

  test('a damaged one too', async () => {
    const name = file('damaged.npz', npz(6));
    const bytes = readFileSync(name);
    bytes.fill(0xff, 60, 80);
    writeFileSync(name, bytes);
    await expect(arrays({ file: name, array: 'x', shape: [2] })).rejects.toThrow(/damaged\.npz/);
    const npy = file('short.npy', pairsNpy);
    truncateSync(npy, pairsNpy.length - 4);
    await expect(arrays({ file: npy, shape: [2] })).rejects.toThrow(
      'takes 80 bytes, but 76 are there. The file was cut or damaged',
    );
  });

  test('says what does not fit', async () => {
    const name = file('stored.npz', npz(0));
    await expect(arrays({ file: name, shape: [2] })).rejects.toThrow(
      'it holds 2 arrays; it has x, y. Name one of them.',
    );
    await expect(arrays({ file: name, array: 'z', shape: [2] })).rejects.toThrow(
      'there is no array "z" in it; it has x, y.',
    );
    await expect(arrays({ file: name, array: 'x', shape: [3] })).rejects.toThrow('Set the shape to [2].');
    await expect(arrays({ file: name, array: 'x', shape: [2], labels: 'y', classes: 2 })).rejects.toThrow(
      'class 2 is 2, but the dial "classes" says 2',
    );
    await expect(arrays({ file: name, array: 'x', shape: [2], values: 'unit' })).rejects.toThrow(
      'it holds float32 and no bytes',
    );
    await expect(arrays({ file: file('none.npy'), shape: [2] })).rejects.toThrow('none.npy');
    await expect(arrays({ file: file('text.npy', 'hello'), shape: [2] })).rejects.toThrow(
      'this is no IDX file',
    );
  });

  test('that goes away while it is used is a sentence', async () => {
    const name = file('goes.npy', pairsNpy);
    const set = await arrays({ file: name, shape: [2] });
    truncateSync(name, pairsNpy.length - 8);
    expect(() => set.batch('held-out', [1])).toThrow(
      'it ends before row 9, which was there when it was opened.',
    );
  });
});
