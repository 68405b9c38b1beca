import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import type { GraphModel as LoadedModel, NamedTensorMap, io } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';

import { printFrozen } from '../../../../main/targets/tensorflow/frozen.ts';
import {
  GRAPH_MODEL_LACKS,
  graphModelTable,
} from '../../../../main/targets/tensorflow/graph-model-operations.ts';
import { graphModel, type GraphModel } from '../../../../main/targets/tensorflow/graph-model.ts';
import { OPERATIONS } from '../../../../main/targets/tensorflow/operations-2.7.ts';
import { startBackend } from '../../../../main/targets/tfjs/library.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import type { Elements, Values } from '../../../../main/targets/target.ts';
import { alphabet } from '../../../../nodes/alphabet/alphabet.ts';
import { BATCH } from '../../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import { kinds, someCases } from '../../../nodes/alphabet/case.ts';
import { autoencoder, differences, picturesOf, type Found } from './autoencoder.ts';

/** The model in plain TensorFlow.js, from what its two kinds of files would hold. */
async function load({ model, shards }: GraphModel): Promise<LoadedModel> {
  const tf = await startBackend('cpu');
  const { modelTopology, weightsManifest, ...rest } = JSON.parse(JSON.stringify(model)) as io.ModelJSON;
  const weightData = Buffer.concat(
    weightsManifest.flatMap(({ paths }) => paths).map((name) => shards.get(name)!),
  );
  return tf.loadGraphModel({
    load: () =>
      Promise.resolve({
        ...(rest as object),
        modelTopology,
        weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
        weightData: new Uint8Array(weightData).buffer,
      }),
  });
}

/** What the model says, under these names instead of those of its nodes. */
async function runLoaded(
  model: LoadedModel,
  inputs: Readonly<Record<string, Values>>,
  nodes: readonly string[],
  names: readonly string[],
): Promise<Found> {
  const tf = await startBackend('cpu');
  const before = tf.memory().numTensors;
  const fed: NamedTensorMap = {};
  for (const [name, { data, shape, dtype }] of Object.entries(inputs))
    fed[name] = tf.tensor(data, [...shape], dtype);
  const results = [model.execute(fed, [...nodes])].flat();
  const found = results.map((tensor, i) => {
    const { shape, dtype } = tensor;
    return [names[i]!, { shape, dtype, data: tensor.dataSync() as Elements }] as const;
  });
  tf.dispose([...Object.values(fed), ...results]);
  expect(tf.memory().numTensors).toBe(before);
  return Object.fromEntries(found);
}

const { program, weights } = autoencoder(BATCH);
const frozen = printFrozen(program, weights, graphModelTable);

describe('a graph model in TensorFlow.js', () => {
  it('says the same for any batch', async () => {
    const model = await load(graphModel(frozen));
    expect(model.inputs.map(({ name, shape, dtype }) => ({ name, shape, dtype }))).toEqual([
      { name: 'image', shape: [-1, 8, 8, 1], dtype: 'float32' },
      { name: 'label', shape: [-1], dtype: 'int32' },
      { name: 'noise', shape: [-1, 3], dtype: 'float32' },
      { name: 'not_used', shape: [-1, 2], dtype: 'float32' },
    ]);
    for (const batch of [1, 3]) {
      const fixed = autoencoder(batch);
      const runner = await tfjsTarget('cpu').open({ program: fixed.program });
      await runner.write(weights);
      const wanted = await runner.run('program', picturesOf(batch));
      runner.dispose();
      const inputs = Object.values(picturesOf(batch)).map((data, i): [string, Values] => {
        const { name, type } = frozen.signature.inputs[i]!;
        return [name, { shape: [batch, ...(type.shape.slice(1) as number[])], dtype: type.dtype, data }];
      });
      const nodes = frozen.signature.outputs.map(({ node }) => node);
      const found = await runLoaded(model, Object.fromEntries(inputs), nodes, Object.keys(wanted));
      expect(differences(found, wanted)).toEqual([]);
    }
    model.dispose();
  });

  it('is cut into shards of some size that hold all weights', async () => {
    const whole = graphModel(frozen);
    const parts = graphModel(frozen, 1000);
    expect([...whole.shards.keys()]).toEqual(['group1-shard1of1.bin']);
    const [all] = whole.shards.values();
    const count = Math.ceil(all!.length / 1000);
    expect([...parts.shards.keys()]).toEqual(
      Array.from({ length: count }, (_, i) => `group1-shard${i + 1}of${count}.bin`),
    );
    expect(Buffer.concat([...parts.shards.values()]).equals(all!)).toBe(true);
    const model = await load(parts);
    expect(model.weights['weights/scale']![0]!.dataSync()).toEqual(weights.get('scale')!.data);
    model.dispose();
  });

  it('names the operation and node that it cannot hold', () => {
    const trace = new Trace();
    const random = trace.feed('random', { shape: [2], dtype: 'int32' }, { kind: 'random' });
    const origin = { path: 'decoder', node: 'dropout' };
    const noise = trace.from(origin, () => trace.ops.uniformNoise(random, { shape: [3], stream: 1 }));
    const graph = printFrozen(trace.program({ noise }), new Map(), graphModelTable);
    expect(() => graphModel(graph)).toThrow(
      "TensorFlow.js' graph models have no counterpart of the operation 'uniformNoise' of node 'dropout' in 'decoder'",
    );
  });
});

