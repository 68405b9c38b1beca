import { Problem } from './alphabet/problem.ts';

/** Columns of a table that go out of one port together. */
export interface ColumnGroup {
  readonly name: string;
  readonly columns: readonly string[];
}

const PORT = /^[a-z][A-Za-z0-9]*$/;

/**
 * Reads `size = height, width; price = price`: groups by the names of their ports, each with its columns.
 * @throws Problem where it is not of that form
 */
export function readColumnGroups(text: string): readonly ColumnGroup[] {
  const groups = text
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [name = '', list] = part.split('=').map((side) => side.trim());
      const columns = (list ?? '').split(',').map((column) => column.trim());
      if (list === undefined || columns.includes('') || !PORT.test(name) || name === 'label')
        throw new Problem(
          `Groups of columns are written like 'size = height, width; price = price': a name of small letters for the port, and its columns; '${part.trim()}' is none. Correct it.`,
          `열 묶음은 'size = height, width; price = price'처럼 씁니다. 포트 이름(영문 소문자로 시작)과 그 열들을 적는데 '${part.trim()}'은(는) 그렇지 않습니다. 고치세요.`,
        );
      return { name, columns };
    });
  const names = groups.map(({ name }) => name);
  const columns = groups.flatMap((group) => group.columns);
  if (new Set(names).size < names.length || new Set(columns).size < columns.length)
    throw new Problem(
      `Each group has a name of its own and each column stands in one group; they are ${text.trim()}. Take the second one away.`,
      `묶음마다 이름이 달라야 하고 열은 한 묶음에만 있어야 하는데 ${text.trim()}입니다. 겹치는 것을 지우세요.`,
    );
  return groups;
}
