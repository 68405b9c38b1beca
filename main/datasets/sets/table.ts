import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { Problem, type Text } from '../../../nodes/alphabet/problem.ts';
import { diskError } from '../../projects/disk-error.ts';
import type { Dataset, DatasetKind } from '../dataset.ts';
import { DialReader } from '../dials.ts';
import { pack, packed, stampOf, type Put } from '../packed-rows.ts';
import { readRows } from '../row-file.ts';
import { isHeldOut, rowsOf, shareHeldOut } from '../share-held-out.ts';

interface Settings {
  readonly file: string;
  /** Number columns, in the order of the packed row. */
  readonly columns: readonly string[];
  /** How many of the columns each port takes, in their order. */
  readonly groups: readonly { readonly name: string; readonly size: number }[];
  /** The column of the class; none where empty. */
  readonly label: string;
  readonly classes: number;
  readonly standardize: boolean;
  readonly holes: 'refuse' | 'leave out';
  readonly heldOut: number;
}

interface Facts {
  readonly count: number;
  /** In the order in which they came. */
  readonly classes: readonly string[];
  /** Of each number column, over the rows for training. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** What stands for a number that is not there. */
const HOLES = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?', '-']);
/** Rows that are gathered before they are written. */
const ROWS_AT_ONCE = 4096;

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
  await pack<Facts>(keyOf(settings), (put) => readTable(settings, put));
}

function readTable(settings: Settings, put: Put): Promise<Facts> {
  const { file } = settings;
  return new Promise((resolve, reject) => {
    const reading = new TableReading(settings, put);
    const stream = createReadStream(file, 'utf8');
    stream.on('error', (error) => reject(diskError(error, 'read', file)));
    const fail = (error: unknown) => {
      stream.destroy();
      reject(error as Error);
    };
    Papa.parse<string[]>(stream, {
      step({ data, errors }, parser) {
        try {
          reading.take(data, errors[0]);
        } catch (error) {
          fail(error); // before it is aborted, which tells that all is complete
          parser.abort();
        }
      },
      complete() {
        try {
          resolve(reading.finish());
        } catch (error) {
          fail(error);
        }
      },
      error: fail,
    });
  });
}

/** What is known while a table goes by. */
class TableReading {
  readonly #settings: Settings;
  readonly #put: Put;
  readonly #classes = new Map<string, number>();
  readonly #rows: number[] = [];
  /** Place of each wanted column among the fields, the class last; `null` before the header. */
  #places: readonly number[] | null = null;
  #fields = 0;
  #line = 1;
  #count = 0;
  /** Running mean and sum of squared differences over the rows for training (Welford 1962). */
  #trained = 0;
  readonly #mean: number[];
  readonly #squares: number[];

  constructor(settings: Settings, put: Put) {
    this.#settings = settings;
    this.#put = put;
    this.#mean = settings.columns.map(() => 0);
    this.#squares = settings.columns.map(() => 0);
  }

