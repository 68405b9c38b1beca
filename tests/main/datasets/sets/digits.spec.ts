import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { datasetKinds, openDataset } from '../../../../main/datasets/catalogue.ts';
import { writeIdx } from '../../../../main/datasets/idx.ts';
import { projectRoot } from '../../../../main/projects/root.ts';

const files = path.join(projectRoot(), 'main', 'datasets', 'files');
const folder = mkdtempSync(path.join(tmpdir(), 'genloom-digits-'));
afterAll(() => rmSync(folder, { recursive: true }));

const digits = (dials: Record<string, unknown> = {}) => openDataset({ kind: 'digits', dials });
const all = (count: number) => Array.from({ length: count }, (_, index) => index);
const countClasses = (labels: ArrayLike<number>) =>
  Array.from(labels).reduce(
    (counts, label) => counts.with(label, counts[label]! + 1),
    Array<number>(10).fill(0),
  );

/** A pair of files of `labels.length` images; the pixels of image k are all k. */
function ownFiles(
  name: string,
  labels: number[],
  shape = [labels.length, 28, 28],
): { images: string; labels: string } {
  mkdirSync(path.join(folder, name));
  const paths = {
    images: path.join(folder, name, 'images.idx'),
    labels: path.join(folder, name, 'labels.idx'),
  };
  const pixels = Uint8Array.from({ length: shape.reduce((a, b) => a * b) }, (_, at) => Math.floor(at / 784));
  writeFileSync(paths.images, writeIdx({ shape, data: pixels }));
  writeFileSync(paths.labels, writeIdx({ shape: [labels.length], data: Uint8Array.from(labels) }));
  return paths;
}

describe('the digits that ship', () => {
  test('are looked at as they were trained on, where that is asked for', () => {
    const looked = digits({ looks: 'training', examples: 50 });
    expect(looked.heldOutExamples).toBe(50);
    expect(looked.batch('held-out', [0, 7, 49])).toEqual(looked.batch('training', [0, 7, 49]));
    expect(looked.batch('held-out', [0])).not.toEqual(digits().batch('held-out', [0]));
  });

  test('are the bytes that ORIGIN.md tells of', () => {
    const origin = readFileSync(path.join(files, 'ORIGIN.md'), 'utf8');
    for (const name of ['digits-images.idx3-ubyte', 'digits-labels.idx1-ubyte']) {
      const bytes = gunzipSync(readFileSync(path.join(files, `${name}.gz`)));
      expect(origin).toContain(`${name}  ${createHash('sha256').update(bytes).digest('hex')}`);
    }
  });

  test('are 8,000 for training and 2,000 held out, all different, with the classes in proportion', () => {
    const set = digits();
    expect([set.trainingExamples, set.heldOutExamples]).toEqual([8000, 2000]);
    expect(set.ports).toEqual({
      image: { shape: [28, 28, 1], dtype: 'float32' },
      label: { shape: [], dtype: 'int32' },
    });
    const training = set.batch('training', all(8000));
    const heldOut = set.batch('held-out', all(2000));
    expect(countClasses(training.label!)).toEqual([801, 902, 793, 826, 784, 690, 811, 856, 755, 782]);
    expect(countClasses(heldOut.label!)).toEqual([200, 225, 198, 206, 196, 173, 203, 214, 189, 196]);
    const distinct = new Set<string>();
    for (const { image } of [training, heldOut])
      for (let at = 0; at < image!.length; at += 784)
        distinct.add(
          createHash('md5')
            .update(image!.slice(at, at + 784))
            .digest('hex'),
        );
    expect(distinct.size).toBe(10_000);
  });

  test('are ink on paper: mostly 0, inside 0..1, and a mean image of each class that tells it from the others', () => {
    const { image, label } = digits().batch('training', all(8000)) as {
      image: Float32Array;
      label: Int32Array;
    };
    expect(image.reduce((least, value) => Math.min(least, value))).toBe(0);
    expect(image.reduce((most, value) => Math.max(most, value))).toBe(1);
    expect(image.filter((value) => value === 0).length / image.length).toBeCloseTo(0.81, 2);
    const counts = countClasses(label);
    const means = counts.map(() => new Float64Array(784));
    for (let example = 0; example < 8000; example++) {
      const mean = means[label[example]!]!;
      for (let k = 0; k < 784; k++) mean[k]! += image[example * 784 + k]! / counts[label[example]!]!;
    }
    const held = digits().batch('held-out', all(2000)) as { image: Float32Array; label: Int32Array };
    const right = all(2000).filter((example) => {
      const distances = means.map((mean) => {
        let sum = 0;
        for (let k = 0; k < 784; k++) sum += (mean[k]! - held.image[example * 784 + k]!) ** 2;
        return sum;
      });
      return distances.indexOf(Math.min(...distances)) === held.label[example];
    });
    expect(right.length / 2000).toBeGreaterThan(0.78); // the nearest class mean gets 82 % on MNIST
  });
});

