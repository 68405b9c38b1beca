// Every layer gives the same numbers and gradients in a TensorFlow graph as in plain JavaScript, and lets gradients through.
import { describe, expect, test } from 'vitest';
import { tensorflowTarget } from '../../../main/targets/tensorflow/target.ts';
import type { Values } from '../../../main/targets/target.ts';
import type { TensorType } from '../../../nodes/alphabet/shape.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { works } from '../../main/targets/tensorflow/available.ts';
import { buildNode, computeNode } from '../build-node.ts';
import { waves, zeros } from '../numbers.ts';
import { inputsOf } from './inputs-of.ts';

const layers = [...catalogue.values()].filter(({ family }) => family === 'layers').map(({ kind }) => kind);

/** Shapes of an example, of which a layer takes the first that suits it. */
const EXAMPLES = [[4, 6, 4], [5, 8], [8], []] as const;
/** Where the defaults show nothing: noise that is silent at first, an empty dial. */
const DIALS: Readonly<Record<string, Readonly<Record<string, DialValue>>>> = {
  'noise-layer': { strength: 0.5 },
  patches: { size: [2] },
};
/** Inputs that nothing flows back to, by layer. */
const STOPPED: Readonly<Record<string, readonly string[]>> = {};

const numbers = ({ shape, dtype }: TensorType, phase: number) =>
  dtype === 'float32' ? waves(shape as number[], phase) : zeros(shape as number[]);

/** A layer with inputs that suit it, and weights. */
function given(kind: string) {
  const dials = DIALS[kind] ?? {};
  for (const axes of EXAMPLES) {
    const types = inputsOf(kind, 3, axes);
    const built = buildNode({ kind, dials, inputs: types, batch: 3 });
    if (!built.outputs) continue;
    const inputs = Object.fromEntries(
      Object.entries(types).map(([port, type], i): [string, Values | Values[]] => [
        port,
        'shape' in type ? numbers(type, i) : type.map((one, k) => numbers(one, k)),
      ]),
    );
    const variables = Object.fromEntries(
      [...built.variables].map(([name, { type }], i) => {
        const values = numbers(type, i + 0.3);
        // Variances are positive.
        return [
          name,
          /variance/i.test(name) ? { ...values, data: values.data.map((x) => x * x + 0.5) } : values,
        ];
      }),
    ) as Record<string, Values>;
    const { shape } = Object.values(built.outputs)[0]!;
    return {
      node: { kind, dials, batch: 3 },
      inputs,
      variables,
      cotangent: waves(shape as number[], 0.7),
      /** Its inputs and weights that can have a gradient. */
      trained: [
        ...Object.entries(built.inputs).flatMap(([name, { dtype }]) => (dtype === 'float32' ? [name] : [])),
        ...[...built.variables].flatMap(([name, { role }]) => (role === 'weight' ? [name] : [])),
      ],
    };
  }
  throw new Error(`None of the examples suits ${kind}.`);
}

const differences = (a: Readonly<Record<string, Values>>, b: Readonly<Record<string, Values>>) =>
  Object.entries(a).flatMap(([name, { shape, data }]) => {
    const other = b[name];
    if (JSON.stringify(other?.shape) !== JSON.stringify(shape)) return [`${name}: another shape`];
    const scale = Math.max(1, ...data.map(Math.abs));
    const apart = Math.max(0, ...Array.from(data, (x, i) => Math.abs(x - other!.data[i]!))) / scale;
    return apart < 1e-5 ? [] : [`${name}: ${apart}`];
  });

describe.each(layers)('%s', (kind) => {
  test('lets gradients reach its inputs and weights', async () => {
    const { node, inputs, variables, cotangent, trained } = given(kind);
    const { gradients } = await computeNode(node, inputs, variables, cotangent);
    const still = trained.filter((name) => gradients[name]?.data.every((x) => x === 0) ?? true);
    expect(still).toEqual(STOPPED[kind] ?? []);
  });

  test.runIf(works)('gives in TensorFlow what plain JavaScript gives', async () => {
    const { node, inputs, variables, cotangent } = given(kind);
    const here = await computeNode(node, inputs, variables, cotangent);
    const there = await computeNode(node, inputs, variables, cotangent, await tensorflowTarget());
    expect(Object.keys(there.gradients).sort()).toEqual(Object.keys(here.gradients).sort());
    expect([
      ...differences(here.outputs, there.outputs),
      ...differences(here.gradients, there.gradients),
      ...differences(here.variables, there.variables),
    ]).toEqual([]);
  });
});
