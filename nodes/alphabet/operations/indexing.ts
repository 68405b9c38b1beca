import { operation, type Tensor } from '../operation.ts';
import { Problem } from '../problem.ts';
import { mustBe, mustBeWhole } from '../rules.ts';
import { formatShape, resolveAxis, sameShape, type Dimension } from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /**
     * Picks by number along an axis (0 unless told): that axis is replaced by the axes of `indices` (int32), which must be
     * in range.
     */
    gather: (values: Tensor, indices: Tensor, attributes?: GatherAttributes) => Tensor;
    /**
     * result[s] = the sum of the values whose index (int32, from 0 to segments − 1) is s; `indices` has the leading axes
     * of `values`, and the others stay: `[n, d]` by `[n]` → `[segments, d]`.
     */
    segmentSum: (values: Tensor, indices: Tensor, attributes: { readonly segments: Dimension }) => Tensor;
    /** 1 at the place of the index, else 0, along a new last axis of `depth`: float32. An index out of range gives zeros. */
    oneHot: (indices: Tensor, attributes: { readonly depth: number }) => Tensor;
  }
}

export type GatherAttributes = { readonly axis?: number };

export const gather = operation<GatherAttributes>({
  kind: 'gather',
  inputs: ['values', 'indices'],
  infer: ([values, indices], { axis = 0 }) => {
    mustBe('gather', indices!, 'int32');
    const along = resolveAxis(axis, values!.shape.length);
    return [{ shape: values!.shape.toSpliced(along, 1, ...indices!.shape), dtype: values!.dtype }];
  },
  gradient: (ops, { inputs: [values, indices], gradients: [dy], needed, attributes: { axis = 0 } }) => {
    if (!needed[0]) return [null, null];
    const along = resolveAxis(axis, values!.shape.length);
    const attributes = { segments: values!.shape[along]! };
    if (along === 0) return [ops.segmentSum(dy!, indices!, attributes), null];
    // segmentSum wants the picked axes in front: [..., picked, rest] → [picked, ..., rest] → [axis, ..., rest] → back.
    const { length } = indices!.shape;
    const before = values!.shape.slice(0, along).map((_, i) => i);
    const after = values!.shape.slice(along + 1).map((_, i) => i);
    const picked = indices!.shape.map((_, i) => along + i);
    const front = ops.transpose(dy!, {
      permutation: [...picked, ...before, ...after.map((i) => along + length + i)],
    });
    const summed = ops.segmentSum(front, indices!, attributes);
    return [
      ops.transpose(summed, {
        permutation: [...before.map((i) => i + 1), 0, ...after.map((i) => along + 1 + i)],
      }),
      null,
    ];
  },
  formula: ([values, indices], { axis = 0 }) =>
    axis === 0 ? `${values}[${indices}]` : `${values}[${indices}; axis ${axis}]`,
});

export const segmentSum = operation<{ readonly segments: Dimension }>({
  kind: 'segmentSum',
  inputs: ['values', 'indices'],
  infer: ([values, indices], { segments }) => {
    mustBe('segmentSum', values!, 'float32');
    mustBe('segmentSum', indices!, 'int32');
    mustBeWhole('segmentSum', 'segments', [typeof segments === 'number' ? segments : segments.batches], 1);
    const { length } = indices!.shape;
    if (!sameShape(values!.shape.slice(0, length), indices!.shape))
      throw new Problem(
        `segmentSum needs indices with the leading axes of the values; it was given values ${formatShape(values!.shape)} and indices ${formatShape(indices!.shape)}.`,
        `segmentSum의 색인은 값의 앞쪽 축들과 모양이 같아야 하는데 값 ${formatShape(values!.shape)}, 색인 ${formatShape(indices!.shape)}이(가) 들어왔습니다.`,
      );
    return [{ shape: [segments, ...values!.shape.slice(length)], dtype: 'float32' }];
  },
  gradient: (ops, { inputs: [, indices], gradients: [dy], needed }) => [
    needed[0] ? ops.gather(dy!, indices!) : null,
    null,
  ],
  formula: ([values, indices]) => `Σ ${values} by ${indices}`,
});

export const oneHot = operation<{ readonly depth: number }>({
  kind: 'oneHot',
  inputs: ['indices'],
  constant: true,
  infer: ([indices], { depth }) => {
    mustBe('oneHot', indices!, 'int32');
    mustBeWhole('oneHot', 'depth', [depth], 1);
    return [{ shape: [...indices!.shape, depth], dtype: 'float32' }];
  },
  formula: ([indices], { depth }) => `one-hot(${indices}, ${depth})`,
});
