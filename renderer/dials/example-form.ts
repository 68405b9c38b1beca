import { isKnown, sizeOf } from '../../nodes/alphabet/shape.ts';
import type { WireType } from '../../nodes/graph/wire-type.ts';

/** How an example of what a wire carries is edited. */
export type ExampleForm =
  /** Classes are picked: none for all in turn. */
  | { readonly form: 'classes'; readonly classes: number }
  /** A picture or a mask is drawn. */
  | {
      readonly form: 'paint';
      readonly rows: number;
      readonly columns: number;
      readonly channels: 1 | 3;
      readonly range: readonly [number, number];
      readonly mask: boolean;
    }
  /** A few numbers are slid. */
  | { readonly form: 'numbers'; readonly count: number; readonly range: readonly [number, number] };

/** More classes than these are typed, not picked. */
const MOST_CLASSES = 20;
/** More numbers than these are typed, not slid. */
const MOST_SLIDERS = 6;
/** Most of what is drawn from N(0, 1) lies between. */
const USUAL: readonly [number, number] = [-3, 3];

/**
 * @param sides height and width of a map that lies in one row
 * @returns `null` where such an example is better typed as a list, or nothing is known of the wire
 */
export function exampleForm(
  wire: WireType | undefined,
  sides?: readonly [number, number] | null,
): ExampleForm | null {
  if (!wire) return null;
  const { shape, dtype, meaning } = wire;
  const [, rows, columns, channels] = shape;
  const ofExample = sizeOf(shape.slice(1));
  if (meaning.kind === 'label' && dtype === 'int32' && ofExample === 1)
    return meaning.classes !== undefined && meaning.classes <= MOST_CLASSES
      ? { form: 'classes', classes: meaning.classes }
      : null;
  const mask = meaning.kind === 'mask';
  const range = mask ? ([0, 1] as const) : meaning.range;
  if (shape.length === 4 && isKnown(rows!) && isKnown(columns!) && (channels === 1 || channels === 3))
    return { form: 'paint', rows, columns, channels, range: range ?? [0, 1], mask };
  if (mask && sides)
    return { form: 'paint', rows: sides[0], columns: sides[1], channels: 1, range: [0, 1], mask };
  if (dtype !== 'float32' || !isKnown(ofExample) || ofExample > MOST_SLIDERS) return null;
  return { form: 'numbers', count: ofExample, range: range ?? (meaning.kind === 'time' ? [0, 1] : USUAL) };
}
