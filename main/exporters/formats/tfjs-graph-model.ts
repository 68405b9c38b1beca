import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { io } from '@tensorflow/tfjs';
import { writeFileAtomic } from '../../projects/atomic-file.ts';
import { printFrozen } from '../../targets/tensorflow/frozen.ts';
import { graphModelTable } from '../../targets/tensorflow/graph-model-operations.ts';
import { graphModel } from '../../targets/tensorflow/graph-model.ts';
import {
  checkExport,
  exportedFunctions,
  type ExportedFunction,
  type RunExported,
} from '../exported-function.ts';
import type { Exporter } from '../exporter.ts';
import { exportReadme } from '../readme.ts';
import { fromTensors, toTensors } from '../tensors.ts';

const snippet = ({ name, inputs }: ExportedFunction): string =>
  [
    '```js',
    "import * as tf from '@tensorflow/tfjs';",
    '',
    `const ${name} = await tf.loadGraphModel('${name}/model.json');`,
    `const result = ${name}.predict({ ${inputs.map((door) => `${door.name}: ...`).join(', ')} });`,
    '```',
  ].join('\n');

const exporter: Exporter = {
  name: 'tfjs-graph-model',
  title: { en: 'TensorFlow.js graph model', ko: 'TensorFlow.js 그래프 모델' },
  sentence: {
    en: 'One folder for each function: model.json and weights, which loadGraphModel runs in browsers and in Node.',
    ko: '함수마다 폴더 하나(model.json과 가중치). 브라우저와 Node에서 loadGraphModel로 실행합니다.',
  },
  async export(source, folder) {
    const functions = exportedFunctions(source);
    const files: string[] = [];
    for (const one of functions) {
      const { model, shards } = graphModel(printFrozen(one.entry.program, source.weights, graphModelTable));
      await mkdir(path.join(folder, one.name), { recursive: true });
      const parts: [string, Uint8Array | string][] = [...shards, ['model.json', JSON.stringify(model)]];
      for (const [file, content] of parts) {
        await writeFileAtomic(path.join(folder, one.name, file), content);
        files.push(`${one.name}/${file}`);
      }
    }
    const checked = await checkExport(source, functions, runner(folder));
    const readme = exportReadme(source, functions, 'TensorFlow.js graph model', snippet, checked);
    await writeFileAtomic(path.join(folder, 'README.md'), readme);
    return { files: [...files, 'README.md'], checked };
  },
};

export default exporter;

/** Loads a function from its folder as a browser would and runs it on the plain JavaScript backend. */
const runner =
  (folder: string): RunExported =>
  async (one, inputs) => {
    const tf = await import('@tensorflow/tfjs');
    const before = tf.getBackend();
    await tf.setBackend('cpu');
    const model = await tf.loadGraphModel(fromFolder(path.join(folder, one.name)));
    const tensors = toTensors(tf, inputs);
    try {
      const names = one.outputs.map(({ name }) => name);
      const result = model.predict(tensors);
      const results = Array.isArray(result)
        ? result
        : 'dataId' in result
          ? [result]
          : names.map((name) => result[name]!);
      return await fromTensors(tf, Object.fromEntries(names.map((name, i) => [name, results[i]!])) as never);
    } finally {
      tf.dispose(tensors);
      model.dispose();
      if (before) await tf.setBackend(before);
    }
  };

/** Reads a model from the disk, as a web page would over HTTP. */
const fromFolder = (folder: string): io.IOHandler => ({
  async load() {
    const { modelTopology, signature, weightsManifest, format } = JSON.parse(
      await readFile(path.join(folder, 'model.json'), 'utf8'),
    ) as io.ModelJSON;
    const parts = await Promise.all(
      weightsManifest.flatMap(({ paths }) => paths).map((file) => readFile(path.join(folder, file))),
    );
    const bytes = Buffer.concat(parts);
    return {
      modelTopology,
      format: format!,
      signature: signature!,
      weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    };
  },
});
