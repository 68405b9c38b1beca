import { beforeAll, describe, expect, it } from 'vitest';

import { readArrangement } from '../../../../main/targets/tensorflow/arrangement.ts';
import { loadBinding } from '../../../../main/targets/tensorflow/binding.ts';
import type { Values } from '../../../../main/targets/target.ts';
import { startBackend, type BackendName, type TensorFlowJs } from '../../../../main/targets/tfjs/library.ts';
import { tableOf } from '../../../../main/targets/tfjs/table.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import { alphabet } from '../../../../nodes/alphabet/alphabet.ts';
import { CASES, programOf, type Case } from './cases.ts';

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
    expect(kinds.filter((kind) => casesOf(kind).length === 0)).toEqual([]);
  });
});

/** What a case gives on a backend, and that it leaves nothing behind there. */
async function compute(backend: BackendName, use: Case): Promise<Record<string, Values>> {
  const { program, feeds } = programOf(use);
  const runner = await tfjsTarget(backend).open({ use: program });
  const tf = await startBackend(backend);
  const holds = () => [tf.memory().numTensors, tf.memory().numDataBuffers, tf.engine().backend.numDataIds()];
  const before = holds();
  const outputs = await runner.run('use', feeds);
  expect(holds(), `${describeCase(use)} left tensors behind on ${backend}`).toEqual(before);
  return outputs;
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

function expectEqual(
  use: Case,
  actual: Record<string, Values>,
  expected: Record<string, Values>,
  tolerance: number,
) {
  for (const [name, { shape, dtype, data }] of Object.entries(expected)) {
    const other = actual[name]!;
    expect({ shape: other.shape, dtype: other.dtype }, describeCase(use)).toEqual({ shape, dtype });
    const scale = Math.max(1, ...[...data].map(Math.abs).filter(Number.isFinite));
    const worst = [...data].map((x, i) =>
      Object.is(x, other.data[i]) ? 0 : Math.abs(x - other.data[i]!) / scale,
    );
    expect(
      worst.filter((difference) => !(difference <= tolerance)),
      `${describeCase(use)}: ${name} is ${other.data.join(' ')} instead of ${data.join(' ')}`,
    ).toEqual([]);
  }
}

const works = (readArrangement()?.rung ?? 4) !== 4;

describe.each(kinds)('%s', (kind) => {
  const expected = new Map<Case, Record<string, Values>>();
  beforeAll(async () => {
    for (const use of casesOf(kind)) expected.set(use, await compute('cpu', use));
  });

  it('has the shapes and types on cpu that its rule says', () => {
    for (const [use, outputs] of expected) {
      const types = alphabet.get(kind)!.infer(use.given, use.attributes);
      const actual = Object.values(outputs).map(({ shape, dtype, data }) => ({
        shape,
        dtype,
        size: data.length,
      }));
      const wanted = types.map(({ shape, dtype }) => ({
        shape,
        dtype,
        size: (shape as number[]).reduce((a, b) => a * b, 1),
      }));
      expect(actual, describeCase(use)).toEqual(wanted);
    }
  });

  it('is the same on wasm', async () => {
    for (const [use, outputs] of expected) {
      dirty(await startBackend('wasm'));
      expectEqual(use, await compute('wasm', use), outputs, 5e-6);
    }
  });

  it.runIf(works)('is the same on tensorflow', async () => {
    loadBinding();
    for (const [use, outputs] of expected) expectEqual(use, await compute('tensorflow', use), outputs, 5e-6);
  });
});

it.skipIf(works)('could not compare with tensorflow, which set-up did not arrange here', () => {
  expect(() => loadBinding()).toThrow(/TensorFlow cannot be loaded here/);
});
