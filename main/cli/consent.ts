import path from 'node:path';
import { compile } from '../../nodes/graph/compile.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { namedFiles } from '../datasets/named-files.ts';
import type { Option } from './command.ts';
import { UsageError } from './errors.ts';
import type { Setting } from './settings.ts';

/** Says that a document may read a file that it names. */
export const readOption = {
  type: 'texts',
  value: 'file',
  sentence: {
    en: 'lets the document read a file of this machine that it names; any number of times',
    ko: '문서가 이름을 적어 둔 이 컴퓨터의 파일을 읽도록 허락합니다. 여러 번 쓸 수 있습니다',
  },
} as const satisfies Option;

/**
 * A document from elsewhere may name files of this machine. They are read only when the person typed them, as a dial or with
 * --read.
 * @throws UsageError that lists what the document wants to read
 */
export function mustBeAllowed(
  document: GraphDocument,
  read: readonly string[],
  settings: readonly Setting[],
): void {
  const typed = new Set([...read, ...settings.map(({ value }) => value)].map((file) => path.resolve(file)));
  // Templates ship with Genloom; a run or a file is a place on this machine.
  const starts = Object.values(document.blocks).flatMap(({ startsFrom }) =>
    startsFrom && startsFrom.kind !== 'template' ? [startsFrom.of] : [],
  );
  const named = [...namedFiles(compile(document).data), ...starts];
  const unasked = [...new Set(named)].filter((file) => !typed.has(path.resolve(file)));
  if (unasked.length === 0) return;
  const options = unasked.map((file) => `--read ${file}`).join(' ');
  throw new UsageError(
    `The document '${document.name}' wants to read ${unasked.join(' and ')}. If you trust it, say so: ${options}`,
    `문서 '${document.name}'이(가) ${unasked.join(', ')} 파일을 읽으려 합니다. 믿을 수 있는 문서라면 다음을 덧붙이세요: ${options}`,
  );
}
