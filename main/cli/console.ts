import type { Text } from '../../nodes/alphabet/problem.ts';
import { shellWord } from './format.ts';
import type { Language } from './language.ts';
import { cutTo } from './table.ts';

/** The ends of the process that a command speaks and listens through; tests bring their own. */
export interface Streams {
  /** Writes to stdout. */
  out(text: string): void;
  /** Writes to stderr. */
  error(text: string): void;
  /** Whether stderr is a terminal whose last line can be drawn over. */
  readonly interactive: boolean;
  /** Columns of that terminal. */
  columns(): number;
  /** How the program is called: `npx genloom`. */
  readonly program: string;
  /** Calls `listener` at the first wish to stop; the next one ends the process at once. Answers with what takes it back. */
  onStop(listener: () => void): () => void;
}

/** Milliseconds between two drawings of the status line. */
const DRAW_EVERY = 100;
/** Where lines cannot be drawn over, a log should stay short. */
const LOG_EVERY = 10_000;

/** What a command says: results on stdout, everything else on stderr; with JSON, stdout has one object a line and no more. */
export class Console {
  readonly language: Language;
  readonly json: boolean;
  readonly #streams: Streams;
  readonly #now: () => number;
  #drawn = '';
  #drawnAt = -Infinity;

  constructor(
    streams: Streams,
    { language, json }: { readonly language: Language; readonly json: boolean },
    now: () => number = () => performance.now(),
  ) {
    this.#streams = streams;
    this.language = language;
    this.json = json;
    this.#now = now;
  }

  /** The text in the language of the person. */
  inLanguage(text: Text | string): string {
    return typeof text === 'string' ? text : text[this.language];
  }

  /** A line of the result, for people. */
  print(text: Text | string = ''): void {
    if (this.json) return;
    this.#aside(() => this.#streams.out(`${this.inLanguage(text)}\n`));
  }

  /** A line of the result, for scripts. NaN and infinities are written as texts, since JSON has none. */
  emit(record: { readonly kind: string } & Readonly<Record<string, unknown>>): void {
    if (!this.json) return;
    const line = JSON.stringify(record, (_key, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
    );
    this.#aside(() => this.#streams.out(`${line}\n`));
  }

  /** A sentence beside the result, on stderr. */
  say(text: Text | string): void {
    this.#aside(() => this.#streams.error(`${this.inLanguage(text)}\n`));
  }

  /** What is going on, in the last line of the terminal; in a log now and then. */
  status(text: Text | string): void {
    const { interactive } = this.#streams;
    if (this.#now() - this.#drawnAt < (interactive ? DRAW_EVERY : LOG_EVERY)) return;
    this.#drawnAt = this.#now();
    if (!interactive) {
      this.#streams.error(`${this.inLanguage(text)}\n`);
      return;
    }
    this.#drawn = cutTo(this.inLanguage(text), this.#streams.columns() - 1);
    this.#streams.error(`\r\u001b[2K${this.#drawn}`);
  }

  /** Takes the status line away. */
  endStatus(): void {
    if (this.#drawn) this.#streams.error('\r\u001b[2K');
    this.#drawn = '';
    this.#drawnAt = -Infinity;
  }

  /** Does work that Ctrl+C stops softly, by the signal. */
  async stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    const release = this.#streams.onStop(() => stop.abort());
    try {
      return await work(stop.signal);
    } finally {
      release();
    }
  }

  /** How the program is called here. */
  get program(): string {
    return this.#streams.program;
  }

  /** A command as a person types it here. */
  command(...words: readonly string[]): string {
    return [this.program, ...words.map(shellWord)].join(' ');
  }

  /** Writes whole lines without leaving pieces of the status line among them. */
  #aside(write: () => void): void {
    if (this.#drawn) this.#streams.error('\r\u001b[2K');
    write();
    if (this.#drawn) this.#streams.error(this.#drawn);
  }
}
