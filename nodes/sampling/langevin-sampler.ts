import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import type { BuildContext } from '../build-context.ts';
import { defineNode } from '../contract.ts';
import { conditionPorts, denoiserOf, guidanceOf, type DenoiserSettings } from '../denoiser.ts';
import { framesDial, keptTurns, ofTurn, pathOf } from '../sampling-turns.ts';
import { shape } from '../noise-ports.ts';
import type { Block } from '../port.ts';
import { marginals, marginalsAt, type Schedule } from '../schedule.ts';
import { guidanceDial } from '../sampling-dials.ts';
import { schedulePort } from '../schedule-ports.ts';
import { sideInputs, sidePorts } from '../side-ports.ts';

export default defineNode({
  kind: 'langevin-sampler',
  family: 'sampling',
  places: ['board'],
  title: { en: 'Langevin sampler', ko: '랑주뱅 샘플러' },
  sentence: {
    en: 'Walks down an energy, or up a score, in small steps with noise at each: after enough of them, where it stands is a sample. With a schedule it goes from much noise to little. What comes out carries no gradient.',
    ko: '에너지를 따라 내려가거나 스코어를 따라 오르며 걸음마다 노이즈를 더합니다. 충분히 걸으면 서 있는 곳이 샘플입니다. 스케줄이 있으면 큰 노이즈에서 작은 노이즈로 옮겨 갑니다. 결과로는 그래디언트가 흐르지 않습니다.',
  },
  formula: (_dials, wired) =>
    wired?.has('schedule')
      ? 'x \\leftarrow x + \\eta_i\\,\\nabla_x \\log q_{\\sigma_i}(x) + \\sqrt{2 \\eta_i T}\\,\\epsilon,\\quad \\eta_i = \\eta\\,\\sigma_i^2 / \\sigma_L^2'
      : 'x \\leftarrow x - \\eta\\,\\nabla_x E_\\theta(x) + \\sqrt{2 \\eta T}\\,\\epsilon',
  aliases: ['MCMC', 'SGLD', 'energy-based model', 'score', 'annealed', 'NCSN', '에너지 기반 모델', '담금질'],
  source:
    'Welling & Teh 2011, eq. 4; Du & Mordatch 2019, eq. 1; annealed: Song & Ermon 2019, algorithm 1 (its α is 2η); last denoising: Jolicoeur-Martineau et al. 2021; guidance: Ho & Salimans 2022',
  inputs: {
    block: {
      symbol: 'E_\\theta',
      title: { en: 'Energy, or denoiser', ko: '에너지 또는 디노이저' },
      takes: 'block',
    },
    schedule: {
      ...schedulePort,
      title: { en: 'Schedule (of a denoiser)', ko: '스케줄 (디노이저일 때)' },
      optional: true,
    },
    start: { symbol: 'x_0', title: { en: 'Start', ko: '출발점' }, optional: true },
  },
  outputs: {
    samples: { symbol: 'x', title: { en: 'Samples', ko: '샘플' } },
    path: { symbol: 'x_i', title: { en: 'Path', ko: '경로' } },
  },
  dials: {
    steps: {
      type: 'number',
      default: 40,
      min: 1,
      max: 10_000,
      integer: true,
      title: { en: 'Steps', ko: '걸음 수' },
      help: {
        en: 'At each noise level, where there is a schedule. In a training step each is written into the program: many make it large.',
        ko: '스케줄이 있으면 노이즈 수준마다의 걸음 수입니다. 학습에서는 걸음마다 프로그램에 적히므로 많으면 프로그램이 커집니다.',
      },
    },
    stepSize: {
      type: 'number',
      default: 0.01,
      min: 1e-8,
      max: 1000,
      live: true,
      title: { en: 'Step size η', ko: '걸음 크기 η' },
      help: {
        en: 'At the least noise; at more noise steps are larger by the square of their ratio.',
        ko: '가장 작은 노이즈에서의 크기입니다. 노이즈가 크면 그 비의 제곱만큼 커집니다.',
      },
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
      help: { en: 'Where there is no schedule.', ko: '스케줄이 없을 때 씁니다.' },
      options: {
        down: { en: 'down: the block is an energy', ko: '아래로: 블록이 에너지' },
        up: { en: 'up: the block is a log density', ko: '위로: 블록이 로그 밀도' },
      },
    },
    levels: {
      type: 'number',
      default: 10,
      min: 1,
      max: 1000,
      integer: true,
      title: { en: 'Noise levels', ko: '노이즈 수준 수' },
      help: {
        en: 'Of a schedule in continuous time; one of T steps has T levels.',
        ko: '연속 시간 스케줄의 수준 수입니다. 스텝이 T개인 스케줄에는 수준도 T개입니다.',
      },
    },
    denoise: {
      type: 'flag',
      default: true,
      title: { en: 'Denoise at the end', ko: '끝에서 디노이징' },
      help: {
        en: 'With a schedule: the last answer is x̂₀, without the noise of the last level.',
        ko: '스케줄이 있을 때 마지막 수준의 노이즈를 뺀 x̂₀을 냅니다.',
      },
    },
    guidance: {
      ...guidanceDial,
      live: true,
      help: {
        en: 'With a schedule, of a denoiser that hears a condition. 1: none. Above, samples listen harder to it and become more alike.',
        ko: '스케줄이 있고 디노이저가 조건을 들을 때 씁니다. 1이면 없음. 클수록 조건을 더 따르지만 샘플이 서로 비슷해집니다.',
      },
    },
    frames: framesDial,
    shape: {
      ...shape,
      help: {
        en: 'Of noise to begin from, where nothing is wired into "Start".',
        ko: '"출발점"에 연결이 없을 때 시작할 노이즈의 모양입니다.',
      },
    },
  },
  grow: ({ guidance }, _blockOf, wiredInto) => ({
    inputs: {
      ...sidePorts(wiredInto('block'), ['block', 'schedule', 'start']),
      ...(guidance === 1 ? {} : conditionPorts(wiredInto('block'), true)),
    },
  }),
  build(ops, inputs, dials, context) {
    const { start, schedule } = inputs;
    const levels = schedule ? levelsOf(schedule, dials.levels) : [{ time: 0, sigma: 1 }];
    const least = levels.at(-1)!.sigma;
    const turns = levels.flatMap((level) => Array<Level>(dials.steps).fill(level));
    if (!schedule && dials.guidance !== 1)
      throw new Problem(
        `Guidance asks a denoiser with its condition and without; an energy is walked down as it is, and the guidance is ${dials.guidance}. Wire a schedule and a denoiser, or set 'guidance' to 1.`,
        `가이던스는 디노이저에 조건이 있을 때와 없을 때를 모두 묻습니다. 에너지는 그대로 따라 내려가는데 가이던스가 ${dials.guidance}입니다. 스케줄과 디노이저를 연결하거나 'guidance'를 1로 두세요.`,
      );
    const towards = schedule
      ? scoreOf(ops, context, {
          block: inputs.block,
          schedule,
          given: inputs,
          guidance: guidanceOf(inputs.block, dials.guidance, context),
          clip: 0,
        })
      : slopeOf(ops, context, inputs.block, dials.direction, inputs);
    const [stepSize, temperature] = [context.dial('stepSize'), context.dial('temperature')];
    const begin =
      start ?? ops.multiply(context.normalNoise([context.batch, ...dials.shape], 'start'), levels[0]!.sigma);
    const { carried, kept } = context.repeat(
      turns.length,
      [begin],
      (turn, [x]) => {
        // 1. the level of this turn
        const of = (value: (level: Level) => number) => ofTurn(ops, turns.map(value), turn);

        // 2. which way is more likely
        const slope = towards.way(
          x!,
          of(({ time }) => time),
        );

        // 3. a step there, and noise
        const eta = ops.multiply(
          stepSize,
          of(({ sigma }) => (sigma / least) ** 2),
        );
        const noise = ops.sqrt(ops.multiply(ops.multiply(eta, temperature), 2));
        const moved = ops.add(x!, ops.multiply(slope, eta));
        return {
          next: [ops.add(moved, ops.multiply(noise, context.normalNoise(x!.shape, 'step')))],
          kept: [x!],
        };
      },
      keptTurns(turns.length, dials.frames),
    );
    const end =
      dials.denoise && towards.clean ? towards.clean(carried[0]!, levels.at(-1)!.time) : carried[0]!;
    const samples = ops.stopGradient(end);
    const meaning = start ? context.meaningOf(start) : { kind: 'any' as const };
    return {
      samples: context.means(samples, meaning),
      path: context.means(pathOf(ops, kept[0]!, samples), meaning),
    };
  },
});

