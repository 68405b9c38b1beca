import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../../nodes/catalogue.ts';
import type { ValueNode } from '../../../../nodes/contract.ts';
import { resolveDials } from '../../../../nodes/graph/dials.ts';
import { bytesOf } from '../../../../nodes/text-encoding.ts';
import { vocabularyOf, type TextForm } from '../../../../nodes/text-sources.ts';
import { textOf, type Vocabulary } from '../../../../nodes/vocabulary.ts';
import type { Dataset } from '../../../../main/datasets/dataset.ts';
import { opened, ownFolder } from '../in-own-cache.ts';

const file = ownFolder();

type Wanted = Record<string, string | number | boolean>;

/** The data set of a text node with these dials. */
function text(dials: Wanted): Promise<Dataset> {
  const { dataset, dials: declared, check } = catalogue.get('text') as ValueNode;
  const resolved = resolveDials(declared, dials);
  check!(resolved);
  return opened(dataset!(resolved)!);
}

const refused = (dials: Wanted): Promise<string> =>
  Promise.resolve()
    .then(() => text(dials))
    .then(
      () => 'nothing was refused',
      (error: Error) => error.message,
    );

const known = (form: Partial<TextForm>): Vocabulary =>
  vocabularyOf({
    source: 'first names',
    tokenizer: 'characters',
    encoding: 'UTF-8',
    vocabulary: 0,
    ...form,
  })!;

/** The texts of some examples of a split. */
function read(
  set: Dataset,
  split: 'training' | 'held-out',
  indices: readonly number[],
  by?: Vocabulary,
): string[] {
  const { tokens } = set.batch(split, indices);
  const [length] = set.ports.tokens!.shape as [number];
  const vocabulary = by ?? set.vocabulary!;
  return indices.map((_, k) => textOf(vocabulary, tokens!.subarray(k * length, (k + 1) * length)));
}

const all = (set: Dataset, split: 'training' | 'held-out'): number[] =>
  Array.from({ length: split === 'training' ? set.trainingExamples : set.heldOutExamples }, (_, i) => i);

describe('lists', () => {
  test('first names: a tenth is held out, none is in both', async () => {
    const set = await text({});
    expect([set.trainingExamples, set.heldOutExamples]).toEqual([7200, 800]);
    const [training, heldOut] = (['training', 'held-out'] as const).map(
      (split) => new Set(read(set, split, all(set, split), known({}))),
    ) as [Set<string>, Set<string>];
    expect([training.size, heldOut.size]).toEqual([7200, 800]);
    expect([...heldOut].filter((name) => training.has(name))).toEqual([]);
    expect(training.has('olivia') || heldOut.has('olivia')).toBe(true);
    // The end, and zeros behind it.
    const { tokens } = set.batch('training', [0]);
    expect([...tokens!]).toEqual([1, 1, 4, 5, 14, ...Array<number>(11).fill(0)]);
  });

  test('views may look at training examples, and training at fewer', async () => {
    const set = await text({ looks: 'training', examples: 50 });
    expect([set.trainingExamples, set.heldOutExamples]).toEqual([50, 7200]);
  });

  test('Korean names, by their letters', async () => {
    const set = await text({ source: 'Korean names', tokenizer: 'jamo' });
    const names = read(set, 'training', [0, 1, 2], known({ source: 'Korean names', tokenizer: 'jamo' }));
    for (const name of names) expect(name).toMatch(/^[가-힣]{2}$/);
  });

  test('sums are right, come with their question, and are held out at random', async () => {
    const set = await text({ source: 'sums', length: 10 });
    expect([set.trainingExamples, set.heldOutExamples]).toEqual([9000, 1000]);
    const vocabulary = known({ source: 'sums' });
    const ones = new Set<string>();
    for (const split of ['training', 'held-out'] as const)
      for (const sum of read(set, split, all(set, split), vocabulary)) {
        const [, a, b, c] = /^(\d+)\+(\d+)=(\d+)$/.exec(sum)!;
        expect(Number(a) + Number(b)).toBe(Number(c));
        if (split === 'held-out') ones.add(b!.at(-1)!);
      }
    expect(ones.size).toBe(10);
    const { tokens, question } = set.batch('held-out', [0]);
    const whole = textOf(vocabulary, tokens!);
    expect(textOf(vocabulary, question!)).toBe(whole.slice(0, whole.indexOf('=') + 1));
    expect((await text({ source: 'sums', digits: 3, length: 13 })).trainingExamples).toBe(90_000);
  });
});

