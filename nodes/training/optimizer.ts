import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineOptimizer } from '../contract.ts';
import type { Block, Named } from '../port.ts';
import type { TrainingContext, Weight } from '../build-context.ts';
import { checkSchedule, rateFactor } from '../learning-rate-schedule.ts';
import { clipByNorm, globalNorm, METHODS, nextAverage } from '../optimizer-methods.ts';
import { methodDials, planDials, rateDials } from '../optimizer-dials.ts';

/** Means of the gradient and of its square; the hats take back that they began at 0 (Kingma & Ba 2015, algorithm 1). */
const ADAM =
  'm \\leftarrow \\beta_1 m + (1 - \\beta_1) g,\\quad v \\leftarrow \\beta_2 v + (1 - \\beta_2) g^2,\\quad g = \\nabla_\\theta L';

export default defineOptimizer({
  kind: 'optimizer',
  family: 'training',
  places: ['board'],
  role: 'optimizer',
  title: { en: 'Optimizer', ko: '옵티마이저' },
  sentence: {
    en: 'Moves the weights of its blocks, and of no others, down the gradient of a loss.',
    ko: '연결된 블록의 가중치만 손실의 그래디언트를 따라 줄이는 쪽으로 움직입니다.',
  },
  formula: ({ method }) =>
    ({
      SGD: '\\theta \\leftarrow \\theta - \\eta\\,\\nabla_\\theta L',
      momentum: 'v \\leftarrow \\mu v - \\eta\\,\\nabla_\\theta L,\\quad \\theta \\leftarrow \\theta + v',
      RMSProp:
        'v \\leftarrow \\beta_2 v + (1 - \\beta_2) g^2,\\quad \\theta \\leftarrow \\theta - \\eta\\,\\frac{g}{\\sqrt{v + \\epsilon}},\\quad g = \\nabla_\\theta L',
      Adam: `${ADAM},\\quad \\theta \\leftarrow \\theta - \\eta\\,\\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\epsilon}`,
      AdamW: `${ADAM},\\quad \\theta \\leftarrow (1 - \\eta\\lambda)\\,\\theta - \\eta\\,\\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\epsilon}`,
    })[method],
  aliases: ['Adam', 'AdamW', 'SGD', 'RMSProp', 'momentum', 'training', 'EMA', '최적화', '학습', '경사 하강'],
  source: 'Adam: Kingma & Ba 2015; AdamW: Loshchilov & Hutter 2019; RMSProp: Tieleman & Hinton 2012',
  inputs: {
    loss: { symbol: 'L', title: { en: 'Loss', ko: '손실' } },
    blocks: {
      symbol: '\\theta',
      title: { en: 'Blocks to train', ko: '학습할 블록' },
      takes: 'block',
      several: true,
    },
  },
  outputs: {
    learningRate: { symbol: '\\eta', title: { en: 'Learning rate', ko: '학습률' } },
    gradientNorm: {
      symbol: '\\lVert\\nabla L\\rVert',
      title: { en: 'Norm of the gradient (before clipping)', ko: '그래디언트 노름(클리핑 전)' },
    },
  },
  dials: { ...methodDials, ...rateDials, ...planDials },
  check: checkSchedule,
  plan: ({ phase, order, every, repeat, draw, sharesBlocks }) => ({
    phase,
    order,
    every,
    repeat,
    draw,
    sharesBlocks,
  }),
  build(ops, { loss, blocks }, dials, context) {
    if (loss.shape.length > 0 || loss.dtype !== 'float32')
      throw new Problem(
        `The optimizer needs a single number as its loss; it was given ${loss.dtype} ${formatShape(loss.shape)}. Wire the 'loss' output of a loss, or put a reduce before it.`,
        `옵티마이저의 손실은 수 하나여야 하는데 ${loss.dtype} ${formatShape(loss.shape)}이(가) 들어왔습니다. 손실의 'loss' 출력을 연결하거나 앞에 축소를 두세요.`,
      );
    const weights = weightsOf(blocks, context);
    const gradients = context.gradient(
      loss,
      weights.map(({ tensor }) => tensor),
    );
    const gradientNorm = globalNorm(ops, gradients);
    const clipped = dials.clip > 0 ? clipByNorm(ops, gradients, gradientNorm, dials.clip) : gradients;
    const factor = rateFactor(ops, dials, context.updates, context.plannedUpdates);
    const learningRate = ops.multiply(context.dial('learningRate'), factor);
    weights.forEach((weight, i) => {
      const after = METHODS[dials.method](ops, weight, clipped[i]!, learningRate, dials, context);
      context.setWeight(weight, after);
      if (dials.movingAverage > 0) {
        const average = context.average(weight);
        context.setAverage(weight, nextAverage(ops, average, after, dials.movingAverage, context.updates));
      }
    });
    return { learningRate, gradientNorm };
  },
});

/** The weights of all blocks, each once. */
function weightsOf(
  blocks: readonly Named<Block>[],
  context: Pick<TrainingContext, 'weightsOf'>,
): readonly Weight[] {
  const weights = new Map<string, Weight>();
  for (const { value: block } of blocks) {
    const own = context.weightsOf(block);
    if (own.length === 0)
      throw new Problem(
        `The loss does not pass through any weight of '${block.name}', so nothing in it can be trained. Wire its call into the loss, or take its wire away from this optimizer.`,
        `손실이 '${block.name}'의 어떤 가중치도 지나지 않아 학습할 것이 없습니다. 그 블록의 호출을 손실에 연결하거나 이 옵티마이저와의 연결을 끊으세요.`,
      );
    for (const weight of own) weights.set(weight.name, weight);
  }
  return [...weights.values()];
}
