import type { Text } from './alphabet/problem.ts';
import type { Dial, Dials } from './dial.ts';
import type { Design } from './graph/document.ts';

/** A recipe draws a design from a few dials; the design can then be opened and edited like any other. */
export interface Recipe<D extends Readonly<Record<string, Dial>> = Readonly<Record<string, Dial>>> {
  readonly kind: string;
  readonly title: Text;
  readonly sentence: Text;
  readonly aliases?: readonly string[];
  readonly dials: D;
  readonly draw: (dials: Dials<D>) => Design;
}

export const defineRecipe = <const D extends Readonly<Record<string, Dial>>>(recipe: Recipe<D>): Recipe<D> =>
  recipe;