/** A level of noise. */
interface Level {
  readonly time: number;
  readonly sigma: number;
}

/** Where to go from x, and what x is without its noise where that is known. */
interface Towards {
  readonly way: (x: Tensor, time: Tensor) => Tensor;
  readonly clean?: (x: Tensor, time: number) => Tensor;
}

/** From much noise to little. @throws Problem where the process does more than add noise */
function levelsOf(schedule: Schedule, wanted: number): readonly Level[] {
  if (schedule.process !== 'variance exploding')
    throw new Problem(
      `Langevin steps from level to level need noise that is only added; this schedule is '${schedule.process}', which shrinks the data too. Set its process to 'variance exploding', or take a diffusion sampler.`,
      `수준을 옮겨 가는 랑주뱅 샘플링에는 노이즈를 더하기만 하는 과정이 필요한데, 이 스케줄은 데이터도 줄이는 '${schedule.process}'입니다. 과정을 'variance exploding'으로 바꾸거나 확산 샘플러를 쓰세요.`,
    );
  const count = schedule.steps || wanted;
  return Array.from({ length: count }, (_, i) => {
    const time = schedule.steps > 0 ? (count - i) / count : count === 1 ? 1 : 1 - i / (count - 1);
    return { time, sigma: marginalsAt(schedule, time).sigma };
  });
}

