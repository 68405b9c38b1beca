import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { mustBeAllowed } from '../../../main/cli/consent.ts';
import { Run } from '../../../main/engine/run.ts';
import { encodeWeights, trainedWeights } from '../../../main/engine/trained-weights.ts';
import { readTemplate } from '../../../main/projects/templates.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import type { GraphDocument, StartingWeights } from '../../../nodes/graph/document.ts';
import { smallVae } from '../../documents.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-starts-'));
const runs: Run[] = [];
let count = 0;

afterEach(() => {
  for (const run of runs.splice(0)) run.dispose();
});

async function start(document: GraphDocument): Promise<Run> {
  const run = await Run.start(document, path.join(folder, `run-${count++}`), {
    target: tfjsTarget('cpu'),
    fingerprint: 'cpu',
  });
  runs.push(run);
  return run;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const weights = async ({ session }: Run) => trainedWeights(session.compiled.variables, await session.read());
const numbers = async (run: Run, name: string) => Array.from((await weights(run)).get(name)!.data);

/** A trained small VAE: its weights as a file, and its run. */
async function trained() {
  const run = await start(smallVae({ steps: 3, seed: 7 }));
  await run.train(() => {}, new AbortController().signal, { lookEvery: 0 });
  const file = path.join(folder, `weights-${count++}.safetensors`);
  const bytes = encodeWeights(await weights(run), 'float32');
  writeFileSync(file, bytes);
  return { run, file, sha256: sha256(bytes) };
}

const startingFrom = (startsFrom: StartingWeights, change: (document: GraphDocument) => void = () => {}) => {
  const document = smallVae({ seed: 1 });
  document.blocks.decoder!.startsFrom = startsFrom;
  change(document);
  return document;
};

describe('a block starts', () => {
  test('from the weights of a file; the others start anew', async () => {
    const { run: source, file, sha256: hash } = await trained();
    const run = await start(startingFrom({ kind: 'file', of: file, sha256: hash }));
    expect(run.notes).toEqual([]);
    expect(await numbers(run, 'decoder/hidden/kernel')).toEqual(
      await numbers(source, 'decoder/hidden/kernel'),
    );
    expect(await numbers(run, 'encoder/hidden/kernel')).not.toEqual(
      await numbers(source, 'encoder/hidden/kernel'),
    );
  });

  test('from any checkpoint of a run that is still there', async () => {
    const { run: source } = await trained();
    const place = source.folder.folder;
    const [first, last] = [0, 3].map((step) =>
      readFileSync(path.join(place, 'checkpoints', `step-00000000${step}.safetensors`)),
    );
    const kernel = 'decoder/hidden/kernel';
    const before = await start(startingFrom({ kind: 'run', of: place, sha256: sha256(first!) }));
    const after = await start(startingFrom({ kind: 'run', of: place, sha256: sha256(last!) }));
    expect(await numbers(after, kernel)).toEqual(await numbers(source, kernel));
    expect(await numbers(before, kernel)).not.toEqual(await numbers(after, kernel));
  });

  test('from a template, and from a block of another name', async () => {
    const template = await readTemplate('vae-digits');
    const hash = sha256(readFileSync(template.weights!));
    const document = structuredClone(template.document);
    document.blocks.generator = {
      design: document.blocks.decoder!.design,
      startsFrom: { kind: 'template', of: 'vae-digits', block: 'decoder', sha256: hash },
    };
    document.board.nodes.generate!.dials.block = 'generator';
    const run = await start(document);
    const [name] = [...run.session.compiled.variables.keys()].filter((one) => one.startsWith('generator/'));
    expect((await numbers(run, name!)).some((x) => x !== 0)).toBe(true);
    expect(run.notes).toEqual([]);
  });

  test('in part, where a part has another shape, and says which', async () => {
    const { file, sha256: hash } = await trained();
    const document = startingFrom({ kind: 'file', of: file, sha256: hash }, ({ designs }) => {
      designs.decoder!.nodes.extra = { kind: 'dense', dials: { units: 16 } };
      designs.decoder!.wires = designs.decoder!.wires.map((wire) =>
        wire.to.node === 'pixels' ? { ...wire, from: { node: 'extra', port: 'output' } } : wire,
      );
      designs.decoder!.wires.push({
        from: { node: 'hidden', port: 'output' },
        to: { node: 'extra', port: 'input' },
      });
    });
    const run = await start(document);
    expect(run.notes.map(({ en }) => en)).toEqual([
      expect.stringMatching(
        /2 of its 6 tensors do not fit and start anew: decoder\/extra\/kernel, decoder\/extra\/bias/,
      ),
    ]);
    expect(run.notes[0]!.ko).toMatch(/텐서 6개 중 2개는 맞지 않아 새로 시작합니다/);
  });
});

describe('what cannot be is a sentence', () => {
  const refused = async (document: GraphDocument) => {
    const error = await start(document).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    return (error as Error).message;
  };
  const other = '0'.repeat(64);

  test('other weights than the hash says', async () => {
    const { file, run, sha256: hash } = await trained();
    expect(await refused(startingFrom({ kind: 'file', of: file, sha256: other }))).toMatch(
      new RegExp(`not there any more; there is ${hash}`),
    );
    expect(await refused(startingFrom({ kind: 'run', of: run.folder.folder, sha256: other }))).toMatch(
      /not there any more; there is [0-9a-f]{64}/,
    );
  });

  test('a file that is not there, a template that does not ship, and no way out of the templates', async () => {
    expect(await refused(startingFrom({ kind: 'file', of: '/no/where', sha256: other }))).toMatch(
      /no\/where/,
    );
    for (const of of ['atlantis', '../tests'])
      expect(await refused(startingFrom({ kind: 'template', of, sha256: other }))).toMatch(
        /which this Genloom does not have; it has .*vae-digits/,
      );
  });

  test('weights of another model, and a frozen block that fits in part', async () => {
    const { file, sha256: hash } = await trained();
    const start = { kind: 'file', of: file, sha256: hash } as const;
    expect(await refused(startingFrom({ ...start, block: 'elsewhere' }))).toMatch(/nothing fits it/);
    const wider = startingFrom(start, ({ designs, blocks }) => {
      designs.decoder!.nodes.hidden!.dials.units = 8;
      blocks.decoder!.frozen = true;
    });
    wider.board.wires = wider.board.wires.filter(
      ({ from, to }) => !(from.node === 'decode' && to.node === 'optimizer'),
    );
    expect(await refused(wider)).toMatch(
      /3 of its 4 tensors are missing or have another shape, and it is frozen/,
    );
  });

  test('a run or a file that nobody allowed; a template needs no leave', () => {
    const from = (kind: StartingWeights['kind'], of: string) => startingFrom({ kind, of, sha256: other });
    expect(() => mustBeAllowed(from('run', '/runs/a'), [], [])).toThrow('--read /runs/a');
    expect(() => mustBeAllowed(from('file', '/a.safetensors'), ['/a.safetensors'], [])).not.toThrow();
    expect(() => mustBeAllowed(from('template', 'vae-digits'), [], [])).not.toThrow();
  });
});

test('a run that goes on needs its starting weights no more', async () => {
  const { file, sha256: hash } = await trained();
  const run = await start(startingFrom({ kind: 'file', of: file, sha256: hash }));
  const stop = new AbortController();
  stop.abort();
  await run.train(() => {}, stop.signal);
  run.dispose();
  rmSync(file);
  const resumed = await Run.resume(run.folder.folder, { target: tfjsTarget('cpu'), fingerprint: 'cpu' });
  runs.push(resumed);
  expect(resumed.session.counters.step).toBe(0);
});
