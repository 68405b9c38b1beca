import { operation, type Tensor } from '../operation.ts';
import { Problem } from '../problem.ts';
import { ANY, broadcast, mustBe, mustBeWhole, mustHaveEntries, NUMBERS, sumTo } from '../rules.ts';
import {
  addDimensions,
  divideDimensions,
  formatDimension,
  formatShape,
  isKnown,
  multiplyDimensions,
  resolveAxes,
  resolveAxis,
  sameDimension,
  sameShape,
  sizeOf,
  subtractDimensions,
  type Dimension,
  type DType,
  type Shape,
} from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /** The same elements in row-major order under another shape; one -1 stands for whatever is left. */
    reshape: (x: Tensor, attributes: { readonly shape: Shape }) => Tensor;
    /** The axes in another order: axis i of the result is axis `permutation[i]` of x. */
    transpose: (x: Tensor, attributes: { readonly permutation: readonly number[] }) => Tensor;
    /** Repeats axes of size 1 (and absent leading ones) up to that shape. */
    broadcastTo: (x: Tensor, attributes: { readonly shape: Shape }) => Tensor;
    /** Lays tensors one after another along an axis, which may count from the end. */
    concat: (values: readonly Tensor[], attributes: { readonly axis: number }) => Tensor;
    /** `size[i]` elements from `begin[i]` on along each axis; size -1 = to the end. */
    slice: (x: Tensor, attributes: SliceAttributes) => Tensor;
    /** Puts `value` (0 unless told) before and after each axis. */
    pad: (x: Tensor, attributes: PadAttributes) => Tensor;
    /** Lays `repeats[i]` copies one after another along each axis. */
    tile: (x: Tensor, attributes: { readonly repeats: readonly number[] }) => Tensor;
    /** The elements along these axes in the opposite order. */
    reverse: (x: Tensor, attributes: { readonly axes: readonly number[] }) => Tensor;
    /** Another type: to int32 towards zero, to bool "is not 0", from bool 0 or 1. */
    cast: (x: Tensor, attributes: { readonly dtype: DType }) => Tensor;
    /** The same values, through which no gradient passes. */
    stopGradient: (x: Tensor) => Tensor;
  }
}

export type SliceAttributes = {
  readonly begin: Shape;
  readonly size: Shape;
};

export type PadAttributes = {
  /** `[before, after]` for each axis. */
  readonly paddings: readonly (readonly [Dimension, Dimension])[];
  readonly value?: number;
};

/** Refuses what cannot be a size; -1 may be allowed where it has a meaning. */
const mustBeSizes = (kind: string, name: string, shape: Shape, least = 0) =>
  mustBeWhole(
    kind,
    name,
    shape.map((dimension) => (isKnown(dimension) ? dimension : dimension.batches)),
    least,
  );

/** `shape` with its -1 filled in so that it has as many elements as `from`; `null` where it cannot. */
function fill(shape: Shape, from: Shape): Shape | null {
  const size = sizeOf(from);
  const open = shape.indexOf(-1);
  if (open < 0) return sameDimension(sizeOf(shape), size) ? shape : null;
  const rest = divideDimensions(size, sizeOf(shape.toSpliced(open, 1)));
  return rest === null || shape.includes(-1, open + 1) ? null : shape.with(open, rest);
}

export const reshape = operation<{ readonly shape: Shape }>({
  kind: 'reshape',
  inputs: ['x'],
  infer: ([x], { shape }) => {
    mustBeSizes('reshape', 'shape', shape, -1);
    const filled = fill(shape, x!.shape);
    if (filled) return [{ shape: filled, dtype: x!.dtype }];
    throw new Problem(
      `reshape keeps the number of elements: ${formatShape(x!.shape)} does not fit into ${formatShape(shape)}.`,
      `모양 바꾸기는 원소 수를 바꾸지 않습니다: ${formatShape(x!.shape)}은(는) ${formatShape(shape)}에 맞지 않습니다.`,
    );
  },
  gradient: (ops, { inputs: [x], gradients: [dy] }) => [ops.reshape(dy!, { shape: x!.shape })],
  formula: ([x], { shape }) => `reshape(${x}, ${formatShape(shape)})`,
});