describe('a text as one', () => {
  test('gives rows without an end, an eighth of a row apart for training', async () => {
    const set = await text({ source: 'Opticks', length: 64 });
    const vocabulary = known({ source: 'Opticks' });
    expect(set.trainingExamples).toBeGreaterThan(45_000);
    expect(set.heldOutExamples).toBeGreaterThan(500);
    const [first, second] = read(set, 'training', [0, 1], vocabulary) as [string, string];
    expect([first.length, second.slice(0, 56)]).toEqual([64, first.slice(8)]);
    const [one, two] = read(set, 'held-out', [0, 1], vocabulary) as [string, string];
    expect(`${one}${two}`.length).toBe(128);
  });

  test('in byte pairs learns them from the part for training', async () => {
    const set = await text({ source: 'Opticks', tokenizer: 'byte pairs', vocabulary: 300, length: 32 });
    expect(set.vocabulary).toMatchObject({ tokenizer: 'byte pairs', encoding: 'UTF-8' });
    const [row] = read(set, 'held-out', [0]);
    expect(row!.length).toBeGreaterThan(40);
  });
});

describe('own files', () => {
  test('lines in any of the encodings', async () => {
    for (const encoding of ['UTF-8', 'UTF-16', 'CP949'] as const) {
      const bytes = Buffer.from(bytesOf(encoding, '김치\n된장\r\n똠양\n'));
      const set = await text({
        source: 'lines of a file',
        file: file(`${encoding}.txt`, bytes),
        encoding,
        heldOut: 0.4,
        length: 4,
      });
      const lines = [...read(set, 'training', all(set, 'training')), ...read(set, 'held-out', [0])];
      expect(lines.sort()).toEqual(['김치', '된장', '똠양']);
    }
  });

  test('questions and answers by a separator', async () => {
    const set = await text({
      source: 'lines of a file',
      file: file('capitals.txt', 'korea: seoul\nfrance: paris\n'),
      separator: ': ',
      heldOut: 0.5,
      length: 16,
    });
    const { question } = set.batch('training', [0]);
    expect(textOf(set.vocabulary!, question!)).toBe('korea: ');
  });

  const lines = { source: 'lines of a file' };

  test('what is wrong with them is said', async () => {
    expect(await refused(lines)).toContain(
      "This source is a file, and none is named. Name a text file in 'file'.",
    );
    expect(await refused({ file: 'a.txt' })).toContain("Set 'source' to 'lines of a file'");
    expect(await refused({ ...lines, file: '/nowhere/a.txt' })).toContain('it cannot be read (ENOENT)');
    expect(await refused({ ...lines, file: file('empty.txt', '\n\n') })).toContain('it holds no text');
    const korean = Buffer.from(bytesOf('CP949', '한글\n이름\n'));
    expect(await refused({ ...lines, file: file('wrong.txt', korean) })).toContain('it is no text in UTF-8');
    expect(
      await refused({ ...lines, file: file('long.txt', 'abcdef\nab\n'), length: 4, heldOut: 0.5 }),
    ).toContain("Set 'length' to 7 or more");
    expect(
      await refused({ ...lines, file: file('many.txt', 'abcdef\nab\n'), vocabulary: 5, heldOut: 0.5 }),
    ).toContain(
      "it has 6 different characters, and with the end the vocabulary has room for 5. Set 'vocabulary' to 7",
    );
    expect(
      await refused({ ...lines, file: file('one.txt', 'a\nb\n'), separator: '=', heldOut: 0.5 }),
    ).toContain("the line 'a' has no '='");
    expect(
      await refused({ source: 'text of a file', file: file('short.txt', 'abc\nde\n'), heldOut: 0.5 }),
    ).toContain('fewer than a row of 16');
  });

  test('and with dials that cannot work', async () => {
    expect(await refused({ source: 'sums', length: 8 })).toContain("Set 'length' to 10");
    expect(await refused({ tokenizer: 'byte pairs', vocabulary: 100 })).toContain('at least 257 tokens');
    expect(await refused({ vocabulary: 20 })).toContain("Set 'vocabulary' to 27");
  });
});