describe('the dials of digits', () => {
  test('values and range map every byte', () => {
    const grey = digits().batch('training', [5]).image!;
    const bytes = Array.from(grey, (value) => value * 255);
    expect(bytes.every((value) => Math.abs(value - Math.round(value)) < 1e-4)).toBe(true);
    expect(new Set(bytes).size).toBeGreaterThan(20);
    const signed = digits({ range: '-1..1' }).batch('training', [5]).image!;
    expect(signed.every((value, k) => Math.abs(value - (2 * grey[k]! - 1)) < 1e-6)).toBe(true);
    const binary = digits({ values: 'binary' }).batch('training', [5]).image!;
    expect(Array.from(binary)).toEqual(Array.from(grey, (value) => (value > 0.5 ? 1 : 0)));
    const both = digits({ values: 'binary', range: '-1..1' }).batch('training', [5]).image!;
    expect(Array.from(both)).toEqual(Array.from(grey, (value) => (value > 0.5 ? 1 : -1)));
  });

  test('classes keep their examples in order, on both sides of the split', () => {
    const some = digits({ classes: [3, 8] });
    expect([some.trainingExamples, some.heldOutExamples]).toEqual([826 + 755, 206 + 189]);
    const whole = digits().batch('held-out', all(2000));
    const rows = all(2000).filter((row) => [3, 8].includes(whole.label![row]!));
    const kept = some.batch('held-out', all(395));
    expect(Array.from(kept.label!)).toEqual(rows.map((row) => whole.label![row]));
    expect(kept.image!.slice(784 * 394)).toEqual(
      whole.image!.slice(784 * rows[394]!, 784 * (rows[394]! + 1)),
    );
  });

  test('examples and heldOut take the first ones and never move the split', () => {
    const few = digits({ examples: 100, heldOut: 10, classes: null });
    expect([few.trainingExamples, few.heldOutExamples]).toEqual([100, 10]);
    expect(few.batch('training', [99])).toEqual(digits().batch('training', [99]));
    expect(few.batch('held-out', [9])).toEqual(digits().batch('held-out', [9]));
    expect(digits({ classes: [7], examples: 5000 }).trainingExamples).toBe(856);
  });

  test('a batch comes in the order of its indices, repeats included', () => {
    const set = digits();
    const { image, label } = set.batch('training', Uint32Array.of(7, 3, 7));
    for (const [place, index] of [7, 3, 7].entries()) {
      const one = set.batch('training', [index]);
      expect(image!.slice(place * 784, (place + 1) * 784)).toEqual(one.image);
      expect(label![place]).toBe(one.label![0]);
    }
    expect(set.batch('training', []).image).toHaveLength(0);
  });

  test.each([
    [{ values: 'gray' }, 'Digits: the dial "values" should be one of "grey", "binary", but is "gray".'],
    [{ range: [0, 1] }, 'the dial "range" should be one of "0..1", "-1..1", but is [0,1].'],
    [
      { classes: [] },
      'the dial "classes" should be a list of different whole numbers from 0 to 9, at least one, but is [].',
    ],
    [{ classes: [1, 1] }, 'but is [1,1].'],
    [{ classes: [10] }, 'but is [10].'],
    [
      { examples: 8001 },
      'the dial "examples" should be a whole number from 1 to 8000, but is 8001. That is how many there are.',
    ],
    [{ examples: 0 }, 'but is 0.'],
    [{ heldOut: 2.5 }, 'the dial "heldOut" should be a whole number from 1 to 2000, but is 2.5.'],
    [
      { file: 'mine.idx' },
      'the dial "file" should be { "images": "...", "labels": "..." }, but is "mine.idx".',
    ],
    [
      { heldout: 3 },
      'Digits: there is no dial "heldout". Its dials are: values, range, classes, file, examples, heldOut, looks.',
    ],
  ])('%j is refused with a sentence', (dials, sentence) => {
    expect(() => digits(dials)).toThrow(sentence);
  });

  test('an index that is not there is refused with a sentence', () => {
    const set = digits({ examples: 5 });
    for (const index of [5, -1, 0.5, NaN])
      expect(() => set.batch('training', [0, index])).toThrow(
        `there is no training example ${index}; they are numbered 0 to 4`,
      );
  });
});

