/**
 * Reads the dials of a data set one by one; each that is missing (or null) is its default. Whatever cannot be met throws a
 * sentence: where, what was expected, what came. `finish` refuses dials that nobody asked for, so no misspelt dial is ignored.
 */
export class DialReader {
  readonly #where: string;
  readonly #dials: Readonly<Record<string, unknown>>;
  readonly #asked = new Set<string>();

  constructor(where: string, dials: Readonly<Record<string, unknown>>) {
    this.#where = where;
    this.#dials = dials;
  }

  /** One of some words. */
  choice<const Option extends string>(name: string, options: readonly Option[], preset: Option): Option {
    const value = this.#take(name) ?? preset;
    if (!options.includes(value as Option))
      this.#refuse(name, `one of ${options.map((option) => `"${option}"`).join(', ')}`, value);
    return value as Option;
  }

  /** A whole number between two bounds, both included; `why` ends the sentence if it is out of them. */
  count(name: string, lowest: number, highest: number, preset: number, why: string): number {
    const value = this.#take(name) ?? preset;
    if (!Number.isInteger(value) || (value as number) < lowest || (value as number) > highest)
      this.#refuse(name, `a whole number from ${lowest} to ${highest}`, value, why);
    return value as number;
  }

  /** A number between two bounds, both included. */
  number(name: string, lowest: number, highest: number, preset: number): number {
    const value = this.#take(name) ?? preset;
    if (!isBetween(value, lowest, highest))
      this.#refuse(name, `a number from ${lowest} to ${highest}`, value);
    return value as number;
  }

  /** A list of numbers between two bounds, which may be empty. */
  list(name: string, lowest: number, highest: number, preset: readonly number[]): readonly number[] {
    const value = this.#take(name) ?? preset;
    if (!Array.isArray(value) || !value.every((item) => isBetween(item, lowest, highest)))
      this.#refuse(name, `a list of numbers from ${lowest} to ${highest}`, value);
    return value as readonly number[];
  }

  /** A list of different whole numbers between two bounds, at least one. */
  numbers(name: string, lowest: number, highest: number, preset: readonly number[]): readonly number[] {
    const value = this.#take(name) ?? preset;
    const good =
      Array.isArray(value) &&
      value.length > 0 &&
      new Set(value).size === value.length &&
      value.every((item) => Number.isInteger(item) && item >= lowest && item <= highest);
    if (!good)
      this.#refuse(
        name,
        `a list of different whole numbers from ${lowest} to ${highest}, at least one`,
        value,
      );
    return value as readonly number[];
  }

  /** An object that has just these texts, none of them empty; undefined if the dial is missing. */
  texts<const Key extends string>(name: string, keys: readonly Key[]): Record<Key, string> | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    const given = typeof value === 'object' ? (value as Record<string, unknown>) : {};
    const good =
      Object.keys(given).length === keys.length &&
      keys.every((key) => typeof given[key] === 'string' && given[key] !== '');
    if (!good) this.#refuse(name, `{ ${keys.map((key) => `"${key}": "..."`).join(', ')} }`, value);
    return given as Record<Key, string>;
  }

  /** A text, which may be empty. */
  text(name: string, preset: string): string {
    const value = this.#take(name) ?? preset;
    if (typeof value !== 'string') this.#refuse(name, 'a text', value);
    return value as string;
  }

  /** A list of texts, each once and none of them empty; the list may be. */
  words(name: string): readonly string[] {
    const value = this.#take(name) ?? [];
    const good =
      Array.isArray(value) &&
      new Set(value).size === value.length &&
      value.every((item) => typeof item === 'string' && item !== '');
    if (!good) this.#refuse(name, 'a list of different texts', value);
    return value as readonly string[];
  }

  /** Sizes of axes, each at least 1. */
  sizes(name: string): readonly number[] {
    const value = this.#take(name) ?? [];
    if (!Array.isArray(value) || !value.every((item) => Number.isInteger(item) && item >= 1))
      this.#refuse(name, 'a list of whole numbers of at least 1', value);
    return value as readonly number[];
  }

  /** A number between 0 and 1, neither of them. */
  share(name: string, preset: number): number {
    const value = this.#take(name) ?? preset;
    if (typeof value !== 'number' || !(value > 0 && value < 1))
      this.#refuse(name, 'a number between 0 and 1', value);
    return value as number;
  }

  /** True or false. */
  flag(name: string, preset: boolean): boolean {
    const value = this.#take(name) ?? preset;
    if (typeof value !== 'boolean') this.#refuse(name, 'true or false', value);
    return value as boolean;
  }

  /** Call it after the last dial was read. */
  finish(): void {
    const unknown = Object.keys(this.#dials).find((name) => !this.#asked.has(name));
    if (unknown !== undefined)
      throw new Error(
        `${this.#where}: there is no dial "${unknown}". Its dials are: ${[...this.#asked].join(', ')}. Take it away or mend its name.`,
      );
  }

  #take(name: string): unknown {
    this.#asked.add(name);
    return Object.hasOwn(this.#dials, name) ? (this.#dials[name] ?? undefined) : undefined;
  }

  #refuse(name: string, expected: string, value: unknown, why = ''): never {
    throw new Error(
      `${this.#where}: the dial "${name}" should be ${expected}, but is ${JSON.stringify(value)}.${why === '' ? '' : ` ${why}`}`,
    );
  }
}

const isBetween = (value: unknown, lowest: number, highest: number): boolean =>
  typeof value === 'number' && value >= lowest && value <= highest;
