import fc from 'fast-check';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../../nodes/catalogue.ts';
import type { ValueNode } from '../../../../nodes/contract.ts';
import { resolveDials } from '../../../../nodes/graph/dials.ts';
import { opened, ownFolder } from '../in-own-cache.ts';

const file = ownFolder();

/** The data set of a table node with these dials. */
async function table(dials: Record<string, string | number | boolean>) {
  const { dataset, dials: declared, check } = catalogue.get('table') as ValueNode;
  const resolved = resolveDials(declared, dials);
  check!(resolved);
  return opened(dataset!(resolved)!);
}

const flowers = [
  'kind,height,width,note',
  'rose,1,10,"a, b"',
  'lily,2,20,"two',
  'lines"',
  'rose,3,30,',
  'lily,4,40,x',
  'tulip,5,50,x',
].join('\n');

describe('a table', () => {
  test('gives a port for each group, and classes in the order of the alphabet', async () => {
    const set = await table({
      file: file('flowers.csv', flowers),
      columns: 'size = height, width; wide = note2',
      label: '',
      standardize: false,
    }).catch((error: Error) => error.message);
    expect(set).toContain('line 1: there is no column "note2"; its columns are kind, height, width, note.');
    const { ports, trainingExamples, heldOutExamples, batch } = await table({
      file: file('flowers.csv', flowers),
      columns: 'w = width; size = height',
      label: 'kind',
      classes: 3,
      standardize: false,
      heldOut: 0.4,
    });
    expect(ports).toEqual({
      w: { shape: [1], dtype: 'float32' },
      size: { shape: [1], dtype: 'float32' },
      label: { shape: [], dtype: 'int32' },
    });
    // Of five rows, those numbered 2 and 4 are held out.
    expect([trainingExamples, heldOutExamples]).toEqual([3, 2]);
    const training = batch('training', [2, 0, 1]);
    expect([...training.w!, ...training.size!]).toEqual([40, 10, 20, 4, 1, 2]);
    expect([...training.label!]).toEqual([0, 1, 0]);
    expect([...batch('held-out', [0, 1]).label!]).toEqual([1, 2]);
    expect(() => batch('held-out', [2])).toThrow('there is no held-out example 2; they are numbered 0 to 1.');
  });

  test('is standardized by its rows for training', async () => {
    const text = `a,b\n${[1, 3, 100, 5, 7].map((x) => `${x},4`).join('\n')}\n`;
    const { batch, trainingExamples } = await table({
      file: file('numbers.csv', text),
      columns: 'x = a, b',
      heldOut: 0.34,
    });
    expect(trainingExamples).toBe(4); // the third row is held out
    const { x } = batch('training', [0, 1, 2, 3]);
    const root = Math.sqrt(5); // of 1, 3, 5, 7: mean 4, variance 5
    const expected = [-3 / root, 0, -1 / root, 0, 1 / root, 0, 3 / root, 0];
    x!.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
    expect(batch('held-out', [0]).x![0]).toBeCloseTo(96 / root, 4);
  });

  test.each([
    ['a,b\n1,2\n,3\n', 'line 3: the column "a" is empty ("")', 'Rows with holes'],
    ['a,b\n1,2\nNaN,3\n', 'line 3: the column "a" is empty ("NaN")', 'Rows with holes'],
    ['a,b\n"1\n",2\nx,3\n', 'line 4: "x" in the column "a" is no number', 'take the column out'],
    ['a,b\n1,2\n1,2,3\n', 'line 3: it has 3 fields, and the header has 2', 'quotation marks'],
    ['a,b\n1,2\n"1,5\n7,2\n', 'line 3: a quotation mark is opened and not closed', 'Close it.'],
    ['a,b\n', 'there is no row of numbers in it', ''],
    ['', 'there is no row of numbers in it', ''],
  ])('%j is refused with a sentence', async (text, sentence, cure) => {
    const name = `broken-${text.length}-${text.charCodeAt(5)}.csv`;
    const refused = await table({ file: file(name, text), columns: 'x = a, b' }).then(
      () => 'taken',
      (error: Error) => error.message,
    );
    expect(refused).toContain(name);
    expect(refused).toContain(sentence);
    expect(refused).toContain(cure);
  });

  test('leaves rows with holes out where that is asked for', async () => {
    const text = 'a,b\n1,2\n,3\n5,?\n7,8\n9,10\n';
    const set = await table({
      file: file('holes.csv', text),
      columns: 'x = a',
      holes: 'leaveOut',
      standardize: false,
      heldOut: 0.34,
    });
    expect([...set.batch('training', [0, 1]).x!, ...set.batch('held-out', [0]).x!]).toEqual([1, 5, 7]);
  });

  test('says how many classes there are', async () => {
    await expect(
      table({ file: file('flowers.csv', flowers), columns: 'x = height', label: 'kind', classes: 2 }),
    ).rejects.toThrow('has 3 classes (lily, rose, tulip), and the dial "classes" says 2. Set it to 3.');
  });

  test('is read again when it changes, and only then; what fails leaves nothing', async () => {
    const name = file('grows.csv', 'a\n1\n2\n3\n4\n5\n');
    const look = async () => [
      ...(await table({ file: name, columns: 'x = a', standardize: false })).batch('training', [0]).x!,
    ];
    expect(await look()).toEqual([1]);
    const cache = path.join(process.env['XDG_CACHE_HOME']!, 'genloom', 'data');
    const files = readdirSync(cache);
    expect(await look()).toEqual([1]);
    expect(readdirSync(cache)).toEqual(files);
    writeFileSync(name, 'a\n7\n2\n3\n4\n5\n6\n');
    expect(await look()).toEqual([7]);
    await expect(table({ file: file('bad.csv', 'a\nx\n'), columns: 'x = a' })).rejects.toThrow('line 2');
    expect(readdirSync(cache).filter((one) => one.endsWith('.part'))).toEqual([]);
  });

  test('that is large is never held in memory', async () => {
    const rows = 60_000;
    const name = file(
      'large.csv',
      `a,b,c\n${Array.from({ length: rows }, (_, i) => `${i},${i % 7},0.5`).join('\n')}`,
    );
    const set = await table({ file: name, columns: 'x = a, b, c', standardize: false, heldOut: 0.5 });
    expect(set.trainingExamples).toBe(rows / 2);
    // Every second row: example i is row 2 i.
    expect([...set.batch('training', [0, 29_999, 17]).x!]).toEqual([
      0,
      0,
      0.5,
      59_998,
      59_998 % 7,
      0.5,
      34,
      34 % 7,
      0.5,
    ]);
    const { size } = statSync(name);
    expect(size).toBeGreaterThan(600_000);
    expect(existsSync(name)).toBe(true);
  });

  test('numbers come back as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 2, maxLength: 20 }),
        async (values) => {
          const name = file(`some-${Math.abs(values.length)}.csv`, `v\n${values.map(String).join('\n')}\n`);
          const set = await table({ file: name, columns: 'x = v', standardize: false, heldOut: 0.5 });
          const all = Array.from({ length: set.trainingExamples }, (_, i) => i);
          expect([...set.batch('training', all).x!]).toEqual(
            values.filter((_, i) => i % 2 === 0).map((x) => Math.fround(x)),
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});

test('groups that cannot be are told at the node', () => {
  const { check, dials } = catalogue.get('table')!;
  const refuse = (columns: string) => () => check!(resolveDials(dials, { file: 'a.csv', columns }));
  expect(refuse('height, width')).toThrow("Groups of columns are written like 'size = height, width");
  expect(refuse('x = a; x = b')).toThrow('Each group has a name of its own');
  expect(refuse('label = a')).toThrow('Groups of columns');
  expect(refuse('')).toThrow('A table needs a CSV file and at least one group');
  expect(refuse('x = a, b')).not.toThrow();
});
