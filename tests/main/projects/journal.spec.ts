import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, describe, expect, test } from 'vitest';
import { Journal, readJournal } from '../../../main/projects/journal.ts';
import { projectRoot } from '../../../main/projects/root.ts';
import { mountSmallDisk } from './small-disk.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const fresh = () => path.join(folder, `${files++}.jsonl`);

function write(file: string, records: object[]): void {
  const journal = new Journal(file);
  for (const record of records) journal.append(record);
  journal.close();
}

const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), {
  maxLength: 6,
});
/** What JSON makes of a value (-0 becomes 0). */
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe('a journal', () => {
  test('gives back its records in order, also those of several openings', () => {
    fc.assert(
      fc.property(records, records, (first, second) => {
        const file = fresh();
        write(file, first);
        write(file, second);
        expect(readJournal(file)).toEqual({ records: asJson([...first, ...second]) });
      }),
      { numRuns: 50 },
    );
  });

  test('cut anywhere loses the last line at most, says so, and goes on after the whole lines', () => {
    fc.assert(
      fc.property(records, fc.nat(), (list, place) => {
        const file = fresh();
        write(file, list);
        const whole = readFileSync(file);
        truncateSync(file, place % (whole.length + 1));
        const left = readFileSync(file);
        const lines = left.toString('latin1').split('\n').length - 1;
        const { records: read, cut } = readJournal(file);
        expect(read).toEqual(asJson(list.slice(0, lines)));
        expect(cut !== undefined).toBe(left.length > 0 && left.at(-1) !== 0x0a);
        write(file, [{ next: 1 }]);
        expect(readJournal(file)).toEqual({ records: [...read, { next: 1 }] });
      }),
      { numRuns: 50 },
    );
  });

  test('can be read while it is written, line by line', () => {
    const file = fresh();
    const journal = new Journal(file);
    journal.append({ step: 1, loss: 0.5 });
    expect(readJournal(file).records).toEqual([{ step: 1, loss: 0.5 }]);
    journal.append({ step: 2 });
    journal.flush();
    expect(readFileSync(file, 'utf8')).toBe('{"step":1,"loss":0.5}\n{"step":2}\n');
    journal.close();
  });

  test('writes a number that is none by its name, never as null', () => {
    const file = fresh();
    write(file, [{ loss: NaN, more: [Infinity, -Infinity], none: null }]);
    expect(readJournal(file).records).toEqual([{ loss: 'NaN', more: ['Infinity', '-Infinity'], none: null }]);
  });

  test('with a broken line inside is refused with the number of that line', () => {
    const file = fresh();
    writeFileSync(file, '{"a":1}\nnonsense\n{"a":2}\n');
    expect(() => readJournal(file)).toThrow(`${file}: line 2 should be one JSON object, but is "nonsense".`);
  });

  test('that is not there, or cannot be, is told with a sentence', () => {
    expect(() => readJournal(path.join(folder, 'none'))).toThrow('does not exist. Check the path');
    expect(() => new Journal(path.join(folder, 'none', 'metrics.jsonl'))).toThrow('create the folder first');
    expect(() => new Journal(folder)).toThrow('It is a folder and no file');
  });

  test('survives SIGKILL with all records that were appended', async () => {
    const { output } = (await build({
      root: projectRoot(),
      logLevel: 'silent',
      configFile: false,
      build: { ssr: 'main/projects/journal.ts', write: false, target: 'node20' },
    })) as { output: { code: string }[] };
    writeFileSync(path.join(folder, 'journal.mjs'), output[0]!.code);
    const file = fresh();
    const writer = `
      import { Journal } from './journal.mjs';
      const journal = new Journal(process.argv[2]);
      for (let step = 0; step < 1000; step++) journal.append({ step });
      process.kill(process.pid, 'SIGKILL');`;
    writeFileSync(path.join(folder, 'writer.mjs'), writer);
    const child = spawn(process.execPath, ['writer.mjs', file], { cwd: folder, stdio: 'inherit' });
    await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    expect(readJournal(file).records).toEqual(Array.from({ length: 1000 }, (_, step) => ({ step })));
  });

  test('on a full disk keeps its whole lines, takes the half one back, and goes on when there is room', (context) => {
    const disk = mountSmallDisk(16);
    if (typeof disk === 'string') return context.skip(disk);
    try {
      const file = path.join(disk.folder, 'metrics.jsonl');
      const journal = new Journal(file);
      const ballast = path.join(disk.folder, 'ballast');
      writeFileSync(ballast, Buffer.alloc(8192));
      let written = 0;
      const fill = () => {
        for (; written < 1000; written++) journal.append({ step: written, text: 'x'.repeat(300) });
      };
      expect(fill).toThrow(
        'The disk is full. Free some space and try again. The records before this one are kept.',
      );
      expect(written).toBeGreaterThan(5);
      expect(readJournal(file)).toMatchObject({ records: { length: written } });
      expect(readJournal(file).cut).toBeUndefined();
      rmSync(ballast);
      journal.append({ step: written });
      journal.close();
      expect(readJournal(file).records.at(-1)).toEqual({ step: written });
      expect(readJournal(file).records).toHaveLength(written + 1);
    } finally {
      disk.remove();
    }
  });
});
