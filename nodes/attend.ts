import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { formatShape, sameDimension, sameShape, type Dimension, type Shape } from './alphabet/shape.ts';

/** Hides a place from the softmax: e to this power is exactly 0, and so is its gradient. */
const HIDDEN = -1e9;

/**
 * softmax(q kᵀ/√d) v for queries [batch, heads, T, d], keys and values [batch, heads, S, d]
 * (Vaswani et al. 2017, equation 1).
 * @param masks bools that broadcast to [batch, heads, T, S]; false hides
 */
export function attend(
  ops: Operations,
  [queries, keys, values]: readonly [Tensor, Tensor, Tensor],
  masks: readonly Tensor[],
): { readonly heads: Tensor; readonly attention: Tensor } {
  const scaled = ops.multiply(queries, 1 / Math.sqrt(queries.shape[3] as number));
  let scores = ops.matMul(scaled, keys, { transposeB: true });
  for (const mask of masks) scores = ops.select(mask, scores, HIDDEN);
  const attention = ops.softmax(scores); // [batch, heads, T, S]
  return { heads: ops.matMul(attention, values), attention };
}

/** Which of `places` may be seen from which: itself and those before it. bool [places, places] */
export function causalMask(ops: Operations, places: number): Tensor {
  const ones = ops.constant({ value: 1, shape: [places], dtype: 'float32' });
  const order = ops.cumulativeSum(ones, { axis: 0 });
  return ops.greaterEqual(ops.reshape(order, { shape: [places, 1] }), order);
}

/**
 * A mask on a wire as bools that broadcast over the heads.
 * @param mask [batch, S], one for all queries, or [batch, T, S]; 0 or false hides
 * @param wanted [batch, T, S]
 * @throws Problem where it has another shape
 */
export function wiredMask(
  ops: Operations,
  mask: Tensor,
  wanted: readonly [Dimension, number, number],
): Tensor {
  const [batch, from, to] = wanted;
  const shown = mask.dtype === 'bool' ? mask : ops.notEqual(mask, 0);
  const as = (shape: Shape) => ops.reshape(shown, { shape });
  if (sameShape(mask.shape, [batch, to])) return as([batch, 1, 1, to]);
  if (sameShape(mask.shape, wanted)) return as([batch, 1, from, to]);
  throw new Problem(
    `attention needs a mask ${formatShape([batch, to])} over the places of the context, or ${formatShape(wanted)}; it was given ${formatShape(mask.shape)}.`,
    `attention의 마스크는 문맥의 자리에 대한 ${formatShape([batch, to])} 또는 ${formatShape(wanted)}이어야 하는데 ${formatShape(mask.shape)}이(가) 들어왔습니다.`,
  );
}

/** Refuses what cannot look or be looked at. @throws Problem */
export function mustFit(query: Tensor, context: Tensor | undefined, causal: boolean): void {
  for (const x of [query, context ?? query])
    if (x.shape.length < 3)
      throw new Problem(
        `attention needs places to look at, such as [batch, length, features] or an image; it was given ${formatShape(x.shape)}. A reshape can make places.`,
        `attention에는 볼 자리가 있는 텐서(예: [배치, 길이, 특징] 또는 이미지)가 필요한데 ${formatShape(x.shape)}이(가) 들어왔습니다. 모양 바꾸기로 자리를 만들 수 있습니다.`,
      );
  if (context && causal)
    throw new Problem(
      "Causal attention looks back along its own sequence and takes no context. Remove that wire, or switch 'causal' off.",
      "인과적 어텐션은 자기 시퀀스의 앞쪽만 보므로 문맥을 받지 않습니다. 그 연결을 지우거나 'causal'을 끄세요.",
    );
  if (context && !sameDimension(context.shape[0]!, query.shape[0]!))
    throw new Problem(
      `attention needs a context of as many examples as the query; it was given ${formatShape(query.shape)} and ${formatShape(context.shape)}.`,
      `attention의 쿼리와 문맥은 예제 수가 같아야 하는데 ${formatShape(query.shape)}, ${formatShape(context.shape)}이(가) 들어왔습니다.`,
    );
}