/** The score −ε̂/σ of a denoiser. */
function scoreOf(ops: Operations, context: BuildContext, settings: DenoiserSettings): Towards {
  const { schedule } = settings;
  const denoise = denoiserOf(ops, context, settings);
  return {
    way(x, time) {
      const { clean } = denoise(x, time);
      // (x̂₀ − x)/σ², as α is 1.
      const { sigma } = marginals(ops, schedule, time);
      return ops.divide(ops.subtract(clean, x), ops.square(sigma));
    },
    clean: (x, time) => denoise(x, ops.constant({ value: time, shape: [], dtype: 'float32' })).clean,
  };
}

/** Down an energy, or up a log density, that the block tells of each example. */
function slopeOf(
  ops: Operations,
  context: BuildContext,
  block: Block,
  direction: 'down' | 'up',
  given: Readonly<Record<string, unknown>>,
): Towards {
  const [input] = block.inputs;
  const [output] = block.outputs;
  if (input === undefined || output === undefined)
    throw new Problem(
      `The sampler needs a block with an input and an output; '${block.name}' has ${block.inputs.length} inputs and ${block.outputs.length} outputs. Wire an energy.`,
      `샘플러에는 입력과 출력이 있는 블록이 필요한데 '${block.name}'의 입력은 ${block.inputs.length}개, 출력은 ${block.outputs.length}개입니다. 에너지를 연결하세요.`,
    );
  const side = sideInputs(block, given);
  return {
    way(x) {
      const here = ops.stopGradient(x);
      const told = context.call(block, { [input]: here, ...side }, { mode: 'inference' })[output]!;
      if (told.shape.slice(1).some((size) => size !== 1))
        throw new Problem(
          `An energy is one number for each example; '${block.name}' answers ${formatShape(told.shape)}. Wire a block that tells an energy, or a denoiser together with its schedule.`,
          `에너지는 예제마다 수 하나인데 '${block.name}'은(는) ${formatShape(told.shape)}을(를) 냅니다. 에너지를 내는 블록을 연결하거나, 디노이저라면 스케줄도 연결하세요.`,
        );
      const slope = context.gradient(ops.reduceSum(told), [here])[0]!;
      return direction === 'down' ? ops.negative(slope) : slope;
    },
  };
}
