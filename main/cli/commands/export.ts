import path from 'node:path';
import { exporters, exportModel } from '../../exporters/catalogue.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { formatNumber } from '../format.ts';
import { shortPath } from '../run-place.ts';
import { didYouMean } from '../suggest.ts';
import { table } from '../table.ts';
import { openTrained } from '../trained.ts';

const formats = [...exporters.values()];

export default defineCommand({
  name: 'export',
  sentence: {
    en: 'takes a trained model away for other tools, and checks it by running it again',
    ko: '학습된 모델을 다른 도구에서 쓸 수 있게 내보내고, 다시 실행해 확인합니다',
  },
  arguments: [{ name: 'run|template' }],
  options: {
    format: {
      type: 'text',
      value: 'name',
      required: true,
      sentence: {
        en: `one of ${formats.map(({ name }) => name).join(', ')}`,
        ko: `${formats.map(({ name }) => name).join(', ')} 중 하나`,
      },
    },
    out: {
      type: 'text',
      value: 'folder',
      required: true,
      sentence: { en: 'a new or empty folder', ko: '새 폴더나 빈 폴더' },
    },
  },
  more: formats.map(({ name, sentence }) => ({
    en: `  ${name}: ${sentence.en}`,
    ko: `  ${name}: ${sentence.ko}`,
  })),
  async run({ arguments: [word], options: { format, out } }, console) {
    if (!exporters.has(format)) {
      const meant = didYouMean(format, exporters.keys());
      throw new UsageError(
        `There is no format '${format}'.${meant.en} Genloom exports ${[...exporters.keys()].join(', ')}.`,
        `'${format}' 형식이 없습니다.${meant.ko} 내보낼 수 있는 형식: ${[...exporters.keys()].join(', ')}.`,
      );
    }
    const { document, weights, step, vocabularies = new Map() } = await openTrained(word!, console);
    const folder = path.resolve(out);
    const { files, checked } = await exportModel(format, { document, weights, vocabularies }, folder);
    console.emit({ kind: 'exported', format, folder, files, checked, step });
    console.print({
      en: `Exported into ${shortPath(folder)}: ${files.join(', ')}`,
      ko: `${shortPath(folder)}에 내보냈습니다: ${files.join(', ')}`,
    });
    console.print({
      en: 'Run again from there, and compared with the app (largest difference):',
      ko: '내보낸 것을 다시 실행해 앱과 비교했습니다(가장 큰 차이):',
    });
    for (const line of table(
      checked.map(({ name, worstDifference }) => [name, formatNumber(worstDifference)]),
    ))
      console.print(`  ${line}`);
    return EXIT.done;
  },
});
