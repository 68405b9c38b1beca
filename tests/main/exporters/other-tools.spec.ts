import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportModel } from '../../../main/exporters/catalogue.ts';
import { exampleInputs, exportedFunctions } from '../../../main/exporters/exported-function.ts';
import type { ExportSource } from '../../../main/exporters/exporter.ts';
import { trainedWeights } from '../../../main/engine/trained-weights.ts';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import type { Values } from '../../../main/targets/target.ts';
import { functionsOf } from '../../../nodes/graph/functions.ts';
import { drawn, smallVae } from '../../documents.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const python = process.env.GENLOOM_PYTHON;
const browser = process.env.GENLOOM_CHROMIUM;
const whyNoPython = process.env.GENLOOM_PYTHON_WHY ?? 'GENLOOM_PYTHON names no Python with TensorFlow';
const whyNoBrowser = process.env.GENLOOM_CHROMIUM_WHY ?? 'GENLOOM_CHROMIUM names no Chromium';

let source: ExportSource;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'genloom-tools-'));
  // Convolutions and transposed convolutions, as in the template.
  const document = smallVae({
    designs: {
      encoder: drawn('conv-encoder', { channels: [4, 8], dense: 8 }),
      decoder: drawn('conv-decoder', { channels: [8, 4], dense: 8 }),
    },
  });
  const session = await Session.open(document, tfjsTarget('cpu'), 'cpu');
  source = { document, weights: trainedWeights(session.compiled.variables, await session.read()) };
  session.dispose();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The app's own answer of a function. */
async function inApp(name: string, batch: number, inputs: Readonly<Record<string, Values>>) {
  const entry = functionsOf(source.document, batch).find((one) => one.name.endsWith(`/${name}`))!;
  const runner = await tfjsTarget('cpu').open({ function: entry.program });
  await runner.write(
    new Map(entry.program.variables.map((variable) => [variable.name, source.weights.get(variable.name)!])),
  );
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([input, { data }]) => [`input/${input}`, data]),
  );
  const outputs = await runner.run('function', feeds);
  runner.dispose();
  return outputs;
}

const close = (found: ArrayLike<number>, expected: ArrayLike<number>) => {
  expect(found.length).toBe(expected.length);
  let worst = 0;
  for (let i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(found[i]! - expected[i]!));
  expect(worst).toBeLessThan(1e-4);
};

const plain = (inputs: Readonly<Record<string, Values>>) =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, dtype, data }]) => [
      name,
      { shape, dtype, data: Array.from(data) },
    ]),
  );

describe('an export in the other tool', () => {
  test('a SavedModel answers in Python as in the app, with any batch', async ({ skip }) => {
    if (!python) skip(`no Python with TensorFlow: ${whyNoPython}`);
    const target = path.join(folder, 'saved-model');
    await exportModel('saved-model', source, target);
    for (const [name, batch] of [
      ['encoder', 5],
      ['samples', 2],
    ] as const) {
      const one = exportedFunctions(source).find((known) => known.name === name)!;
      const inputs = exampleInputs(one, batch);
      const file = path.join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(plain(inputs)));
      const script = path.join(root, 'tests/oracles/load-exports.py');
      const printed = execFileSync(python!, [script, 'saved-model', path.join(target, name), file], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const lines = printed.trim().split('\n');
      const answer = JSON.parse(lines.at(-1)!) as Record<string, { shape: number[]; data: number[] }>;
      const outputs = ('outputs' in answer ? answer.outputs : answer) as unknown as Record<
        string,
        { shape: number[]; data: number[] }
      >;
      for (const [output, { shape, data }] of Object.entries(await inApp(name, batch, inputs))) {
        expect(outputs[output]!.shape).toEqual(shape);
        close(outputs[output]!.data.flat(Infinity) as number[], data);
      }
    }
  });

  test('a graph model answers in a real browser as in the app', async ({ skip }) => {
    if (!browser) skip(`no Chromium: ${whyNoBrowser}`);
    const target = path.join(folder, 'graph-model');
    await exportModel('tfjs-graph-model', source, target);
    const server = await serve(target);
    const { port } = server.address() as { port: number };
    const window = await chromium.launch({
      executablePath: browser!,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await window.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`http://127.0.0.1:${port}/`);
      for (const name of ['encoder', 'decoder', 'samples']) {
        const one = exportedFunctions(source).find((known) => known.name === name)!;
        const inputs = exampleInputs(one, 4);
        const found = (await page.evaluate(
          predict as never,
          { name, inputs: plain(inputs) } as never,
        )) as Record<string, number[]>;
        for (const [output, { data }] of Object.entries(await inApp(name, 4, inputs)))
          close(found[output]!, data);
      }
      expect(errors).toEqual([]);
    } finally {
      await window.close();
      server.close();
    }
  });
});

/** Runs in the page, with plain TensorFlow.js. */
async function predict({
  name,
  inputs,
}: {
  name: string;
  inputs: Record<string, { shape: number[]; dtype: string; data: number[] }>;
}) {
  // oxlint-disable-next-line typescript/no-explicit-any -- the page's global, from a script tag
  const tf = (globalThis as any).tf;
  await tf.setBackend('cpu');
  const model = await tf.loadGraphModel(`/${name}/model.json`);
  const fed = Object.fromEntries(
    Object.entries(inputs).map(([key, { shape, dtype, data }]) => [key, tf.tensor(data, shape, dtype)]),
  );
  const names = Object.keys(model.modelSignature.outputs);
  const result = model.predict(fed);
  const all = Array.isArray(result)
    ? result
    : 'dataId' in result
      ? [result]
      : names.map((key) => result[key]);
  return Object.fromEntries(names.map((key, i) => [key, Array.from(all[i].dataSync())]));
}

function serve(target: string): Promise<Server> {
  const library = createRequire(import.meta.url).resolve('@tensorflow/tfjs/dist/tf.min.js');
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    if (pathname === '/') {
      response.setHeader('content-type', 'text/html');
      response.end(
        '<!doctype html><title>export</title><link rel="icon" href="data:,"><script src="/tf.js"></script>',
      );
    } else if (pathname === '/tf.js') response.end(readFileSync(library));
    else response.end(readFileSync(path.join(target, path.normalize(pathname))));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