  /** One row of the file, the header first. Throws a sentence with its line. */
  take(fields: readonly string[], error: Papa.ParseError | undefined): void {
    const line = this.#line;
    // A field in quotes may hold line breaks.
    this.#line += 1 + fields.reduce((sum, field) => sum + (field.match(/\n/g)?.length ?? 0), 0);
    if (error && error.type === 'Quotes')
      this.#refuse(line, {
        en: `a quotation mark is opened and not closed (${error.message}). Close it.`,
        ko: `따옴표가 열리고 닫히지 않았습니다(${error.message}). 닫으세요.`,
      });
    if (fields.length === 1 && fields[0]!.trim() === '') return;
    if (this.#places === null) this.#takeHeader(fields);
    else this.#takeRow(fields, line);
  }

  #takeHeader(fields: readonly string[]): void {
    const { file, columns, label } = this.#settings;
    const names = fields.map((field, i) => (i === 0 ? field.replace(/^\uFEFF/, '') : field).trim());
    this.#fields = names.length;
    this.#places = [...columns, ...(label === '' ? [] : [label])].map((column) => {
      const place = names.indexOf(column);
      if (place < 0)
        throw new Problem(
          `${file}, line 1: there is no column "${column}"; its columns are ${names.join(', ')}. Write the names as they stand there.`,
          `${file}, 1행: "${column}" 열이 없습니다. 있는 열: ${names.join(', ')}. 거기 적힌 이름 그대로 쓰세요.`,
        );
      return place;
    });
  }

  #takeRow(fields: readonly string[], line: number): void {
    const { columns, label, holes } = this.#settings;
    if (fields.length !== this.#fields)
      this.#refuse(line, {
        en: `it has ${fields.length} fields, and the header has ${this.#fields}. Mend the row: a text with a comma in it needs quotation marks.`,
        ko: `칸이 ${fields.length}개인데 첫 줄에는 ${this.#fields}개입니다. 행을 고치세요. 쉼표가 든 글은 따옴표로 묶어야 합니다.`,
      });
    const names = [...columns, ...(label === '' ? [] : [label])];
    const texts = this.#places!.map((place) => fields[place]!.trim());
    const hole = texts.findIndex((text) => HOLES.has(text.toLowerCase()));
    if (hole >= 0) {
      if (holes === 'leave out') return;
      this.#refuse(line, {
        en: `the column "${names[hole]}" is empty (${JSON.stringify(texts[hole])}). Fill it, or set "Rows with holes" to leave them out.`,
        ko: `"${names[hole]}" 열이 비어 있습니다(${JSON.stringify(texts[hole])}). 채우거나 "빈칸이 있는 행"을 빼기로 바꾸세요.`,
      });
    }
    const numbers = columns.map((column, i) => {
      const number = Number(texts[i]);
      if (!Number.isFinite(number))
        this.#refuse(line, {
          en: `"${texts[i]}" in the column "${column}" is no number. Mend it, or take the column out of the groups. Decimals are written with a point.`,
          ko: `"${column}" 열의 "${texts[i]}"은(는) 수가 아닙니다. 고치거나 묶음에서 그 열을 빼세요. 소수는 점으로 씁니다.`,
        });
      return number;
    });
    this.#learn(numbers);
    this.#rows.push(...numbers, ...(label === '' ? [] : [this.#classOf(texts.at(-1)!)]));
    this.#count++;
    if (this.#count % ROWS_AT_ONCE === 0) this.#flush();
  }

  #learn(numbers: readonly number[]): void {
    if (isHeldOut(this.#count, this.#settings.heldOut)) return;
    this.#trained++;
    numbers.forEach((number, i) => {
      const before = number - this.#mean[i]!;
      this.#mean[i]! += before / this.#trained;
      this.#squares[i]! += before * (number - this.#mean[i]!);
    });
  }

  #classOf(name: string): number {
    const known = this.#classes.get(name);
    if (known !== undefined) return known;
    this.#classes.set(name, this.#classes.size);
    return this.#classes.size - 1;
  }

  #flush(): void {
    this.#put(new Uint8Array(Float32Array.from(this.#rows).buffer));
    this.#rows.length = 0;
  }

  finish(): Facts {
    const { file } = this.#settings;
    if (this.#count === 0)
      throw new Problem(
        `${file}: there is no row of numbers in it. Its first line names the columns, rows follow.`,
        `${file}: 숫자 행이 없습니다. 첫 줄에는 열 이름, 다음 줄부터는 행이 와야 합니다.`,
      );
    this.#flush();
    return {
      count: this.#count,
      classes: [...this.#classes.keys()],
      mean: this.#mean,
      deviation: this.#squares.map((sum) => Math.sqrt(sum / Math.max(1, this.#trained))),
    };
  }

  #refuse(line: number, { en, ko }: Text): never {
    const { file } = this.#settings;
    throw new Problem(`${file}, line ${line}: ${en}`, `${file}, ${line}행: ${ko}`);
  }
}

/**
 * A table in a CSV file: a port of float32 [columns] for each group and, where there is one, `label` [] int32, the names of the
 * classes in the order of the alphabet. Every so many-th row is held out; mean and deviation are those of the rows for training.
 */
function open(dials: Readonly<Record<string, unknown>>): Dataset {
  const settings = settingsOf(dials);
  const { file, columns, groups, label, standardize } = settings;
  const found = packed<Facts>(keyOf(settings));
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
