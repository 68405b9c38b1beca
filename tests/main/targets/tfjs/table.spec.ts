import { beforeAll, describe, expect, it } from 'vitest';

import { readArrangement } from '../../../../main/targets/tensorflow/arrangement.ts';
import { loadBinding } from '../../../../main/targets/tensorflow/binding.ts';
import type { Values } from '../../../../main/targets/target.ts';
import { startBackend, type BackendName, type TensorFlowJs } from '../../../../main/targets/tfjs/library.ts';
import { tableOf } from '../../../../main/targets/tfjs/table.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import { alphabet } from '../../../../nodes/alphabet/alphabet.ts';
import { programOf, type Case } from './case.ts';
import { CASES } from './cases.ts';

const kinds = [...alphabet.keys()];
const casesOf = (kind: string) => CASES.filter((use) => use.kind === kind);

describe('the table', () => {
  it.each(['cpu', 'wasm', 'tensorflow'] as const)(
    'holds every operation of %s that is not made of others',
    (backend) => {
      const table = tableOf(backend);
      expect(kinds.filter((kind) => !(kind in table) && !alphabet.get(kind)!.define)).toEqual([]);
      expect(Object.keys(table).filter((kind) => !alphabet.has(kind))).toEqual([]);
    },
  );

  it('is tried out with every operation', () => {
    // A loop has a body of its own: it is tried on both targets where loops are.
    const single = kinds.filter((kind) => kind !== 'repeat');
    expect(single.filter((kind) => casesOf(kind).length === 0)).toEqual([]);
  });
});

/** What a case gives on a backend, and what it left behind there: tensors, their data, the backend's own. */
async function compute(backend: BackendName, use: Case): Promise<Computed> {
  const { program, feeds } = programOf(use);
  const runner = await tfjsTarget(backend).open({ use: program });
  const tf = await startBackend(backend);
  const holds = () => [tf.memory().numTensors, tf.memory().numDataBuffers, tf.engine().backend.numDataIds()];
  const before = holds();
  const outputs = await runner.run('use', feeds);
  return { outputs, left: holds().map((count, i) => count - before[i]!) };
}

interface Computed {
  readonly outputs: Record<string, Values>;
  readonly left: readonly number[];
}

const describeCase = ({ kind, given, attributes }: Case) =>
  `${kind}(${given.map(({ shape, dtype }) => `${dtype} [${shape.join(', ')}]`).join('; ')}) ${JSON.stringify(attributes)}`;

/** Fills memory that is about to be used again with NaN, so that a kernel that leaves a cell unwritten is seen. */
function dirty(tf: TensorFlowJs): void {
  const sizes = Array.from({ length: 40 }, (_, i) => Math.ceil(1.2 ** i));
  tf.dispose(
    sizes.flatMap((size) => Array.from({ length: 8 }, () => tf.tensor(new Float32Array(size).fill(NaN)))),
  );
}

/** Where a case comes out otherwise than expected, in words; a difference is measured against the largest number or 1. */
function differences(use: Case, { outputs, left }: Computed, expected: Computed): string[] {
  const found = Object.entries(expected.outputs).flatMap(([name, { shape, dtype, data }]) => {
    const other = outputs[name]!;
    const scale = Math.max(1, ...[...data].map(Math.abs).filter(Number.isFinite));
    const close = (x: number, i: number) =>
      Object.is(x, other.data[i]) || Math.abs(x - other.data[i]!) <= TOLERANCE * scale;
    if (String(other.shape) === String(shape) && other.dtype === dtype && [...data].every(close)) return [];
    return [`${name} is ${written(other)} instead of ${written(expected.outputs[name]!)}`];
  });
  if (left.some((count) => count !== 0)) found.push(`${left.join(', ')} are left behind`);
  return found.map((what) => `${describeCase(use)}: ${what}`);
}

const written = ({ shape, dtype, data }: Values) => `${dtype} [${shape.join(', ')}] ${data.join(' ')}`;

/** Different orders of adding float32 numbers. */
const TOLERANCE = 5e-6;

const works = (readArrangement()?.rung ?? 4) !== 4;

describe.each(kinds)('%s', (kind) => {
  const expected = new Map<Case, Computed>();
  beforeAll(async () => {
    for (const use of casesOf(kind)) expected.set(use, await compute('cpu', use));
  });

  const otherwise = async (backend: BackendName, before: (tf: TensorFlowJs) => void = () => undefined) => {
    const found: string[] = [];
    for (const [use, onCpu] of expected) {
      before(await startBackend(backend));
      found.push(...differences(use, await compute(backend, use), onCpu));
    }
    return found;
  };

  it('has the shapes and types on cpu that its rule says, and leaves nothing behind', () => {
    for (const [use, { outputs, left }] of expected) {
      const wanted = alphabet
        .get(kind)!
        .infer(use.given, use.attributes)
        .map(({ shape, dtype }) => {
          return { shape, dtype, size: (shape as number[]).reduce((a, b) => a * b, 1) };
        });
      const types = Object.values(outputs).map(({ shape, dtype, data }) => ({
        shape,
        dtype,
        size: data.length,
      }));
      expect({ use, types, left }).toEqual({ use, types: wanted, left: [0, 0, 0] });
    }
  });

  it('is the same on wasm', async () => {
    expect(await otherwise('wasm', dirty)).toEqual([]);
  });

  it.runIf(works)('is the same on tensorflow', async () => {
    loadBinding();
    expect(await otherwise('tensorflow')).toEqual([]);
  });
});

it.skipIf(works)('could not compare with tensorflow, which set-up did not arrange here', () => {
  expect(() => loadBinding()).toThrow(/TensorFlow cannot be loaded here/);
});
