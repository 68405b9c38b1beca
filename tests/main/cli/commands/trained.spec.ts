// What is done with a model that has been trained: sample, evaluate, export.
import {
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  cpSync,
  mkdirSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { readNpy } from '../../../../main/datasets/npy.ts';
import { encodeWeights, trainedWeights } from '../../../../main/engine/trained-weights.ts';
import { compile } from '../../../../nodes/graph/compile.ts';
import { smallVae } from '../../../documents.ts';
import { genloom, inNewFolder, writeDocumentFile } from '../genloom.ts';
import { lastCheckpoint } from '../tensors.ts';

inNewFolder();

const onCpu = (...args: string[]) => genloom([...args, '--backend', 'cpu']);

beforeAll(async () => {
  writeDocumentFile('vae.genloom', smallVae());
  const { code, error } = await onCpu('train', 'vae.genloom', '--out', 'run', '--json');
  if (code !== 0) throw new Error(error);
});

/** A folder like those under templates/, with the weights of the run. */
async function templateFolder(folder: string): Promise<void> {
  mkdirSync(folder);
  const drawn = smallVae();
  writeDocumentFile(path.join(folder, 'document.genloom'), drawn);
  const { variables } = await lastCheckpoint('run');
  const weights = trainedWeights(compile(drawn).variables, variables);
  writeFileSync(path.join(folder, 'weights.safetensors'), encodeWeights(weights, 'float32'));
}

describe('sample', () => {
  test('draws the same samples from one seed, and others from another', async () => {
    const draw = async (file: string, ...args: string[]) => {
      const { code, out, error } = await onCpu('sample', 'run', '--count', '3', '--out', file, ...args);
      expect({ code, out }).toEqual({ code: 0, out: `3 of 'samples', [3, 28, 28, 1] float32, in ${file}\n` });
      expect(error).toContain('run as it was after 20 steps.');
      expect(error).toContain('These are logits');
      return readNpy(readFileSync(file), file);
    };
    const first = await draw('a.npy');
    expect(first).toMatchObject({ shape: [3, 28, 28, 1], dtype: 'float32' });
    expect(await draw('b.npy', '--seed', '1')).toEqual(first);
    expect(await draw('c.npy', '--seed', '2')).not.toEqual(first);
  });

  test('a template samples from its weights as the run that they came from', async () => {
    await templateFolder('template');
    const answers = await Promise.all(
      ['run', 'template'].map(async (word) => {
        expect((await onCpu('sample', word, '--count', '5', '--out', `${word}.npy`)).code).toBe(0);
        return readNpy(readFileSync(`${word}.npy`), word);
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  test(
    'a model of text writes text, and takes dials of its sampler as it is',
    { timeout: 120_000 },
    async () => {
      const write = async (...args: string[]) => {
        const { code, error } = await genloom([
          'sample',
          'gru-names',
          '--count',
          '4',
          '--out',
          'names.txt',
          ...args,
        ]);
        expect({ code, error: code === 0 ? '' : error }).toEqual({ code: 0, error: '' });
        return readFileSync('names.txt', 'utf8').trimEnd().split('\n');
      };
      const names = await write('--set', 'sampler.prompt=mar', '--set', 'sampler.temperature=0');
      expect(names).toHaveLength(4);
      expect(new Set(names).size).toBe(1);
      expect(names[0]).toMatch(/^mar[a-z]*$/);
      const wrong = await genloom(['sample', 'gru-names', '--out', 'n.txt', '--set', 'sampler.prompt=José']);
      expect(wrong.code).not.toBe(0);
      expect(wrong.error).toContain("'José' holds 'J', which the vocabulary has not");
    },
  );

  test('writes a mosaic of as many pictures as were asked for, more than fit in one batch', async () => {
    const { code, records } = await onCpu('sample', 'run', '--count', '120', '--out', 'many.png', '--json');
    expect(code).toBe(0);
    expect(records()).toMatchObject([
      {
        kind: 'samples',
        file: path.resolve('many.png'),
        output: 'samples',
        shape: [120, 28, 28, 1],
        meaning: { form: 'logits' },
        step: 20,
      },
    ]);
    const { width, height } = await sharp('many.png').metadata();
    expect({ width, height }).toEqual({ width: 11 * 28 * 2, height: 11 * 28 * 2 });
  });

  test('says what it cannot', async () => {
    const said = async (...args: string[]) => {
      const { code, error } = await onCpu('sample', ...args);
      return { code, error };
    };
    const saying = (code: number, sentence: string) => ({
      code,
      error: expect.stringContaining(sentence) as string,
    });
    const out = ['--out', 'x.png'];
    expect(await said('run', '--output', 'sample', ...out)).toEqual(saying(2, "Did you mean 'samples'?"));
    expect(await said('run', '--set', 'label=7', ...out)).toEqual(
      saying(2, 'It has no inputs: only noise goes into it'),
    );
    expect(await said('vae.genloom', ...out)).toEqual(saying(1, 'Train it first: genloom train vae.genloom'));
    expect(await said('run', '--out', 'vae.genloom/x.png')).toEqual(saying(1, 'Could not write'));
    expect(existsSync('x.png')).toBe(false);
  });
});

describe('evaluate', () => {
  test('measures what training measured last', async () => {
    const { code, out } = await onCpu('evaluate', 'run', '--own');
    expect(code).toBe(0);
    expect(out).toMatch(/^elbo +-ELBO +[\d.]+ +\(64\)$/m);
    const { records } = await onCpu('evaluate', 'run', '--own', '--json');
    const lines = readFileSync('run/metrics.jsonl', 'utf8').trim().split('\n');
    const last = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .findLast(({ kind }) => kind === 'look');
    expect(records()).toEqual([
      { kind: 'metric', node: 'elbo', metric: 'elbo', numbers: last!['numbers'], examples: 64, step: 20 },
    ]);
  });

  test('takes dials, without training again and without changing the run', async () => {
    const before = readFileSync('run/document.genloom', 'utf8');
    const measured = async (...args: string[]) => {
      const { code, records } = await onCpu('evaluate', 'run', '--own', '--json', ...args);
      expect(code).toBe(0);
      return records<{ examples: number; numbers: Record<string, number> }>()[0]!;
    };
    const [plain, fewer] = [await measured(), await measured('--set', 'elbo.count=16')];
    expect([plain.examples, fewer.examples]).toEqual([64, 16]);
    expect(fewer.numbers['-ELBO']).not.toBe(plain.numbers['-ELBO']);
    expect(readFileSync('run/document.genloom', 'utf8')).toBe(before);
    expect(await onCpu('evaluate', 'run', '--set', 'elbo.cuont=16')).toMatchObject({
      code: 2,
      error: expect.stringContaining("Did you mean 'count'?") as string,
    });
  });

  test('falls back to the checkpoint before a cut one, and says so', async () => {
    cpSync('run', 'cut', { recursive: true });
    truncateSync('cut/checkpoints/step-000000020.safetensors', 5000);
    const { code, error, records } = await onCpu('evaluate', 'cut', '--own', '--json');
    expect(code).toBe(0);
    expect(error).toContain('The checkpoint before it is used.');
    expect(records()).toMatchObject([{ step: 18 }]);
    rmSync('cut/checkpoints', { recursive: true });
    mkdirSync('cut/checkpoints');
    expect(await onCpu('evaluate', 'cut', '--own')).toMatchObject({
      code: 1,
      error: expect.stringContaining('genloom train --resume cut') as string,
    });
  });

  test('refuses weights of another model', async () => {
    await templateFolder('other');
    writeDocumentFile(
      'other/document.genloom',
      smallVae({ blocks: { encoder: 'encoder', decoder: 'decoder' } }),
    );
    const text = readFileSync('other/document.genloom', 'utf8');
    writeFileSync('other/document.genloom', text.replaceAll('"units": 16', '"units": 17'));
    expect(await onCpu('evaluate', 'other', '--own')).toMatchObject({
      code: 1,
      error: expect.stringContaining('they belong to another model') as string,
    });
  });

  test('looks at a run without touching what its training is writing', async () => {
    cpSync('run', 'busy', { recursive: true });
    const unfinished = 'busy/checkpoints/.genloom-0123456789abcdef.tmp';
    writeFileSync(unfinished, 'half a checkpoint');
    const before = new Set(readdirSync('busy', { recursive: true, encoding: 'utf8' }));
    expect((await onCpu('evaluate', 'busy', '--own')).code).toBe(0);
    expect(new Set(readdirSync('busy', { recursive: true, encoding: 'utf8' }))).toEqual(before);
    // Who goes on with the run owns it, and clears up.
    expect((await onCpu('train', '--resume', 'busy', '--steps', '21')).code).toBe(0);
    expect(existsSync(unfinished)).toBe(false);
  });
});

describe('export', () => {
  test('writes into a new folder, tells the check, and overwrites nothing', async () => {
    const args = ['export', 'run', '--format', 'safetensors', '--out', 'taken away'];
    const { code, records } = await genloom([...args, '--json']);
    expect(code).toBe(0);
    const [exported] = records<{ files: string[]; folder: string; checked: { worstDifference: number }[] }>();
    expect(exported).toMatchObject({
      kind: 'exported',
      format: 'safetensors',
      folder: path.resolve('taken away'),
      step: 20,
    });
    expect(new Set(readdirSync('taken away'))).toEqual(new Set(exported!.files));
    expect(exported!.checked.length).toBeGreaterThan(0);
    for (const { worstDifference } of exported!.checked) expect(worstDifference).toBeLessThan(1e-3);
    expect(await genloom(args)).toMatchObject({
      code: 1,
      error: expect.stringContaining('overwrites nothing') as string,
    });
  });
});
