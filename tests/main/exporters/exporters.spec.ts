import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exporters, exportModel } from '../../../main/exporters/catalogue.ts';
import { checkExport, exportedFunctions, exampleInputs } from '../../../main/exporters/exported-function.ts';
import type { ExportSource } from '../../../main/exporters/exporter.ts';
import { trainedWeights } from '../../../main/engine/trained-weights.ts';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { smallDiffusion, smallVae } from '../../documents.ts';

let source: ExportSource;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'genloom-export-'));
  const document = smallVae();
  document.board.nodes.optimizer!.dials.movingAverage = 0.9;
  const session = await Session.open(document, tfjsTarget('cpu'), 'cpu');
  for (let i = 0; i < 3; i++) await session.step();
  source = { document, weights: trainedWeights(session.compiled.variables, await session.read()) };
  session.dispose();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('every export', () => {
  test('there are those that were promised', () => {
    expect([...exporters.keys()].sort()).toEqual(['safetensors', 'saved-model', 'tfjs-graph-model']);
    for (const { title, sentence } of exporters.values()) {
      expect(title.ko).toMatch(/[가-힣A-Za-z]/);
      expect(sentence.ko).toMatch(/[가-힣]/);
    }
  });

  test.each([...exporters.keys()])('%s is written, run again, and equals the app', async (format) => {
    const target = path.join(folder, format);
    const report = await exportModel(format, source, target);
    expect(report.checked.length).toBeGreaterThanOrEqual(2);
    for (const { worstDifference } of report.checked) expect(worstDifference).toBeLessThan(2e-4);
    const there = readdirSync(target, { recursive: true, encoding: 'utf8' }).map((file) =>
      file.replaceAll('\\', '/'),
    );
    for (const file of report.files) expect(there).toContain(file);
    const readme = readFileSync(path.join(target, 'README.md'), 'utf8');
    for (const { name } of report.checked) expect(readme).toContain(`## ${name}`);
    expect(readme).toContain('[B, 28, 28, 1]');
  });

  test('overwrites nothing and knows its formats', async () => {
    const taken = path.join(folder, 'taken');
    await exportModel('safetensors', source, taken);
    await expect(exportModel('safetensors', source, taken)).rejects.toThrow('is not empty');
    await expect(exportModel('floppy', source, taken)).rejects.toThrow("no format 'floppy'. Genloom exports");
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    await expect(exportModel('safetensors', source, path.join(file, 'below'))).rejects.toThrow(
      /Could not write/,
    );
  });

  test('is refused where its numbers differ from the app, or are none', async () => {
    const functions = exportedFunctions(source).filter(({ name }) => name === 'decoder');
    const answer = (change: (x: number) => number) =>
      checkExport(source, functions, async (one, inputs) => {
        const batch = inputs.latent!.shape[0]!;
        const honest = new Float32Array(batch * 784).fill(0);
        return {
          [one.outputs[0]!.name]: { shape: [batch, 28, 28, 1], dtype: 'float32', data: honest.map(change) },
        };
      });
    await expect(answer(() => 5)).rejects.toThrow('differs from the app');
    await expect(answer(() => Number.NaN)).rejects.toThrow('differs from the app');
  });

  test.each(['saved-model', 'tfjs-graph-model'])('%s takes names in any script', async (format) => {
    const document = structuredClone(source.document);
    document.board.nodes.samples!.dials.name = '샘플 그림';
    document.designs.decoder!.nodes.latent!.dials.name = '잠재';
    for (const wire of document.board.wires) if (wire.to.port === 'latent') wire.to.port = '잠재';
    const report = await exportModel(format, { ...source, document }, path.join(folder, `${format}-korean`));
    expect(report.checked.map(({ name }) => name)).toEqual(['encoder', 'decoder', 'function']);
  });

  test.each(['saved-model', 'tfjs-graph-model'])(
    '%s holds a sampler with its steps written out, guidance as the document has it',
    async (format) => {
      const document = smallDiffusion({ method: 'DDPM', steps: 3, guidance: 2 }, {}, 8);
      const session = await Session.open(document, tfjsTarget('cpu'), 'cpu');
      const weights = trainedWeights(session.compiled.variables, await session.read());
      session.dispose();
      const model = { document, weights };
      const samples = exportedFunctions(model).find(({ name }) => name === 'samples')!;
      // The noise of the start, and that of each turn.
      expect(samples.inputs.map(({ type }) => type.shape)).toEqual(
        expect.arrayContaining([
          [{ batches: 1 }, 2],
          [3, { batches: 1 }, 2],
        ]),
      );
      const report = await exportModel(format, model, path.join(folder, `${format}-diffusion`));
      expect(report.checked.map(({ name }) => name)).toContain('samples');
    },
  );

  test('a sampler of too many steps is told, not written', () => {
    const document = smallDiffusion({ method: 'DDPM', steps: 0 });
    document.board.nodes.schedule!.dials.steps = 5000;
    expect(() => exportedFunctions({ document, weights: new Map() })).toThrow(
      /with the 5000 turns of its sampler written out.*fewer steps/,
    );
  });

  test('gets inputs that could occur', () => {
    const encoder = exportedFunctions(source).find(({ name }) => name === 'encoder')!;
    const { image } = exampleInputs(encoder, 3);
    expect(image!.shape).toEqual([3, 28, 28, 1]);
    expect(Math.min(...image!.data)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...image!.data)).toBeLessThanOrEqual(1);
  });
});
