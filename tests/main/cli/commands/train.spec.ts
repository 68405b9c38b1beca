import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { GraphDocument } from '../../../../nodes/graph/document.ts';
import { smallVae } from '../../../documents.ts';
import { genloom, inNewFolder, writeDocumentFile } from '../genloom.ts';
import { lastCheckpoint, lastTensors } from '../tensors.ts';

inNewFolder();

const train = (...args: string[]) => genloom(['train', ...args, '--backend', 'cpu', '--json']);

/** Presses Ctrl+C once a step was reported. */
const stopAt = (step: number) => (text: string) => text.includes(`"kind":"progress","step":${step},`);

const readRun = (folder: string) =>
  JSON.parse(readFileSync(path.join(folder, 'document.genloom'), 'utf8')) as GraphDocument;

describe('train', () => {
  test('trains into the first free folder under runs, and tells every step as JSON', async () => {
    writeDocumentFile('my model.genloom', smallVae());
    mkdirSync('runs/my-model-1', { recursive: true });
    const { code, records, error } = await train('my model.genloom');
    expect(code).toBe(0);
    expect(records('start')).toMatchObject([
      {
        run: path.resolve('runs/my-model-2'),
        step: 0,
        steps: 20,
        parameters: 12_628 + 13_376,
        identical: true,
      },
    ]);
    const progress = records<{ step: number; numbers: Record<string, number>; secondsLeft: number }>(
      'progress',
    );
    expect(progress.map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    for (const { numbers } of progress) {
      expect(numbers['optimizer.loss']).toBeCloseTo(numbers['nll.loss']! + numbers['kl.loss']!, 2);
      expect(numbers['optimizer.learningRate']).toBeCloseTo(0.003, 6);
    }
    expect(progress.at(-1)!.secondsLeft).toBe(0);
    const looks = records<{ node: string; numbers: Record<string, number> }>('look');
    expect(new Set(looks.map(({ node }) => node))).toEqual(new Set(['elbo']));
    expect(looks.at(-1)!.numbers['-ELBO']).toBeLessThan(looks[0]!.numbers['-ELBO']!);
    for (const { file } of records<{ file: string }>('checkpoint')) expect(file).toContain('my-model-2');
    expect(records().at(-1)).toMatchObject({
      kind: 'done',
      step: 20,
      steps: 20,
      numbers: { elbo: looks.at(-1)!.numbers },
    });
    expect(error).toContain('drawing: 26,004 parameters, 20 steps of 8 examples, into runs/my-model-2');
  });

  test('says to people where the run is and what comes next', async () => {
    const file = writeDocumentFile('people.genloom', smallVae());
    const { code, out, error } = await genloom([
      'train',
      file,
      '--backend',
      'cpu',
      '--steps',
      '2',
      '--out',
      'my run',
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Trained 2 steps in \d+ s\. The run is in my run\.$/m);
    expect(out).toMatch(/^ {2}elbo: -ELBO 5\d\d/m);
    expect(out).toContain('genloom sample "my run" --out "my run/samples/samples.png"');
    expect(error).toMatch(/training 1 \/ 2 · \S+ steps\/s · .* left · loss 5\d\d.* · nll 5\d\d.* · kl 0/);
  });

  test('stopped by Ctrl+C and gone on with, it ends as the undisturbed training does, to the bit', async () => {
    const file = writeDocumentFile('resume.genloom', smallVae());
    const [whole, broken] = ['whole', 'broken'];
    await train(file, '--out', whole);
    const first = await genloom(['train', file, '--backend', 'cpu', '--json', '--out', broken], {
      stopAt: stopAt(7),
    });
    expect(first.code).toBe(3);
    expect(first.records().at(-1)).toMatchObject({
      kind: 'stopped',
      run: path.resolve(broken),
      step: 7,
      steps: 20,
    });
    expect(first.error).toContain('genloom train --resume broken');
    expect((await lastCheckpoint(broken)).counters.step).toBe(7);

    const second = await train('--resume', broken);
    expect(second.code).toBe(0);
    expect(second.records('start')).toMatchObject([{ step: 7, identical: true }]);
    expect(second.records<{ step: number }>('progress')[0]!.step).toBe(8);
    expect(await lastTensors(broken)).toEqual(await lastTensors(whole));
    // Another seed really is another training.
    await train(file, '--out', 'other', '--seed', '2');
    expect(await lastTensors('other')).not.toEqual(await lastTensors(whole));

    const third = await train('--resume', broken);
    expect(third.code).toBe(0);
    expect(third.records().map(({ kind }) => kind)).toEqual(['done']);
    const further = await train('--resume', broken, '--steps', '22');
    expect(further.code).toBe(0);
    expect((await lastCheckpoint(broken)).counters.step).toBe(22);
  });

  test('dials, steps and seed go into the run; the file stays as it was', async () => {
    const file = writeDocumentFile('dials.genloom', smallVae());
    const before = readFileSync(file, 'utf8');
    const set = [
      '--set',
      'optimizer.learningRate=0.01',
      '--set',
      'total.weights.kl=2',
      '--set',
      'training.steps=9',
    ];
    const { code, records } = await train(file, ...set, '--seed', '7', '--steps', '3', '--out', 'dials');
    expect(code).toBe(0);
    expect(readRun('dials')).toMatchObject({
      seed: 7,
      phases: [{ steps: 3 }],
      board: {
        nodes: {
          optimizer: { dials: { learningRate: 0.01 } },
          total: { dials: { weights: { nll: 1, kl: 2 } } },
        },
      },
    });
    const [first] = records<{ numbers: Record<string, number> }>('progress');
    expect(first!.numbers['optimizer.learningRate']).toBeCloseTo(0.01, 6);
    expect(first!.numbers['optimizer.loss']).toBeCloseTo(
      first!.numbers['nll.loss']! + 2 * first!.numbers['kl.loss']!,
      2,
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('a live dial is turned in a run that goes on, and remembered there', async () => {
    const file = writeDocumentFile('live.genloom', smallVae());
    await genloom(['train', file, '--backend', 'cpu', '--json', '--out', 'live'], { stopAt: stopAt(5) });
    const { code, records } = await train('--resume', 'live', '--set', 'optimizer.learningRate=0.02');
    expect(code).toBe(0);
    const [first] = records<{ numbers: Record<string, number> }>('progress');
    expect(first!.numbers['optimizer.learningRate']).toBeCloseTo(0.02, 6);
    const journal = readFileSync('live/metrics.jsonl', 'utf8');
    expect(journal).toContain(
      '{"kind":"dial","step":5,"node":"optimizer","dial":"learningRate","value":0.02}',
    );
    const refused = await train('--resume', 'live', '--set', 'optimizer.method=SGD');
    expect(refused).toMatchObject({ code: 2 });
  });

  test('what cannot run leaves no folder behind', async () => {
    const drawn = smallVae();
    drawn.board.wires = drawn.board.wires.filter(({ to }) => to.node !== 'optimizer');
    const file = writeDocumentFile('unwired.genloom', drawn);
    const { code, records, error } = await train(file);
    expect(code).toBe(1);
    expect(records()).toMatchObject([{ kind: 'error', exit: 1 }]);
    expect(error).toContain("'drawing' cannot run yet");
    expect(readdirSync('runs').filter((name) => name.startsWith('unwired'))).toEqual([]);
  });

  test('overwrites no run, and no file', async () => {
    const file = writeDocumentFile('again.genloom', smallVae({ steps: 1 }));
    await train(file, '--out', 'taken');
    const before = await lastTensors('taken');
    expect(await train(file, '--out', 'taken', '--seed', '5')).toMatchObject({
      code: 1,
      error: expect.stringContaining('nothing is ever overwritten') as string,
    });
    expect(await lastTensors('taken')).toEqual(before);
    writeFileSync('a file', 'precious');
    expect((await train(file, '--out', 'a file')).code).toBe(1);
    expect(readFileSync('a file', 'utf8')).toBe('precious');
  });

  test('a loss that stops being a number ends the training with the place, and exit code 1', async () => {
    const drawn = smallVae();
    drawn.board.nodes['optimizer']!.dials = { method: 'SGD', learningRate: 100, clip: 0 };
    const file = writeDocumentFile('explodes.genloom', drawn);
    const { code, error, records } = await train(file, '--out', 'explodes');
    expect(code).toBe(1);
    expect(error).toMatch(/The loss of 'Optimizer' became (NaN|Infinity) in step \d+\./);
    expect(records().at(-1)).toMatchObject({ kind: 'error', exit: 1 });
    expect(existsSync('explodes/checkpoints/step-000000000.safetensors')).toBe(true);
  });
});
