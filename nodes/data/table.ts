import { Problem } from '../alphabet/problem.ts';
import { readColumnGroups } from '../column-groups.ts';
import { defineNode } from '../contract.ts';
import { classesDial, fileDial, heldOutShareDial } from '../file-dials.ts';
import type { OutputPort } from '../port.ts';

export default defineNode({
  kind: 'table',
  family: 'data',
  places: ['board'],
  role: 'data',
  title: { en: 'Table (CSV)', ko: '표 (CSV)' },
  sentence: {
    en: 'Rows of a CSV file: a port for each group of number columns, and the classes of one column.',
    ko: 'CSV 파일의 행들입니다. 숫자 열의 묶음마다 포트가 하나씩 있고, 한 열을 클래스로 쓸 수 있습니다.',
  },
  formula: 'x \\sim p_{\\text{data}}',
  aliases: ['CSV', 'spreadsheet', 'columns', 'tabular', '엑셀', '열', '데이터프레임'],
  inputs: {},
  outputs: {},
  dials: {
    file: fileDial('CSV file', 'CSV 파일'),
    columns: {
      type: 'text',
      default: '',
      title: { en: 'Groups of columns', ko: '열 묶음' },
      help: {
        en: 'A port for each group: size = height, width; price = price',
        ko: '묶음마다 포트 하나: size = height, width; price = price',
      },
    },
    label: {
      type: 'text',
      default: '',
      title: { en: 'Column of the class', ko: '클래스 열' },
      help: { en: 'None where empty.', ko: '비우면 없습니다.' },
    },
    classes: classesDial,
    standardize: {
      type: 'flag',
      default: true,
      title: { en: 'Standardize', ko: '표준화' },
      help: {
        en: 'Each column to mean 0 and deviation 1 over the rows for training.',
        ko: '열마다 학습용 행에서 평균 0, 표준편차 1이 되게 합니다.',
      },
    },
    holes: {
      type: 'choice',
      default: 'refuse',
      title: { en: 'Rows with holes', ko: '빈칸이 있는 행' },
      options: {
        refuse: { en: 'say where they are', ko: '어디인지 알리기' },
        leaveOut: { en: 'leave out', ko: '빼기' },
      },
    },
    heldOut: heldOutShareDial,
  },
  check({ file, columns, label, classes }) {
    if (file === '' || readColumnGroups(columns).length === 0)
      throw new Problem(
        "A table needs a CSV file and at least one group of columns, such as 'features = height, width'. Fill both dials.",
        "표에는 CSV 파일과 'features = height, width' 같은 열 묶음이 하나 이상 필요합니다. 두 다이얼을 채우세요.",
      );
    if ((label === '') !== (classes === 0))
      throw new Problem(
        'A column of classes needs how many there are, and the other way round. Fill both dials, or neither.',
        '클래스 열과 클래스 수는 함께 정해야 합니다. 둘 다 채우거나 둘 다 비우세요.',
      );
  },
  grow: ({ columns, label }) => ({
    outputs: {
      ...Object.fromEntries(
        readColumnGroups(columns).map(({ name }): [string, OutputPort] => [
          name,
          { symbol: name.length === 1 ? name : `\\mathrm{${name}}`, title: { en: name, ko: name } },
        ]),
      ),
      ...(label === '' ? {} : { label: { symbol: 'y', title: { en: 'Class', ko: '클래스' } } }),
    },
  }),
  dataset({ file, columns, label, classes, standardize, holes, heldOut }) {
    const groups = readColumnGroups(columns);
    return {
      kind: 'table',
      dials: {
        file: { table: file },
        columns: groups.flatMap((group) => group.columns),
        groups: groups.map(({ name }) => name),
        sizes: groups.map((group) => group.columns.length),
        label,
        classes,
        standardize,
        holes: holes === 'leaveOut' ? 'leave out' : 'refuse',
        heldOut,
      },
    };
  },
  build(_ops, _inputs, { columns, label, classes }, context) {
    const ports = readColumnGroups(columns).map(
      ({ name, columns: own }) =>
        [
          name,
          context.means(context.data(name, [own.length], 'float32'), { kind: 'any', data: 'continuous' }),
        ] as const,
    );
    if (label === '') return Object.fromEntries(ports);
    const y = context.means(context.data('label', [], 'int32'), { kind: 'label', classes });
    return Object.fromEntries([...ports, ['label', y]]);
  },
});
