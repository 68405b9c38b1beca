import type { Operations, Tensor } from './operation.ts';
import { Problem } from './problem.ts';
import {
  broadcastShapes,
  formatShape,
  sameDimension,
  sameShape,
  type DType,
  type Shape,
  type TensorType,
} from './shape.ts';

/** What most shape rules share. */

export const float32 = (shape: Shape): TensorType => ({ shape, dtype: 'float32' });
export const int32 = (shape: Shape): TensorType => ({ shape, dtype: 'int32' });
export const bool = (shape: Shape): TensorType => ({ shape, dtype: 'bool' });

/** What arithmetic works on. */
export const NUMBERS: readonly DType[] = ['float32', 'int32'];
export const ANY: readonly DType[] = ['float32', 'int32', 'bool'];

/**
 * The shape rule of elementwise operations: operands of one type, broadcast.
 * @param takes the types that the operands may have
 * @param result the type of the result where it is not that of the operands
 */
export const elementwise =
  (kind: string, takes: readonly DType[], result?: DType) =>
  (types: readonly TensorType[]): readonly TensorType[] => {
    const dtype = types[0]!.dtype;
    mustBe(kind, types[0]!, ...takes);
    for (const type of types) mustBe(kind, type, dtype);
    return [{ shape: broadcast(kind, ...types.map((type) => type.shape)), dtype: result ?? dtype }];
  };

/** The shape that all of `shapes` broadcast to. */
export function broadcast(kind: string, ...shapes: readonly Shape[]): Shape {
  let joined: Shape | null = [];
  for (const shape of shapes) joined = joined && broadcastShapes(joined, shape);
  if (joined) return joined;
  throw new Problem(
    `${kind} needs shapes that are equal or where one is 1, counted from the last axis; it was given ${shapes.map(formatShape).join(' and ')}.`,
    `${kind}에는 뒤 축부터 맞추어 크기가 같거나 한쪽이 1인 모양이 필요한데, ${shapes.map(formatShape).join(', ')}이(가) 들어왔습니다.`,
  );
}

/** Refuses a tensor of another type. */
export function mustBe(kind: string, type: TensorType, ...takes: readonly DType[]): void {
  if (!takes.includes(type.dtype))
    throw new Problem(
      `${kind} needs ${takes.join(' or ')} numbers here; it was given ${type.dtype} ${formatShape(type.shape)}. Put a cast before it.`,
      `${kind}의 이 입력에는 ${takes.join(' 또는 ')} 수가 필요한데 ${type.dtype} ${formatShape(type.shape)}이(가) 들어왔습니다. 앞에 형 변환을 두세요.`,
    );
}

/** Refuses a tensor of another shape; `name` is that of the input. */
export function mustHaveShape(kind: string, name: string, type: TensorType, shape: Shape): void {
  if (!sameShape(type.shape, shape))
    throw new Problem(
      `${kind} needs '${name}' of shape ${formatShape(shape)}, which follows from its other inputs and settings; it was given ${formatShape(type.shape)}.`,
      `${kind}의 '${name}' 모양은 다른 입력과 설정에 따라 ${formatShape(shape)}이어야 하는데 ${formatShape(type.shape)}이(가) 들어왔습니다.`,
    );
}

/** Refuses settings that are not whole numbers of at least `least`. */
export function mustBeWhole(kind: string, name: string, values: readonly number[], least: number): void {
  if (!values.every((value) => Number.isInteger(value) && value >= least))
    throw new Problem(
      `${kind} needs whole numbers of at least ${least} as '${name}'; it was given ${JSON.stringify(values)}.`,
      `${kind}의 '${name}'에는 ${least} 이상인 정수가 필요한데 ${JSON.stringify(values)}이(가) 주어졌습니다.`,
    );
}

/** Refuses a list of settings that has not one entry an axis. */
export function mustHaveEntries(kind: string, name: string, values: readonly unknown[], shape: Shape): void {
  if (values.length !== shape.length)
    throw new Problem(
      `${kind} needs one entry of '${name}' for each of the ${shape.length} axes of ${formatShape(shape)}; it was given ${values.length}.`,
      `${kind}의 '${name}'에는 ${formatShape(shape)}의 축 ${shape.length}개에 하나씩 값이 필요한데 ${values.length}개가 주어졌습니다.`,
    );
}

/** Refuses a tensor with another number of axes; `layout` shows what the axes mean, such as `[batch, height, width, channels]`. */
export function mustHaveRank(kind: string, type: TensorType, rank: number, layout: string): void {
  if (type.shape.length !== rank)
    throw new Problem(
      `${kind} needs a tensor of ${rank} axes, ${layout}; it was given ${formatShape(type.shape)}. A reshape can bring it into that form.`,
      `${kind}에는 축이 ${rank}개인 텐서 ${layout}이(가) 필요한데 ${formatShape(type.shape)}이(가) 들어왔습니다. 모양 바꾸기로 맞출 수 있습니다.`,
    );
}

/** The gradient of broadcasting: sums `tensor` over the axes along which `shape` was repeated. */
export function sumTo(ops: Operations, tensor: Tensor, shape: Shape): Tensor {
  const extra = tensor.shape.length - shape.length;
  const axes = tensor.shape.flatMap((dimension, axis) =>
    axis < extra || !sameDimension(shape[axis - extra]!, dimension) ? [axis] : [],
  );
  if (axes.length === 0) return tensor;
  const sum = ops.reduceSum(tensor, { axes, keepDimensions: true });
  return extra === 0 ? sum : ops.reshape(sum, { shape });
}

/** Opens the axes that a reduction has closed, so that its result broadcasts against what was reduced. */
export const keepAxes = (ops: Operations, tensor: Tensor, shape: Shape, axes: readonly number[]): Tensor =>
  tensor.shape.length === shape.length
    ? tensor
    : ops.reshape(tensor, { shape: shape.map((dimension, axis) => (axes.includes(axis) ? 1 : dimension)) });
