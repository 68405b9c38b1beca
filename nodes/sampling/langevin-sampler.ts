import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { shape } from '../noise-ports.ts';
import { sideInputs, sidePorts } from '../side-ports.ts';

export default defineNode({
  kind: 'langevin-sampler',
  family: 'sampling',
  places: ['board'],
  title: { en: 'Langevin sampler', ko: '랑주뱅 샘플러' },
  sentence: {
    en: 'Walks down an energy in small steps with noise at each: after enough of them, where it stands is a sample of exp(−energy). What comes out carries no gradient.',
    ko: '에너지를 따라 조금씩 내려가며 걸음마다 노이즈를 더합니다. 충분히 걸으면 서 있는 곳이 exp(−에너지)의 샘플입니다. 결과로는 그래디언트가 흐르지 않습니다.',
  },
  formula: 'x \\leftarrow x - \\eta\\,\\nabla_x E_\\theta(x) + \\sqrt{2 \\eta T}\\,\\epsilon',
  aliases: ['MCMC', 'SGLD', 'energy-based model', 'score', '에너지 기반 모델'],
  source: 'Welling & Teh 2011, eq. 4; Du & Mordatch 2019, eq. 1',
  inputs: {
    block: { symbol: 'E_\\theta', title: { en: 'Energy', ko: '에너지' }, takes: 'block' },
    start: { symbol: 'x_0', title: { en: 'Start', ko: '출발점' }, optional: true },
  },
  outputs: { samples: { symbol: 'x', title: { en: 'Samples', ko: '샘플' } } },
  dials: {
    steps: {
      type: 'number',
      default: 40,
      min: 1,
      max: 500,
      integer: true,
      title: { en: 'Steps', ko: '걸음 수' },
      help: {
        en: 'Each is written into the program: many make it large.',
        ko: '걸음마다 프로그램에 적히므로 많으면 프로그램이 커집니다.',
      },
    },
    stepSize: {
      type: 'number',
      default: 0.01,
      min: 1e-8,
      max: 1000,
      live: true,
      title: { en: 'Step size η', ko: '걸음 크기 η' },
    },
    temperature: {
      type: 'number',
      default: 1,
      min: 0,
      max: 1000,
      live: true,
      title: { en: 'Temperature T', ko: '온도 T' },
      help: {
        en: '1 samples exp(−E); 0 walks straight down.',
        ko: '1이면 exp(−E)에서 뽑고, 0이면 곧장 내려갑니다.',
      },
    },
    direction: {
      type: 'choice',
      default: 'down',
      title: { en: 'Direction', ko: '방향' },
      options: {
        down: { en: 'down: the block is an energy', ko: '아래로: 블록이 에너지' },
        up: { en: 'up: the block is a log density', ko: '위로: 블록이 로그 밀도' },
      },
    },
    shape: {
      ...shape,
      help: {
        en: 'Of N(0, I) to begin from, where nothing is wired into "Start".',
        ko: '"출발점"에 연결이 없을 때 시작할 N(0, I)의 모양입니다.',
      },
    },
  },
  grow: (_dials, _blockOf, wiredInto) => ({ inputs: sidePorts(wiredInto('block'), ['block', 'start']) }),
  build(ops, inputs, { steps, direction, shape }, context) {
    const { block, start } = inputs;
    const [input] = block.inputs;
    const [output] = block.outputs;
    if (input === undefined || output === undefined)
      throw new Problem(
        `The sampler needs a block with an input and an output; '${block.name}' has ${block.inputs.length} inputs and ${block.outputs.length} outputs. Wire an energy.`,
        `샘플러에는 입력과 출력이 있는 블록이 필요한데 '${block.name}'의 입력은 ${block.inputs.length}개, 출력은 ${block.outputs.length}개입니다. 에너지를 연결하세요.`,
      );
    const side = sideInputs(block, inputs);
    const stepSize = context.dial('stepSize');
    const noise = ops.sqrt(ops.multiply(ops.multiply(stepSize, context.dial('temperature')), 2));
    let x = start ?? context.normalNoise([context.batch, ...shape], 'start');
    for (let step = 0; step < steps; step++) {
      const here = ops.stopGradient(x);
      const energy = context.call(block, { [input]: here, ...side }, { mode: 'inference' })[output]!;
      const slope = context.gradient(ops.reduceSum(energy), [here])[0]!;
      const way = ops.multiply(slope, stepSize);
      const moved = direction === 'down' ? ops.subtract(here, way) : ops.add(here, way);
      x = ops.add(moved, ops.multiply(context.normalNoise(here.shape, `step-${step}`), noise));
    }
    const samples = ops.stopGradient(x);
    return { samples: start ? context.means(samples, context.meaningOf(start)) : samples };
  },
});
