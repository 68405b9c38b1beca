// Every node of noise, every sampler and every metric gives the same in a TensorFlow graph and in WebAssembly as in plain JavaScript,
// in the shapes that were inferred; and no gradient comes back out of a sampler.
import { describe, expect, test } from 'vitest';
import { tensorflowTarget } from '../../main/targets/tensorflow/target.ts';
import { tfjsTarget } from '../../main/targets/tfjs/target.ts';
import type { Target, Values } from '../../main/targets/target.ts';
import { bindBatch, formatShape } from '../../nodes/alphabet/shape.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { LookingNode } from '../../nodes/contract.ts';
import { works } from '../main/targets/tensorflow/available.ts';
import { buildOnBoard, computeOnBoard, float } from './build-on-board.ts';
import { waves } from './numbers.ts';
import { BATCH_SIZE, drawing, opened, suitable, type Suitable } from './suitable-inputs.ts';

const of = (...families: readonly string[]) =>
  [...catalogue.values()].filter(({ family }) => families.includes(family)).map(({ kind }) => kind);

const others: readonly (readonly [string, () => Target | Promise<Target>])[] = [
  ['WebAssembly', () => tfjsTarget('wasm')],
  ...(works ? ([['TensorFlow', tensorflowTarget]] as const) : []),
];

const around = { batch: BATCH_SIZE, drawing };

/** What a node computes of inputs that suit it; a metric, and what it tells of that. */
async function computed(kind: string, { inputs, dials }: Suitable, target?: Target) {
  const definition = catalogue.get(kind)!;
  const mode = definition.family === 'noise' ? 'training' : 'inference';
  const given = { ...around, mode, ...(target ? { target } : {}) } as const;
  const { outputs } = await computeOnBoard(kind, inputs, dials, given);
  if (definition.family !== 'metrics') return { outputs, numbers: {} };
  const { finish } = definition as LookingNode;
  const { numbers = {} } = finish(outputs, buildOnBoard(kind, inputs, dials, given).dials);
  return { outputs, numbers };
}

/** A metric tells something of what is wired into it. */
const tells = (kind: string) => async (found: Suitable) => {
  const numbers = Object.values((await computed(kind, found)).numbers);
  return numbers.length > 0 && numbers.every(Number.isFinite);
};
const suited = new Map<string, Promise<readonly Suitable[]>>();
function given(kind: string): Promise<readonly Suitable[]> {
  const known =
    suited.get(kind) ?? suitable(kind, catalogue.get(kind)!.family === 'metrics' ? tells(kind) : undefined);
  suited.set(kind, known);
  return known;
}

/** Results that lie further apart than 1e-4 of the largest of them, by name. */
function apart(a: Readonly<Record<string, Values>>, b: Readonly<Record<string, Values>>): string[] {
  return Object.entries(a).flatMap(([name, { shape, dtype, data }]) => {
    const other = b[name];
    if (JSON.stringify([shape, dtype]) !== JSON.stringify([other?.shape, other?.dtype]))
      return [`${name}: other type`];
    const scale = Math.max(1, ...Array.from(data, Math.abs));
    const most = Math.max(0, ...Array.from(data, (x, i) => Math.abs(x - other!.data[i]!))) / scale;
    return most < 1e-4 ? [] : [`${name}: ${most}`];
  });
}

describe.each(of('noise', 'sampling', 'metrics'))('%s', (kind) => {
  test.each(others)('gives in %s what plain JavaScript gives', async (_name, open) => {
    const target = await open();
    for (const found of await given(kind)) {
      const [here, there] = [await computed(kind, found), await computed(kind, found, target)];
      expect(apart(here.outputs, there.outputs)).toEqual([]);
      expect(Object.keys(there.numbers)).toEqual(Object.keys(here.numbers));
      for (const [name, number] of Object.entries(here.numbers))
        expect(Math.abs(there.numbers[name]! - number), name).toBeLessThan(
          1e-3 * Math.max(1, Math.abs(number)),
        );
    }
  });

  test('has the shapes that it was told to have', async () => {
    for (const found of await given(kind)) {
      const { outputs } = await computed(kind, found);
      const open = buildOnBoard(kind, opened(found.inputs), found.dials, {
        ...around,
        batch: { batches: 1 },
      });
      const inferred = Object.entries(open.outputs).filter(([, value]) => 'dtype' in value);
      const told = inferred.map(([port, { shape, dtype }]) => [
        port,
        dtype,
        formatShape(bindBatch(shape, BATCH_SIZE)),
      ]);
      const came = inferred.map(([port]) => [port, outputs[port]!.dtype, formatShape(outputs[port]!.shape)]);
      expect(came).toEqual(told);
    }
  });
});

/** Float inputs of a node that a gradient of its first output reaches. */
async function reached(kind: string, { inputs, dials }: Suitable): Promise<string[]> {
  const { outputs } = await computeOnBoard(kind, inputs, dials, around);
  const [port, { shape }] = Object.entries(outputs)[0]!;
  const cotangents = { [port]: float(shape, waves(shape, 0.7).data) };
  const { gradients } = await computeOnBoard(kind, inputs, dials, { ...around, cotangents });
  return Object.keys(gradients).filter((name) => gradients[name]!.data.some((x) => x !== 0));
}

describe.each(of('sampling'))('%s', (kind) => {
  test('gives values that no gradient flows through', async () => {
    for (const found of await given(kind)) {
      const { outputs } = await computed(kind, found);
      if (Object.values(outputs)[0]!.dtype !== 'float32') continue;
      expect(await reached(kind, found)).toEqual([]);
    }
  });
});

test('what is laid on noise lets a gradient back to what is clean', async () => {
  for (const kind of ['corrupt', 'forward-process', 'condition-dropout'])
    for (const found of await given(kind)) expect([kind, await reached(kind, found)]).not.toEqual([kind, []]);
});