describe("the user's own digits", () => {
  test('are read, and their last fifth is held out', () => {
    const set = digits({ file: ownFiles('ten', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) });
    expect([set.name, set.trainingExamples, set.heldOutExamples]).toEqual(['digits of images.idx', 8, 2]);
    const { image, label } = set.batch('held-out', [0, 1]);
    expect(Array.from(label!)).toEqual([8, 9]);
    expect([image![0], image![784]]).toEqual([8 / 255, 9 / 255].map(Math.fround));
  });

  test('are read again when the file changed', () => {
    const file = ownFiles('changing', [0, 1, 2, 3, 4]);
    expect(digits({ file }).batch('training', [0]).label![0]).toBe(0);
    writeFileSync(file.labels, writeIdx({ shape: [5], data: Uint8Array.of(9, 1, 2, 3, 4) }));
    expect(digits({ file }).batch('training', [0]).label![0]).toBe(9);
  });

  test.each([
    ['few', () => ownFiles('few', [1, 2]), /it has 2 examples; at least 5 are needed/],
    [
      'size',
      () => ownFiles('size', [1], [1, 32, 32]),
      /expected images as uint8 \[count, 28, 28\], but it holds uint8 \[1, 32, 32\]/,
    ],
    ['classes', () => ownFiles('classes', [1, 2, 3, 4, 5, 26]), /label 5 is 26, but labels are from 0 to 9/],
    [
      'pair',
      () => ({ ...ownFiles('pair', [1, 2, 3]), labels: ownFiles('pair2', [1, 2]).labels }),
      /holds 3 images and ".*" 2 labels. Choose two files that belong together/,
    ],
    [
      'swapped',
      () => {
        const { images, labels } = ownFiles('swapped', [1, 2, 3]);
        return { images: labels, labels: images };
      },
      /expected images as uint8 \[count, 28, 28\], but it holds uint8 \[3\]/,
    ],
    [
      'missing',
      () => ({ images: 'no such file', labels: 'none' }),
      /Could not read "no such file". It, or a folder on the way/,
    ],
    ['folder', () => ({ images: folder, labels: folder }), /Could not read ".*". It is a folder and no file/],
  ])('that cannot be used are refused with a sentence: %s', (_, file, sentence) => {
    expect(() => digits({ file: file() })).toThrow(sentence);
  });

  test('without an example of the classes asked for are refused', () => {
    const file = ownFiles('zeros', [0, 0, 0, 0, 1]);
    expect(() => digits({ file, classes: [1] })).toThrow('of the classes 1 there is no training example');
    expect(() => digits({ file, classes: [0] })).toThrow('of the classes 0 there is no held-out example');
    expect(() => digits({ file, examples: 5 })).toThrow(
      /from 1 to 4, but is 5. That is how many ".*" has for it./,
    );
  });
});

test('the catalogue knows digits, and names what it knows when asked for another kind', () => {
  expect(datasetKinds()).toContain('digits');
  expect(() => openDataset({ kind: 'cats', dials: {} })).toThrow(
    /There is no data set of the kind "cats". This Genloom knows: .*digits/,
  );
});
