import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Console } from './console.ts';
import type { ExitCode } from './exit-codes.ts';

/** An option of a command, `--name`. `value` is what the help calls its value. */
export type Option = { readonly sentence: Text } & (
  | { readonly type: 'flag' }
  | { readonly type: 'text'; readonly value: string; readonly required?: true }
  /** May be given again and again. */
  | { readonly type: 'texts'; readonly value: string }
  | {
      readonly type: 'integer';
      readonly value: string;
      readonly min: number;
      readonly max: number;
    }
  | { readonly type: 'choice'; readonly options: readonly string[]; readonly otherwise: string }
);

export type Options = Readonly<Record<string, Option>>;

/** What stands without a name behind the command. */
export interface Argument {
  readonly name: string;
  readonly optional?: true;
}

type Value<O extends Option> = O extends { type: 'flag' }
  ? boolean
  : O extends { type: 'texts' }
    ? readonly string[]
    : O extends { type: 'integer' }
      ? number | undefined
      : O extends { type: 'choice'; options: readonly (infer T)[] }
        ? T
        : O extends { required: true }
          ? string
          : string | undefined;

/** A command line, understood. */
export interface Given<O extends Options> {
  readonly arguments: readonly string[];
  readonly options: { readonly [K in keyof O]: Value<O[K]> };
}

/** One command, one file. */
export interface Command<O extends Options = Options> {
  readonly name: string;
  /** One sentence: what it does. */
  readonly sentence: Text;
  readonly arguments: readonly Argument[];
  readonly options: O;
  /** Lines that the help of the command ends with. */
  readonly more?: readonly Text[];
  /** @throws a sentence where it fails */
  run(given: Given<O>, console: Console): Promise<ExitCode>;
}

/** Checks a command and infers the types of its options for `run`. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command =>
  command as unknown as Command;
