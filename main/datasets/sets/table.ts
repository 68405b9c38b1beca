import { Problem } from '../../../nodes/alphabet/problem.ts';
import type { Dataset, DatasetKind } from '../dataset.ts';
import { DialReader } from '../dials.ts';
import { pack, packed, stampOf } from '../packed-rows.ts';
import { readRows } from '../row-file.ts';
import { rowsOf, shareHeldOut } from '../share-held-out.ts';
import { readTable, type TableFacts, type TableForm } from '../table-reading.ts';

interface Settings extends TableForm {
  /** How many of the columns each port takes, in their order. */
  readonly groups: readonly { readonly name: string; readonly size: number }[];
  readonly classes: number;
  readonly standardize: boolean;
}

function settingsOf(dials: Readonly<Record<string, unknown>>): Settings {
  const reader = new DialReader('Table', dials);
  const file = reader.texts('file', ['table']);
  if (!file)
    throw new Problem(
      'Table: it has no file yet. Name a CSV file.',
      '표: 아직 파일이 없습니다. CSV 파일을 정하세요.',
    );
  const columns = reader.words('columns');
  const sizes = reader.sizes('sizes');
  const settings: Settings = {
    file: file.table,
    columns,
    groups: reader.words('groups').map((name, i) => ({ name, size: sizes[i] ?? 0 })),
    label: reader.text('label', ''),
    classes: reader.count('classes', 0, 100_000, 0, ''),
    standardize: reader.flag('standardize', true),
    holes: reader.choice('holes', ['refuse', 'leave out'], 'refuse'),
    heldOut: reader.share('heldOut', 0.2),
  };
  reader.finish();
  if (settings.groups.reduce((sum, { size }) => sum + size, 0) !== columns.length)
    throw new Problem(
      'Table: the sizes of its groups do not add up to its columns.',
      '표: 묶음 크기의 합이 열 수와 다릅니다.',
    );
  return settings;
}

const keyOf = ({ file, columns, label, holes, heldOut }: Settings) => ({
  table: stampOf(file),
  columns,
  label,
  holes,
  heldOut,
});

/** Reads the table once, row by row, and packs its numbers. */
async function prepare(dials: Readonly<Record<string, unknown>>): Promise<void> {
  const settings = settingsOf(dials);
  await pack<TableFacts>(keyOf(settings), (put) => readTable(settings, put));
}

/**
 * A table in a CSV file: a port of float32 [columns] for each group and, where there is one, `label` [] int32, the names of the
 * classes in the order of the alphabet. Every so many-th row is held out; mean and deviation are those of the rows for training.
 */
function open(dials: Readonly<Record<string, unknown>>): Dataset {
  const settings = settingsOf(dials);
  const { file, columns, groups, label, standardize } = settings;
  const found = packed<TableFacts>(keyOf(settings));
  if (!found)
    throw new Problem(
      `${file}: the table was not read yet. Open the document again.`,
      `${file}: 아직 표를 읽지 않았습니다. 문서를 다시 여세요.`,
    );
  const { count, classes, mean, deviation } = found.facts;
  const sorted = [...classes].sort();
  if (label !== '' && classes.length > settings.classes)
    throw new Problem(
      `${file}: the column "${label}" has ${classes.length} classes (${some(sorted)}), and the dial "classes" says ${settings.classes}. Set it to ${classes.length}.`,
      `${file}: "${label}" 열의 클래스는 ${classes.length}개(${some(sorted)})인데 다이얼 "classes"는 ${settings.classes}입니다. ${classes.length}(으)로 하세요.`,
    );
  const number = classes.map((name) => sorted.indexOf(name));
  const rows = shareHeldOut(count, settings.heldOut, file);
  const width = columns.length + (label === '' ? 0 : 1);
  return {
    name: `table ${file}`,
    ports: {
      ...Object.fromEntries(
        groups.map(({ name, size }) => [name, { shape: [size], dtype: 'float32' as const }]),
      ),
      ...(label === '' ? {} : { label: { shape: [], dtype: 'int32' as const } }),
    },
    trainingExamples: rows.training.length,
    heldOutExamples: rows['held-out'].length,
    batch(split, indices) {
      const wanted = rowsOf(rows[split], indices, split, file);
      const bytes = readRows({ file: found.file, offset: 0, rowBytes: 4 * width }, wanted);
      const values = new Float32Array(bytes.buffer);
      const batch: Record<string, Float32Array | Int32Array> = {};
      let first = 0;
      for (const { name, size } of groups) {
        const begin = first;
        batch[name] = Float32Array.from({ length: wanted.length * size }, (_, at) => {
          const column = begin + (at % size);
          const value = values[Math.floor(at / size) * width + column]!;
          // A column that never changes is 0, and not divided by 0.
          return standardize ? (value - mean[column]!) / (deviation[column]! || 1) : value;
        });
        first += size;
      }
      if (label !== '')
        batch.label = Int32Array.from(wanted, (_, k) => number[values[k * width + width - 1]!]!);
      return batch;
    },
  };
}

/** The first few of many names. */
const some = (names: readonly string[]): string =>
  `${names.slice(0, 8).join(', ')}${names.length > 8 ? ', ...' : ''}`;

export default { kind: 'table', prepare, open } satisfies DatasetKind;
