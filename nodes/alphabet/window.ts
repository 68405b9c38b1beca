import { Problem } from './problem.ts';
import { mustBeWhole } from './rules.ts';
import { addDimensions, formatDimension, isKnown, type Dimension } from './shape.ts';

/** Along height and along width. */
export type Pair = readonly [number, number];

/**
 * `valid`: the window stays inside. `same`: as many results as ⌈size / stride⌉, the odd zero at the end, as in TensorFlow.
 * Or the zeros themselves: `[[top, bottom], [left, right]]`.
 */
export type Padding = 'same' | 'valid' | readonly [Pair, Pair];

/** How a window moves over an image; each has a default. */
export type WindowAttributes = {
  /** 1 unless told. */
  readonly strides?: Pair;
  /** `valid` unless told. */
  readonly padding?: Padding;
  /** 1 unless told: the distance between neighbours under the window. */
  readonly dilations?: Pair;
};

/** A window with every setting as numbers. */
export interface Window {
  readonly strides: Pair;
  readonly dilations: Pair;
  /** `[[top, bottom], [left, right]]` */
  readonly paddings: readonly [Pair, Pair];
  /** How many places it takes: height and width of the result. */
  readonly output: readonly [Dimension, Dimension];
}

/**
 * Works out how a window of `size` moves over an image. A side that is a multiple of B stays one where the result has as
 * many places.
 * @param input height and width of the image
 * @throws a Problem where the window does not fit into the image even once, or a side of the result cannot be written
 */
export function windowOver(
  kind: string,
  input: readonly [Dimension, Dimension],
  size: Pair,
  { strides = [1, 1], padding = 'valid', dilations = [1, 1] }: WindowAttributes,
): Window {
  mustBeWhole(kind, 'size', size, 1);
  mustBeWhole(kind, 'strides', strides, 1);
  mustBeWhole(kind, 'dilations', dilations, 1);
  if (typeof padding !== 'string') mustBeWhole(kind, 'padding', padding.flat(), 0);
  if (Math.max(...strides) > 1 && Math.max(...dilations) > 1)
    throw new Problem(
      `${kind} takes strides or dilations, not both; it was given strides ${strides.join(' × ')} and dilations ${dilations.join(' × ')}.`,
      `${kind}에는 스트라이드와 팽창 중 하나만 쓸 수 있는데 스트라이드 ${strides.join(' × ')}, 팽창 ${dilations.join(' × ')}이(가) 주어졌습니다.`,
    );
  const along = (side: 0 | 1): { padding: Pair; output: Dimension } => {
    const stride = strides[side];
    const extent = (size[side] - 1) * dilations[side] + 1;
    const zeros = zerosAlong(
      input[side],
      extent,
      stride,
      typeof padding === 'string' ? padding : padding[side],
    );
    const free = addDimensions(input[side], zeros[0] + zeros[1] - (extent - 1));
    if (stride === 1 && !isKnown(free)) return { padding: zeros, output: free };
    const output = isKnown(free) ? Math.floor((free - 1) / stride) + 1 : 0;
    if (output >= 1) return { padding: zeros, output };
    throw new Problem(
      `${kind} covers ${extent} places with a window of ${size[side]}, but the image has only ${formatDimension(input[side])} ${side === 0 ? 'rows' : 'columns'} and ${zeros[0] + zeros[1]} of padding. Take a smaller window or 'same' padding.`,
      `${kind}의 창(크기 ${size[side]})은 ${extent}칸을 덮는데 이미지의 ${side === 0 ? '세로' : '가로'}는 ${formatDimension(input[side])}칸, 패딩은 ${zeros[0] + zeros[1]}칸뿐입니다. 창을 줄이거나 'same' 패딩을 쓰세요.`,
    );
  };
  const [height, width] = [along(0), along(1)];
  return {
    strides,
    dilations,
    paddings: [height.padding, width.padding],
    output: [height.output, width.output],
  };
}

/** The zeros before and after one side. */
function zerosAlong(
  input: Dimension,
  extent: number,
  stride: number,
  padding: 'same' | 'valid' | Pair,
): Pair {
  if (padding === 'valid') return [0, 0];
  if (padding !== 'same') return padding;
  // With stride 1 the side itself does not matter.
  const last = isKnown(input) ? (Math.ceil(input / stride) - 1) * stride : 0;
  const total = isKnown(input) ? Math.max(0, last + extent - input) : extent - 1;
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
