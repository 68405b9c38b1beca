import type { Operations, Tensor } from '../alphabet/operation.ts';
import { alongBatch } from '../along-batch.ts';
import { Problem } from '../alphabet/problem.ts';
import type { BuildContext } from '../build-context.ts';
import { defineNode } from '../contract.ts';
import { euclideanNorm } from '../euclidean-norm.ts';
import { loss, perExample } from '../loss-ports.ts';
import { meanOver } from '../mean.ts';
import { exampleAxes, mustHaveBatch, mustHaveSameShape, sumOfExample } from '../per-example.ts';
import type { Block } from '../port.ts';
import { sideInputs, sidePorts } from '../side-ports.ts';

export default defineNode({
  kind: 'gradient-penalty',
  family: 'losses',
  places: ['board'],
  title: { en: 'Gradient penalty', ko: '그래디언트 페널티' },
  sentence: {
    en: 'Keeps a critic smooth by the slope of its score where it is called: near 1 between real and fake (WGAN-GP), or near 0 at the real (R1).',
    ko: '비평기 점수의 기울기로 비평기를 매끄럽게 유지합니다. 진짜와 가짜 사이에서 1에 가깝게(WGAN-GP), 또는 진짜에서 0에 가깝게(R1) 합니다.',
  },
  formula: ({ kind }) =>
    kind === 'R1'
      ? 'L = \\tfrac{\\lambda}{2}\\,\\mathbb{E}\\lVert\\nabla_{x} f_\\theta(x)\\rVert^2'
      : 'L = \\lambda\\,\\mathbb{E}(\\lVert\\nabla_{\\hat{x}} f_\\theta(\\hat{x})\\rVert - 1)^2,\\quad \\hat{x} = u\\,x + (1-u)\\,\\tilde{x}',
  aliases: ['WGAN-GP', 'R1', 'Lipschitz', 'regularizer', '립시츠', '정규화 항'],
  source: 'Gulrajani et al. 2017, algorithm 1; Mescheder, Geiger & Nowozin 2018, eq. 9',
  inputs: {
    block: { symbol: 'f_\\theta', title: { en: 'Critic', ko: '비평기' }, takes: 'block' },
    real: { symbol: 'x', title: { en: 'Real', ko: '진짜' } },
    fake: { symbol: '\\tilde{x}', title: { en: 'Fake', ko: '가짜' }, optional: true },
  },
  outputs: {
    loss,
    perExample,
    norm: {
      symbol: '\\lVert\\nabla f\\rVert',
      title: { en: 'Mean norm of the gradient', ko: '평균 그래디언트 노름' },
    },
  },
  dials: {
    kind: {
      type: 'choice',
      default: 'WGAN-GP',
      title: { en: 'Kind', ko: '종류' },
      options: {
        'WGAN-GP': {
          en: 'WGAN-GP: slope 1 between real and fake',
          ko: 'WGAN-GP: 진짜와 가짜 사이의 기울기 1',
        },
        R1: { en: 'R1: slope 0 at the real', ko: 'R1: 진짜에서의 기울기 0' },
      },
    },
    weight: {
      type: 'number',
      default: 10,
      min: 0,
      max: 1e6,
      live: true,
      title: { en: 'Weight λ', ko: '가중치 λ' },
    },
  },
  grow: (_dials, _blockOf, wiredInto) => ({
    inputs: sidePorts(wiredInto('block'), ['block', 'real', 'fake']),
  }),
  build(ops, inputs, { kind }, context) {
    const { block, real, fake } = inputs;
    mustHaveBatch('real', real);
    const place = kind === 'R1' ? real : between(ops, real, fake, context);
    const slope = slopeOf(ops, block, place, sideInputs(block, inputs), context);
    const weight = context.dial('weight');
    const squares = sumOfExample(ops, ops.square(slope)); // [B]
    const norms = euclideanNorm(ops, slope, { axes: exampleAxes(slope) }); // [B]
    const perExample =
      kind === 'R1'
        ? ops.multiply(squares, ops.multiply(weight, 0.5))
        : ops.multiply(ops.square(ops.subtract(norms, 1)), weight);
    return { loss: meanOver(ops, perExample), perExample, norm: meanOver(ops, norms) };
  },
});

/** A random place on the straight line between each real example and a fake one. */
function between(ops: Operations, real: Tensor, fake: Tensor | undefined, context: BuildContext): Tensor {
  if (!fake)
    throw new Problem(
      "The WGAN-GP penalty looks between real and fake examples, and nothing is wired into 'fake'. Wire the generator's output, or choose R1.",
      "WGAN-GP 페널티는 진짜와 가짜 사이를 보는데 'fake'에 연결이 없습니다. 생성기의 출력을 연결하거나 R1을 고르세요.",
    );
  mustHaveSameShape('real', real, 'fake', fake);
  const u = alongBatch(ops, context.uniformNoise([real.shape[0]!]), real);
  return ops.add(fake, ops.multiply(u, ops.subtract(real, fake)));
}

/** ∇ of the block's first output at a place of its first input; examples do not know of each other. */
function slopeOf(
  ops: Operations,
  block: Block,
  place: Tensor,
  side: Readonly<Record<string, Tensor>>,
  context: BuildContext,
): Tensor {
  const [input] = block.inputs;
  const [output] = block.outputs;
  if (input === undefined || output === undefined)
    throw new Problem(
      `The penalty needs a block with an input and an output; '${block.name}' has ${block.inputs.length} inputs and ${block.outputs.length} outputs. Wire a critic.`,
      `페널티에는 입력과 출력이 있는 블록이 필요한데 '${block.name}'의 입력은 ${block.inputs.length}개, 출력은 ${block.outputs.length}개입니다. 비평기를 연결하세요.`,
    );
  // A copy of its own, so that the gradient is that of this call alone.
  const here = context.means(ops.add(place, 0), context.meaningOf(place));
  const score = context.call(block, { [input]: here, ...side })[output]!;
  return context.gradient(ops.reduceSum(score), [here])[0]!;
}
