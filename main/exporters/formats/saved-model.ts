import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomic } from '../../projects/atomic-file.ts';
import { loadBinding } from '../../targets/tensorflow/binding.ts';
import { printFrozen, type FrozenGraph } from '../../targets/tensorflow/frozen.ts';
import { savedModelBytes } from '../../targets/tensorflow/saved-model.ts';
import {
  checkExport,
  exportedFunctions,
  type ExportedFunction,
  type RunExported,
} from '../exported-function.ts';
import type { Exporter } from '../exporter.ts';
import { exportReadme } from '../readme.ts';
import { fromTensors, toTensors } from '../tensors.ts';

const snippet = ({ name, inputs, outputs }: ExportedFunction): string =>
  [
    '```python',
    'import tensorflow as tf',
    '',
    `${name} = tf.saved_model.load("${name}").signatures["serving_default"]`,
    `${outputs[0]!.name} = ${name}(${inputs.map((door) => `${door.name}=...`).join(', ')})["${outputs[0]!.name}"]`,
    '```',
  ].join('\n');

const exporter: Exporter = {
  name: 'saved-model',
  title: { en: 'TensorFlow SavedModel', ko: '텐서플로 SavedModel' },
  sentence: {
    en: 'One folder for each function, which TensorFlow loads in Python, C++, Java or TensorFlow Serving; weights inside, no Genloom needed.',
    ko: '함수마다 폴더 하나. 파이썬, C++, 자바, TensorFlow Serving에서 불러올 수 있고 가중치가 들어 있습니다.',
  },
  async export(source, folder) {
    const { messages } = loadBinding();
    const functions = exportedFunctions(source);
    const frozen = new Map<string, FrozenGraph>();
    for (const one of functions) {
      const graph = printFrozen(one.entry.program, source.weights);
      frozen.set(one.name, graph);
      await mkdir(path.join(folder, one.name), { recursive: true });
      await writeFileAtomic(path.join(folder, one.name, 'saved_model.pb'), savedModelBytes(messages, graph));
    }
    const checked = await checkExport(source, functions, runner(folder, frozen));
    const readme = exportReadme(source, functions, 'TensorFlow SavedModel', snippet, checked);
    await writeFileAtomic(path.join(folder, 'README.md'), readme);
    return { files: [...functions.map(({ name }) => `${name}/saved_model.pb`), 'README.md'], checked };
  },
};

export default exporter;

/** Loads a function from its folder with TensorFlow and runs it by its signature. */
const runner =
  (folder: string, frozen: ReadonlyMap<string, FrozenGraph>): RunExported =>
  async (one, inputs) => {
    const { tf, backend } = loadBinding();
    const { signature } = frozen.get(one.name)!;
    const before = tf.getBackend();
    await tf.setBackend('tensorflow');
    const id = backend.loadSavedModelMetaGraph(path.join(folder, one.name), 'serve');
    const tensors = toTensors(tf, inputs);
    try {
      const results = backend.runSavedModel(
        id,
        signature.inputs.map(({ name }) => tensors[name]!),
        signature.inputs.map(({ node, type }) => ({ name: `${node}:0`, dtype: type.dtype, shape: [] })),
        signature.outputs.map(({ node }) => `${node}:0`),
      );
      return await fromTensors(
        tf,
        Object.fromEntries(signature.outputs.map(({ name }, i) => [name, results[i]!])),
      );
    } finally {
      tf.dispose(tensors);
      backend.deleteSavedModel(id);
      await tf.setBackend(before);
    }
  };
