import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeWeights, encodeWeights } from '../../engine/trained-weights.ts';
import { writeFileAtomic } from '../../projects/atomic-file.ts';
import { exportedFunctions } from '../exported-function.ts';
import type { Exporter } from '../exporter.ts';
import { exportReadme } from '../readme.ts';

const snippet = (name: string): string =>
  [
    '```python',
    'from safetensors.numpy import load_file',
    '',
    `weights = load_file("${name}.safetensors")`,
    '```',
  ].join('\n');

const exporter: Exporter = {
  name: 'safetensors',
  title: { en: 'Weights (safetensors)', ko: '가중치 (safetensors)' },
  sentence: {
    en: 'The weights and states of each block, by name, float32; kernels are [height, width, in, out] and [in, out].',
    ko: '블록마다 가중치와 상태를 이름과 함께 float32로 내보냅니다. 커널은 [높이, 너비, 입력, 출력]과 [입력, 출력]입니다.',
  },
  async export(source, folder) {
    const files: string[] = [];
    const checked: { name: string; worstDifference: number }[] = [];
    for (const block of Object.keys(source.document.blocks)) {
      const own = new Map(
        [...source.weights]
          .filter(([name]) => name.startsWith(`${block}/`))
          .map(([name, values]) => [name.slice(block.length + 1), values]),
      );
      if (own.size === 0) continue;
      const file = `${block}.safetensors`;
      await writeFileAtomic(path.join(folder, file), encodeWeights(own, 'float32'));
      const again = decodeWeights(await readFile(path.join(folder, file)), file);
      for (const [name, { shape, data }] of own) {
        const read = again.get(name);
        if (
          JSON.stringify(read?.shape) !== JSON.stringify(shape) ||
          !data.every((x, i) => Object.is(x, read!.data[i]))
        )
          throw new Error(
            `${file} does not hold '${name}' as the app does; the export was not finished. Try another disk.`,
          );
      }
      files.push(file);
      checked.push({ name: block, worstDifference: 0 });
    }
    const blocks = exportedFunctions(source).filter(({ of }) => of === 'block');
    await writeFileAtomic(
      path.join(folder, 'README.md'),
      exportReadme(source, blocks, 'safetensors', ({ name }) => snippet(name), checked),
    );
    return { files: [...files, 'README.md'], checked };
  },
};

export default exporter;
