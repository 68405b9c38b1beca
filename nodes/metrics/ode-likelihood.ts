import type { Operations, Tensor } from '../alphabet/operation.ts';
import { knownSize } from '../alphabet/shape.ts';
import type { BuildContext } from '../build-context.ts';
import { defineLook } from '../contract.ts';
import { countDial } from '../count-dial.ts';
import { conditionPorts, denoiserOf, likelihoodPorts } from '../denoiser.ts';
import { measuredMean } from '../measured-mean.ts';
import { exampleSize, sumOfExample } from '../per-example.ts';
import { velocity } from '../sampler-steps.ts';
import { ofTurn } from '../sampling-turns.ts';
import { marginalsAt, type Schedule } from '../schedule.ts';

/** The smallest time of continuous schedules: where the way of the ODE begins. */
const LEAST_TIME = 1e-3;

export default defineLook({
  kind: 'ode-likelihood',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Likelihood by the ODE', ko: 'ODE 우도' },
  sentence: {
    en: 'How likely held-out examples are under a score or flow model: each is followed along the probability-flow ODE into noise, counting how the volume around it changes. In nats, of a density.',
    ko: '스코어나 플로 모델에서 검증 예제의 우도를 잽니다. 확률 흐름 ODE를 따라 노이즈까지 가며 둘레의 부피가 어떻게 변하는지 셉니다. 밀도의 nats입니다.',
  },
  formula:
    '\\log p_0(x_0) = \\log \\mathcal{N}(x_1; 0, \\sigma_1^2 I) + \\int_0^1 \\nabla \\cdot u(x_t, t)\\,dt',
  aliases: [
    'log-likelihood',
    'NLL',
    'instantaneous change of variables',
    'CNF',
    '로그우도',
    '연속 정규화 흐름',
  ],
  source:
    'Chen et al. 2018, theorem 1; Song et al. 2021 (score SDE), eq. 39 and 40; estimator: Hutchinson 1990',
  inputs: likelihoodPorts,
  outputs: {},
  numbers: { '-log p (density)': { title: { en: '-log p (density)', ko: '-log p (밀도)' }, unit: 'nats' } },
  dials: {
    steps: {
      type: 'number',
      default: 50,
      min: 1,
      max: 10_000,
      integer: true,
      title: { en: 'Steps', ko: '스텝 수' },
      help: {
        en: 'Of Heun, closer together near the data.',
        ko: '호인 방법의 스텝이며 데이터 가까이에서 촘촘합니다.',
      },
    },
    divergence: {
      type: 'choice',
      default: 'exact',
      title: { en: 'Divergence', ko: '발산' },
      options: {
        exact: { en: 'exact: a gradient for each dimension', ko: '정확히: 차원마다 그래디언트 하나' },
        Hutchinson: {
          en: 'Hutchinson: one gradient along a random direction',
          ko: '허친슨: 무작위 방향으로 그래디언트 하나',
        },
      },
    },
    count: countDial,
  },
  grow: (_dials, _blockOf, wiredInto) => ({ inputs: conditionPorts(wiredInto('block'), false) }),
  examples: ({ count }) => count,
  build(ops, inputs, { steps, divergence }, context) {
    const { block, schedule, real } = inputs;
    const times = timesUp(schedule, steps);
    const denoise = denoiserOf(ops, context, { block, schedule, given: inputs, guidance: null, clip: 0 });
    const weights = times.map((t) => velocity(schedule, t));
    const probe = divergence === 'Hutchinson' ? context.normalNoise(real.shape, 'direction') : null;
    const { carried } = context.repeat(
      steps,
      [real, ops.multiply(sumOfExample(ops, real), 0)],
      (turn, [x, volume]) => {
        const at = (values: readonly number[], later: 0 | 1) =>
          ofTurn(ops, values.slice(later, steps + later), turn);
        /** u and ∇·u where the network is asked. */
        const flow = (place: Tensor, later: 0 | 1) => {
          const { clean } = denoise(place, at(times, later));
          const ofX = ops.multiply(
            place,
            at(
              weights.map((weight) => weight.x),
              later,
            ),
          );
          const u = ops.add(
            ofX,
            ops.multiply(
              clean,
              at(
                weights.map((weight) => weight.clean),
                later,
              ),
            ),
          );
          return { u, grows: divergenceOf(ops, context, u, place, probe) };
        };
        const h = at(
          times.map((t, k) => (times[k + 1] ?? t) - t),
          0,
        );
        const first = flow(x!, 0);
        const second = flow(ops.add(x!, ops.multiply(h, first.u)), 1);
        const half = ops.multiply(h, 0.5);
        return {
          next: [
            ops.add(x!, ops.multiply(half, ops.add(first.u, second.u))),
            ops.add(volume!, ops.multiply(half, ops.add(first.grows, second.grows))),
          ],
        };
      },
    );
    const [end, volume] = carried as [Tensor, Tensor];
    const { sigma } = marginalsAt(schedule, 1);
    const squares = ops.multiply(sumOfExample(ops, ops.square(end)), 0.5 / sigma ** 2);
    const constant = (exampleSize(real) / 2) * Math.log(2 * Math.PI * sigma ** 2);
    return { negativeLogLikelihood: ops.subtract(ops.add(squares, constant), volume) };
  },
  finish: ({ negativeLogLikelihood }) => ({
    numbers: { '-log p (density)': measuredMean(negativeLogLikelihood!) },
  }),
});

/** Times from the data to noise, closer together where there is little of it: t_k grows as k². */
function timesUp({ steps: all }: Schedule, steps: number): readonly number[] {
  const least = all === 0 ? LEAST_TIME : 1 / all;
  return Array.from({ length: steps + 1 }, (_, k) => least + (1 - least) * (k / steps) ** 2);
}

/** ∇·u = Σᵢ ∂uᵢ/∂xᵢ for each example, or vᵀ(∂u/∂x)v along a random direction v, whose mean it is. */
function divergenceOf(
  ops: Operations,
  context: BuildContext,
  u: Tensor,
  x: Tensor,
  probe: Tensor | null,
): Tensor {
  if (probe) {
    const [slope] = context.gradient(ops.reduceSum(ops.multiply(u, probe)), [x]);
    return sumOfExample(ops, ops.multiply(slope!, probe));
  }
  const size = knownSize(x.shape.slice(1));
  let total: Tensor | null = null;
  for (let i = 0; i < size; i++) {
    const value = Array.from({ length: size }, (_, k) => (k === i ? 1 : 0));
    const one = ops.constant({ value, shape: x.shape.slice(1), dtype: 'float32' });
    const [slope] = context.gradient(ops.reduceSum(ops.multiply(u, one)), [x]);
    const along = sumOfExample(ops, ops.multiply(slope!, one));
    total = total ? ops.add(total, along) : along;
  }
  return total!;
}