export const transpose = operation<{ readonly permutation: readonly number[] }>({
  kind: 'transpose',
  inputs: ['x'],
  infer: ([x], { permutation }) => {
    const rank = x!.shape.length;
    const sorted = permutation.toSorted((a, b) => a - b);
    if (permutation.length !== rank || sorted.some((axis, i) => axis !== i))
      throw new Problem(
        `transpose needs each axis from 0 to ${rank - 1} once; it was given [${permutation.join(', ')}] for ${formatShape(x!.shape)}.`,
        `transpose에는 0부터 ${rank - 1}까지의 축이 한 번씩 필요한데 ${formatShape(x!.shape)}에 [${permutation.join(', ')}]이(가) 주어졌습니다.`,
      );
    return [{ shape: permutation.map((axis) => x!.shape[axis]!), dtype: x!.dtype }];
  },
  gradient: (ops, { gradients: [dy], attributes: { permutation } }) => [
    ops.transpose(dy!, { permutation: permutation.map((_, axis) => permutation.indexOf(axis)) }),
  ],
  formula: ([x], { permutation }) => `transpose(${x}, [${permutation.join(', ')}])`,
});

export const broadcastTo = operation<{ readonly shape: Shape }>({
  kind: 'broadcastTo',
  inputs: ['x'],
  infer: ([x], { shape }) => {
    mustBeSizes('broadcastTo', 'shape', shape);
    if (!sameShape(broadcast('broadcastTo', x!.shape, shape), shape))
      throw new Problem(
        `broadcastTo repeats axes of size 1 only: ${formatShape(x!.shape)} cannot become ${formatShape(shape)}.`,
        `broadcastTo는 크기가 1인 축만 반복합니다: ${formatShape(x!.shape)}은(는) ${formatShape(shape)}이(가) 될 수 없습니다.`,
      );
    return [{ shape, dtype: x!.dtype }];
  },
  gradient: (ops, { inputs: [x], gradients: [dy] }) => [sumTo(ops, dy!, x!.shape)],
  formula: ([x], { shape }) => `broadcast(${x}, ${formatShape(shape)})`,
});

export const concat = operation<{ readonly axis: number }>({
  kind: 'concat',
  inputs: ['...values'],
  infer: (values, { axis }) => {
    const [first] = values;
    if (!first)
      throw new Problem('concat needs at least one tensor.', '이어 붙이려면 텐서가 하나 이상 필요합니다.');
    const along = resolveAxis(axis, first.shape.length);
    for (const value of values) {
      mustBe('concat', value, first.dtype);
      const alike = value.shape.length === first.shape.length;
      if (!alike || !sameShape(value.shape.with(along, 0), first.shape.with(along, 0)))
        throw new Problem(
          `concat needs shapes that differ along axis ${along} only; it was given ${values.map(({ shape }) => formatShape(shape)).join(' and ')}. Bring them to one size, or check what the block was drawn for.`,
          `이어 붙일 모양들은 축 ${along}에서만 다를 수 있는데 ${values.map(({ shape }) => formatShape(shape)).join(', ')}이(가) 들어왔습니다. 크기를 맞추거나, 블록이 어떤 크기를 받는지 확인하세요.`,
        );
    }
    const length = values.map(({ shape }) => shape[along]!).reduce(addDimensions);
    return [{ shape: first.shape.with(along, length), dtype: first.dtype }];
  },
  gradient: (ops, { inputs, gradients: [dy], attributes: { axis }, needed }) => {
    const along = resolveAxis(axis, dy!.shape.length);
    let at: Dimension = 0;
    return inputs.map(({ shape }, i) => {
      const begin = shape.map((_, k) => (k === along ? at : 0));
      at = addDimensions(at, shape[along]!);
      return needed[i] ? ops.slice(dy!, { begin, size: shape }) : null;
    });
  },
  formula: (values, { axis }) => `concat(${values.join(', ')}; axis ${axis})`,
});

/** a ≤ b; a number beside a multiple of B is let through, as it is compared again when B has become a number. */
const within = (a: Dimension, b: Dimension): boolean =>
  isKnown(a) ? !isKnown(b) || a <= b : !isKnown(b) && a.batches <= b.batches;

