import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import util from 'node:util';

import { describe, expect, it } from 'vitest';

import { readArrangement } from '../../../../main/targets/tensorflow/arrangement.ts';
import { loadBinding } from '../../../../main/targets/tensorflow/binding.ts';
import type { AttrMessage } from '../../../../main/targets/tensorflow/messages.ts';

const arrangement = readArrangement();
const works = arrangement !== null && arrangement.rung !== 4;
const why = arrangement?.tried.map((attempt) => attempt.why).join(' ') ?? 'set-up has not run.';

describe.skipIf(!works)(`loadBinding${works ? '' : ` (no TensorFlow here: ${why})`}`, () => {
  it('gives the library that set-up reported, once a process', () => {
    const binding = loadBinding();
    expect(binding.version).toBe(arrangement!.version);
    expect(loadBinding()).toBe(binding);
    expect(binding.tf.getBackend()).toBe('tensorflow');
  });

  it('puts back what Node 23 took from util', () => {
    loadBinding();
    const restored = util as unknown as Record<'isNullOrUndefined' | 'isArray', (value: unknown) => boolean>;
    expect([null, undefined, 0].map(restored.isNullOrUndefined)).toEqual([true, true, false]);
    expect([[], {}].map(restored.isArray)).toEqual([true, false]);
  });

  it('runs a graph written with its message classes', () => {
    const { tf, backend, messages } = loadBinding();
    const float = messages.DataType['DT_FLOAT']!;
    const type: AttrMessage = new messages.AttrValue().setType(float);
    const graph = new messages.GraphDef();
    const node = (name: string, op: string, inputs: string[], attr: string) => {
      const made = new messages.NodeDef().setName(name).setOp(op).setInputList(inputs);
      made.getAttrMap().set(attr, type);
      graph.addNode(made);
    };
    node('x', 'Placeholder', [], 'dtype');
    node('y', 'Square', ['x'], 'T');
    const meta = new messages.MetaGraphDef();
    meta.setMetaInfoDef(new messages.MetaGraphDef.MetaInfoDef().setTagsList(['serve'])).setGraphDef(graph);
    const saved = new messages.SavedModel().setSavedModelSchemaVersion(1);
    saved.addMetaGraphs(meta);
    const folder = mkdtempSync(path.join(tmpdir(), 'genloom-binding-'));
    writeFileSync(path.join(folder, 'saved_model.pb'), saved.serializeBinary());

    const id = backend.loadSavedModelMetaGraph(folder, 'serve');
    const x = tf.tensor1d([1, 2, 3]);
    const [y] = backend.runSavedModel(id, [x], [{ name: 'x:0', dtype: 'float32', shape: [3] }], ['y:0']);
    expect(Array.from(y!.dataSync())).toEqual([1, 4, 9]);
    tf.dispose([x, y!]);
    backend.deleteSavedModel(id);
  });
});
