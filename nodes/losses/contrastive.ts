import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { BATCH, formatShape, isKnown, sameDimension, sameShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { euclideanNorm } from '../euclidean-norm.ts';
import { lossInNats as loss, perExampleInNats as perExample } from '../loss-ports.ts';
import { meanOver } from '../mean.ts';
import { asFloat } from '../promotion.ts';

/** Takes a similarity out of the softmax: e to this power is exactly 0, and so is its gradient. */
const HIDDEN = -1e9;

export default defineNode({
  kind: 'contrastive',
  family: 'losses',
  places: ['board'],
  title: { en: 'Contrastive loss (InfoNCE)', ko: '대조 손실 (InfoNCE)' },
  sentence: {
    en: 'Two views of each example shall find each other among all of the batch: a softmax over cosine similarities, whose right answer is the own partner.',
    ko: '예제마다 두 가지 모습이 배치 전체에서 서로를 찾게 합니다. 코사인 유사도에 소프트맥스를 씌우며, 정답은 자기 짝입니다.',
  },
  formula: ({ symmetric }) => {
    const from = (i: string, k: string) => `-\\log \\frac{e^{s_{ii}}}{\\sum_k e^{s_{${i}${k}}}}`;
    const one = from('i', 'k');
    const told = symmetric ? `\\tfrac{1}{2}\\Bigl(${one} ${from('k', 'i')}\\Bigr)` : one;
    return `L = \\frac{1}{B}\\sum_i ${told},\\quad s_{ij} = \\frac{u_i \\cdot v_j}{\\tau\\,\\lVert u_i \\rVert\\,\\lVert v_j \\rVert}`;
  },
  aliases: ['CLIP', 'NT-Xent', 'SimCLR', 'text and image', 'metric learning', '대조 학습', '글과 그림'],
  source: 'van den Oord, Li & Vinyals 2018, eq. 4; Radford et al. 2021 (CLIP), figure 3',
  inputs: {
    a: { symbol: 'u', title: { en: 'One view, a vector each', ko: '한 모습 (예제마다 벡터)' } },
    b: { symbol: 'v', title: { en: 'The other view', ko: '다른 모습' } },
    temperature: {
      symbol: '\\tau',
      title: { en: 'Temperature (unwired: the dial)', ko: '온도 (연결하지 않으면 다이얼)' },
      optional: true,
    },
    same: {
      symbol: 'k',
      title: {
        en: 'What tells equal ones (captions, classes): they are no wrong answers',
        ko: '같은 것을 가리는 값 (캡션, 클래스): 같으면 오답으로 치지 않음',
      },
      optional: true,
    },
  },
  outputs: {
    loss,
    perExample,
    similarity: { symbol: 's', title: { en: 'Similarities over temperature', ko: '유사도 / 온도' } },
    accuracy: { symbol: 'r', title: { en: 'Share that finds its partner', ko: '자기 짝을 찾은 비율' } },
  },
  dials: {
    temperature: {
      type: 'number',
      default: 0.1,
      min: 1e-3,
      max: 100,
      live: true,
      title: { en: 'Temperature', ko: '온도' },
      help: {
        en: 'Small: only the nearest wrong answers count.',
        ko: '작을수록 가장 가까운 오답만 중요해집니다.',
      },
    },
    symmetric: {
      type: 'flag',
      default: true,
      title: { en: 'Both ways', ko: '양방향' },
      help: {
        en: 'Each view looks for the other one; else only the first does.',
        ko: '서로가 서로를 찾습니다. 끄면 첫째만 찾습니다.',
      },
    },
  },
  build(ops, { a, b, temperature, same }, { symmetric }, context) {
    mustBePairs(a, b);
    if (temperature && temperature.shape.some((size) => size !== 1))
      throw new Problem(
        `The temperature is one number; it is ${formatShape(temperature.shape)}. Wire a learned tensor of shape [1], or unwire it and use the dial.`,
        `온도는 수 하나여야 하는데 ${formatShape(temperature.shape)}입니다. 모양이 [1]인 학습 텐서를 연결하거나 연결을 지우고 다이얼을 쓰세요.`,
      );
    const cold = temperature ? ops.reshape(temperature, { shape: [] }) : context.dial('temperature');
    const [u, v] = [unit(ops, a), unit(ops, b)];
    const similarity = ops.divide(ops.matMul(u, v, { transposeB: true }), cold); // [B, B]
    const own = ops.divide(ops.reduceSum(ops.multiply(u, v), { axes: [1] }), cold); // [B]
    const wrong = same ? ops.select(elsewhereEqual(ops, same, a), HIDDEN, similarity) : similarity;
    const surprise = (axis: number) => ops.subtract(ops.logSumExp(wrong, { axes: [axis] }), own);
    const perExample = symmetric ? ops.multiply(ops.add(surprise(1), surprise(0)), 0.5) : surprise(1); // [B]
    // Its own is the largest, or as large as it: sum and product round differently.
    const found = ops.greaterEqual(ops.add(own, 1e-3), ops.reduceMax(wrong, { axes: [1] }));
    return {
      loss: meanOver(ops, perExample),
      perExample,
      similarity,
      accuracy: meanOver(ops, asFloat(ops, found)),
    };
  },
});

const unit = (ops: Operations, x: Tensor): Tensor =>
  ops.divide(x, ops.maximum(euclideanNorm(ops, x, { axes: [1], keepDimensions: true }), 1e-8));

/** Where another example is the same as this one: bool [B, B], false on the diagonal. @throws Problem where nothing tells that */
function elsewhereEqual(ops: Operations, same: Tensor, like: Tensor): Tensor {
  const [batch] = like.shape;
  if (same.dtype !== 'int32' || same.shape.length < 1 || !sameDimension(same.shape[0]!, batch!))
    throw new Problem(
      `'same' tells equal examples apart from others by whole numbers, int32 ${formatShape([BATCH])} or ${formatShape([BATCH])} and more axes; it was given ${same.dtype} ${formatShape(same.shape)}. Wire the captions or the classes of the data.`,
      `'same'은 같은 예제를 정수로 가립니다. int32 ${formatShape([BATCH])} 또는 축이 더 있는 값이 필요한데 ${same.dtype} ${formatShape(same.shape)}이(가) 들어왔습니다. 데이터의 캡션이나 클래스를 연결하세요.`,
    );
  const rest = same.shape.slice(1);
  const row = ops.reshape(same, { shape: [batch!, 1, ...rest] });
  const column = ops.reshape(same, { shape: [1, batch!, ...rest] });
  const equal = ops.equal(row, column);
  const axes = rest.map((_, i) => i + 2);
  const wholly = axes.length === 0 ? equal : ops.reduceAll(equal, { axes });
  const numbers = ops.cumulativeSum(ops.constant({ value: 1, shape: [batch!], dtype: 'float32' }), {
    axis: 0,
  });
  const itself = ops.equal(
    ops.reshape(numbers, { shape: [batch!, 1] }),
    ops.reshape(numbers, { shape: [1, batch!] }),
  );
  return ops.logicalAnd(wholly, ops.logicalNot(itself));
}

function mustBePairs(a: Tensor, b: Tensor): void {
  const good = a.shape.length === 2 && sameShape(a.shape, b.shape) && a.shape.slice(1).every(isKnown);
  if (good && a.dtype === 'float32' && b.dtype === 'float32') return;
  throw new Problem(
    `'a' and 'b' need a vector for each example, [B, size], both of one size; they are ${formatShape(a.shape)} and ${formatShape(b.shape)}. Let both networks end in a dense layer of the same size.`,
    `'a'와 'b'에는 예제마다 같은 크기의 벡터 [B, 크기]가 필요한데 ${formatShape(a.shape)}, ${formatShape(b.shape)}입니다. 두 네트워크를 같은 크기의 완전연결층으로 끝내세요.`,
  );
}
