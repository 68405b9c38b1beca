import type { Text } from './alphabet/problem.ts';

interface DialBase {
  readonly title: Text;
  readonly help?: Text;
}

/** By other dials of the node: what each must be, or must not be. */
export type Where = Readonly<Record<string, string | { readonly not: string }>>;

/** Whether other dials say so; those that are not set have their defaults. */
export const holds = (where: Where, dials: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(where).every(([name, wanted]) =>
    typeof wanted === 'string' ? dials[name] === wanted : dials[name] !== wanted.not,
  );

/** A setting of a node. `live` ones may be turned while it trains: `context.dial(name)` gives them as a scalar. */
export type Dial = DialBase &
  (
    | {
        readonly type: 'number';
        readonly default: number;
        readonly min: number;
        readonly max: number;
        readonly integer?: true;
        readonly live?: true;
        readonly unit?: string;
      }
    | { readonly type: 'choice'; readonly default: string; readonly options: Readonly<Record<string, Text>> }
    | { readonly type: 'flag'; readonly default: boolean }
    | {
        readonly type: 'text';
        readonly default: string;
        /** A person's own words: the card on the board has a field for them, where its other dials say so. */
        readonly onCard?: Where;
        /** On the board they reach the model where it is used, not where it is compiled: other words make no other model. */
        readonly live?: true;
      }
    /** A list of numbers: a shape, widths, classes. `min` and `max` hold for each. */
    | {
        readonly type: 'numbers';
        readonly default: readonly number[];
        readonly min: number;
        readonly max: number;
        readonly integer?: true;
        /** How many numbers the list must have. */
        readonly length?: number;
        /** They reach the model where it is used, not where it is compiled: turning it makes no other model. */
        readonly live?: true;
        /**
         * They are an example of what that output carries (or several, which take turns), and are edited as what it means: classes
         * are picked, pictures and masks are drawn. `sides` names the dial with height and width where a map lies in one row.
         */
        readonly exampleOf?: { readonly port: string; readonly sides?: string };
        /** The card on the board has a field for it, where its other dials say so. */
        readonly onCard?: Where;
      }
    /** A number for each wire of a `several` port, by the wire's name; always live. */
    | {
        readonly type: 'weights';
        readonly default: Readonly<Record<string, number>>;
        /** Of a wire that has no number of its own. */
        readonly otherwise: number;
        readonly min: number;
        readonly max: number;
      }
  );

type Turned<D extends Dial> = D extends { type: 'number' }
  ? number
  : D extends { type: 'choice'; options: infer O }
    ? keyof O & string
    : D extends { type: 'flag' }
      ? boolean
      : D extends { type: 'text' }
        ? string
        : D extends { type: 'numbers' }
          ? readonly number[]
          : Readonly<Record<string, number>>;

export type Dials<D extends Readonly<Record<string, Dial>>> = { readonly [K in keyof D]: Turned<D[K]> };
