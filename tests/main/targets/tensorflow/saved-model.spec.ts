import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loadBinding } from '../../../../main/targets/tensorflow/binding.ts';
import { printFrozen, type FrozenGraph } from '../../../../main/targets/tensorflow/frozen.ts';
import { savedModelBytes } from '../../../../main/targets/tensorflow/saved-model.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import type { Elements, Values } from '../../../../main/targets/target.ts';
import { BATCH } from '../../../../nodes/alphabet/shape.ts';
import { autoencoder, differences, picturesOf } from './autoencoder.ts';
import { works } from './available.ts';

const python = process.env['GENLOOM_PYTHON'];

/** What the program says with its batch fixed, by the names that it has when it is taken away. */
async function expected(frozen: FrozenGraph, batch: number): Promise<Record<string, Values>> {
  const { program, weights } = autoencoder(batch);
  const runner = await tfjsTarget('cpu').open({ program });
  await runner.write(weights);
  const results = Object.values(await runner.run('program', picturesOf(batch)));
  runner.dispose();
  return Object.fromEntries(frozen.signature.outputs.map(({ name }, i) => [name, results[i]!]));
}

/** Inputs by the names of the signature, with their shapes. */
const inputsOf = ({ signature }: FrozenGraph, batch: number) =>
  Object.values(picturesOf(batch)).map((data, i) => {
    const { name, type } = signature.inputs[i]!;
    return { name, data, dtype: type.dtype, shape: [batch, ...(type.shape.slice(1) as number[])] };
  });

describe.runIf(works)('a frozen SavedModel', () => {
  const { program, weights } = autoencoder(BATCH);
  const frozen = printFrozen(program, weights);
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'genloom-saved-model-'));
    writeFileSync(path.join(folder, 'saved_model.pb'), savedModelBytes(loadBinding().messages, frozen));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says the same in tfjs-node, for any batch', async () => {
    const { tf } = loadBinding();
    const node = (tf as unknown as { node: { loadSavedModel(folder: string): Promise<Model> } }).node;
    const model = await node.loadSavedModel(folder);
    for (const batch of [1, 3, 4]) {
      const wanted = await expected(frozen, batch);
      await tf.setBackend('tensorflow');
      const inputs = inputsOf(frozen, batch).map(({ name, data, dtype, shape }) => [
        name,
        tf.tensor(data, shape, dtype),
      ]);
      const results = model.predict(Object.fromEntries(inputs));
      const seen = Object.entries(results).map(([name, tensor]) => [
        name,
        { shape: tensor.shape, data: tensor.dataSync() },
      ]);
      expect(differences(Object.fromEntries(seen), wanted)).toEqual([]);
    }
    model.dispose();
  });

  it.runIf(python)('says the same in Python', async () => {
    const inputs = Object.fromEntries(
      inputsOf(frozen, 3).map(({ name, data, dtype, shape }) => [name, { shape, dtype, data: [...data] }]),
    );
    const out = execFileSync(python!, ['tests/oracles/load-exports.py', 'saved-model', folder, '-'], {
      input: JSON.stringify(inputs),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const { outputs } = JSON.parse(out) as { outputs: Record<string, Values> };
    expect(differences(outputs, await expected(frozen, 3))).toEqual([]);
  });
});

interface Model {
  predict(inputs: Record<string, unknown>): Record<string, { shape: number[]; dataSync(): Elements }>;
  dispose(): void;
}