/** One call of an operation as a program. */
function programFor(kind: string, { inputs, attributes }: ReturnType<typeof someCases>[number]): Program {
  const trace = new Trace();
  const given = inputs.map(({ shape, dtype }, i) => {
    const name = `x${i}`;
    return trace.feed(name, { shape, dtype }, { kind: 'input', name });
  });
  const made = trace.apply(kind, given, attributes);
  return trace.program(Object.fromEntries(made.map((output, i) => [`y${i}`, output])));
}

/** What a graph model cannot be asked for: gradients beyond that of a convolution in its image, and noise. */
const REFUSED = [
  'averagePoolGradient',
  'conv2dFilterGradient',
  'depthwiseConv2dFilterGradient',
  'depthwiseConv2dInputGradient',
  'maxPoolGradient',
  'normalNoise',
  'resizeBilinearGradient',
  'segmentSum',
  'uniformNoise',
];

describe('every operation of the alphabet in a graph model', () => {
  it('is refused where and only where it is listed', () => {
    const refused = kinds.filter((kind) =>
      someCases(kind, 6).some((one) => {
        const graph = printFrozen(programFor(kind, one), new Map(), graphModelTable);
        return graph.nodes.some(({ op }) => GRAPH_MODEL_LACKS.has(op));
      }),
    );
    expect(refused.toSorted()).toEqual(REFUSED);
    expect(REFUSED.filter((kind) => alphabet.get(kind)!.define)).toEqual([]);
  });

  it.each(kinds.filter((kind) => !REFUSED.includes(kind)))('%s gives the same', async (kind) => {
    for (const one of someCases(kind, 8)) {
      const lone = programFor(kind, one);
      const runner = await tfjsTarget('cpu').open({ lone });
      const fed = Object.fromEntries(one.inputs.map((value, i) => [`x${i}`, value]));
      const wanted = await runner.run(
        'lone',
        Object.fromEntries(one.inputs.map(({ data }, i) => [`x${i}`, data])),
      );
      runner.dispose();
      const graph = printFrozen(lone, new Map(), graphModelTable);
      const model = await load(graphModel(graph));
      const nodes = graph.signature.outputs.map(({ node }) => node);
      const found = await runLoaded(model, fed, nodes, Object.keys(wanted));
      expect(differences(found, wanted)).toEqual([]);
      model.dispose();
    }
  });

  it('is held by what TensorFlow.js has', () => {
    const require = createRequire(import.meta.url);
    const folder = path.join(
      path.dirname(require.resolve('@tensorflow/tfjs-converter/package.json')),
      'dist/operations/op_list',
    );
    const lists = readdirSync(folder).filter((name) => name.endsWith('.js'));
    const names = new Set(
      lists.flatMap((name) =>
        [...readFileSync(path.join(folder, name), 'utf8').matchAll(/'tfOpName': '(\w+)'/g)].map(
          ([, op]) => op!,
        ),
      ),
    );
    const variables = ['AssignVariableOp', 'ReadVariableOp', 'ResourceApplyAdam', 'VarHandleOp'];
    const lacked = Object.keys(OPERATIONS).filter((op) => !names.has(op) && !variables.includes(op));
    expect(lacked).toEqual([...GRAPH_MODEL_LACKS]);
  });
});
