import type { Text } from './alphabet/problem.ts';

/** Numbers that left the backend, as metrics and views get them. */
export interface Measured {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array;
}

/** What a view or a metric found. */
export interface Finding {
  /** Numbers by name, each a curve of its own over training. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** What to draw, by the form of the picture. */
  readonly picture?: Picture;
}

export type Picture =
  /** Images side by side, `[count, height, width, channels]`; `columns` a row. `rows` are their symbols, where rows mean something. */
  | {
      readonly form: 'images';
      readonly images: Measured;
      readonly columns: number;
      readonly range: readonly [number, number];
      readonly rows?: readonly string[];
    }
  /**
   * Points in the plane or in space, `[count, 2 or 3]`, coloured by label; `names` says what each label stands for, `radii` draws
   * circles about the origin.
   */
  | {
      readonly form: 'points';
      readonly points: Measured;
      readonly labels?: Measured;
      readonly names?: readonly string[];
      readonly radii?: readonly number[];
      readonly note?: Text;
    }
  /**
   * A square of the plane, from -span to span on both axes, cell by cell, the top row first: numbers `[rows, columns]` to
   * colour it, arrows `[rows, columns, 2]` (to the right, upwards), or both.
   */
  | {
      readonly form: 'field';
      readonly span: number;
      readonly values?: Measured;
      /** What the darkest and the lightest colour stand for. */
      readonly range?: readonly [number, number];
      readonly arrows?: Measured;
    }
  /**
   * A way from noise to samples, frame by frame: images `[count, frames, height, width, channels]` or points
   * `[count, frames, 2 or 3]`; below each frame what the network guessed from it.
   */
  | {
      readonly form: 'frames';
      readonly of: 'images' | 'points';
      readonly frames: Measured;
      readonly guesses?: Measured;
      /** What is black and white in images. */
      readonly range: readonly [number, number];
    }
  /** Texts, one under the other; of some a part was given, and the rest was written. */
  | {
      readonly form: 'texts';
      readonly texts: readonly { readonly given?: string; readonly text: string }[];
    }
  /** How likely each of some choices is, the likeliest first. */
  | {
      readonly form: 'shares';
      /** What came before. */
      readonly after: string;
      readonly shares: readonly { readonly name: string; readonly share: number }[];
      /** The share of all that are not told. */
      readonly others: number;
    }
  /**
   * How much each place looks at each other, a square for each head: shares `[heads, places, places looked at]`. `from` and `to`
   * name the places, where they have names.
   */
  | {
      readonly form: 'attention';
      readonly shares: Measured;
      /** The number of each head, from 1. */
      readonly heads: readonly number[];
      readonly from?: readonly string[];
      readonly to?: readonly string[];
    }
  /** Lines over one axis; a line may have gaps, where it is NaN. */
  | {
      readonly form: 'curves';
      readonly axis: Text;
      readonly at: readonly number[];
      readonly lines: readonly { readonly name: Text; readonly values: readonly number[] }[];
    }
  | {
      readonly form: 'histogram';
      readonly edges: readonly number[];
      readonly counts: readonly number[];
      readonly mean: number;
      readonly deviation: number;
      /** Values to mark, such as the one that a score should have. */
      readonly lines?: readonly number[];
    };
