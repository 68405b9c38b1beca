import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { Problem, type Text } from '../../nodes/alphabet/problem.ts';
import { diskError } from '../projects/disk-error.ts';
import type { Put } from './packed-rows.ts';
import { isHeldOut } from './share-held-out.ts';

/** What is read of a table. */
export interface TableForm {
  readonly file: string;
  /** Number columns, in the order of the packed row. */
  readonly columns: readonly string[];
  /** The column of the class, the last number of a packed row; none where empty. */
  readonly label: string;
  readonly holes: 'refuse' | 'leave out';
  readonly heldOut: number;
}

/** What was learned about a table while it went by. */
export interface TableFacts {
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

/**
 * Reads a CSV file row by row, its first line the names of the columns, and packs its numbers as float32. Throws a sentence with
 * file and line for what cannot be read.
 */
export function readTable(settings: TableForm, put: Put): Promise<TableFacts> {
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
  readonly #settings: TableForm;
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

  constructor(settings: TableForm, put: Put) {
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

  finish(): TableFacts {
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