export const slice = operation<SliceAttributes>({
  kind: 'slice',
  inputs: ['x'],
  infer: ([x], { begin, size }) => {
    mustHaveEntries('slice', 'begin', begin, x!.shape);
    mustHaveEntries('slice', 'size', size, x!.shape);
    mustBeSizes('slice', 'begin', begin);
    mustBeSizes('slice', 'size', size, -1);
    const shape = x!.shape.map((whole, axis) => {
      const from = begin[axis]!;
      if (size[axis] === -1 && within(from, whole)) return subtractDimensions(whole, from);
      if (size[axis] !== -1 && within(addDimensions(from, size[axis]!), whole)) return size[axis]!;
      throw new Problem(
        `slice asks for ${formatDimension(size[axis]!)} elements from ${formatDimension(from)} on along axis ${axis} of ${formatShape(x!.shape)}, which has ${formatDimension(whole)}.`,
        `slice가 ${formatShape(x!.shape)}의 축 ${axis}(크기 ${formatDimension(whole)})에서 ${formatDimension(from)}번째부터 ${formatDimension(size[axis]!)}개를 달라고 합니다.`,
      );
    });
    return [{ shape, dtype: x!.dtype }];
  },
  gradient: (ops, { inputs: [x], outputs: [y], gradients: [dy], attributes: { begin } }) => {
    const paddings = x!.shape.map((whole, axis): [Dimension, Dimension] => [
      begin[axis]!,
      subtractDimensions(subtractDimensions(whole, begin[axis]!), y!.shape[axis]!),
    ]);
    return [ops.pad(dy!, { paddings })];
  },
  formula: ([x], { begin, size }) => `slice(${x}; from ${formatShape(begin)}, size ${formatShape(size)})`,
});

export const pad = operation<PadAttributes>({
  kind: 'pad',
  inputs: ['x'],
  infer: ([x], { paddings }) => {
    mustBe('pad', x!, ...NUMBERS);
    mustHaveEntries('pad', 'paddings', paddings, x!.shape);
    mustBeSizes('pad', 'paddings', paddings.flat());
    const shape = x!.shape.map((size, axis) => paddings[axis]!.reduce(addDimensions, size));
    return [{ shape, dtype: x!.dtype }];
  },
  gradient: (ops, { inputs: [x], gradients: [dy], attributes: { paddings } }) => [
    ops.slice(dy!, { begin: paddings.map(([before]) => before), size: x!.shape }),
  ],
  formula: ([x], { paddings }) => `pad(${x}, [${paddings.map(formatShape).join(', ')}])`,
});

export const tile = operation<{ readonly repeats: readonly number[] }>({
  kind: 'tile',
  inputs: ['x'],
  infer: ([x], { repeats }) => {
    mustHaveEntries('tile', 'repeats', repeats, x!.shape);
    mustBeWhole('tile', 'repeats', repeats, 1);
    return [
      { shape: x!.shape.map((size, axis) => multiplyDimensions(size, repeats[axis]!)), dtype: x!.dtype },
    ];
  },
  define: (ops, [x], { repeats }) => {
    const once = x!.shape.flatMap((size, axis) => (repeats[axis] === 1 ? [size] : [1, size]));
    const often = x!.shape.flatMap((size, axis) => (repeats[axis] === 1 ? [size] : [repeats[axis]!, size]));
    const shape = x!.shape.map((size, axis) => multiplyDimensions(size, repeats[axis]!));
    return [ops.reshape(ops.broadcastTo(ops.reshape(x!, { shape: once }), { shape: often }), { shape })];
  },
  formula: ([x], { repeats }) => `tile(${x}, [${repeats.join(', ')}])`,
});

export const reverse = operation<{ readonly axes: readonly number[] }>({
  kind: 'reverse',
  inputs: ['x'],
  infer: ([x], { axes }) => {
    mustBe('reverse', x!, ...NUMBERS);
    resolveAxes(axes, x!.shape.length);
    return [x!];
  },
  gradient: (ops, { gradients: [dy], attributes }) => [ops.reverse(dy!, attributes)],
  formula: ([x], { axes }) => `reverse(${x}; axes ${axes.join(', ')})`,
});

export const cast = operation<{ readonly dtype: DType }>({
  kind: 'cast',
  inputs: ['x'],
  infer: ([x], { dtype }) => {
    if (!ANY.includes(dtype))
      throw new Problem(
        `cast knows the types ${ANY.join(', ')}; it was asked for ${String(dtype)}.`,
        `형 변환에 쓸 수 있는 형은 ${ANY.join(', ')}인데 ${String(dtype)}이(가) 지정되었습니다.`,
      );
    return [{ shape: x!.shape, dtype }];
  },
  gradient: (_, { inputs: [x], gradients: [dy] }) => [x!.dtype === 'float32' ? dy! : null],
  formula: ([x], { dtype }) => `${dtype}(${x})`,
});

export const stopGradient = operation({
  kind: 'stopGradient',
  inputs: ['x'],
  constant: true,
  infer: ([x]) => [x!],
  formula: ([x]) => `stop-gradient(${x})`,
});
