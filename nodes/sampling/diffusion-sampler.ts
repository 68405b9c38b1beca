import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape, sameShape } from '../alphabet/shape.ts';
import type { BuildContext } from '../build-context.ts';
import { defineNode } from '../contract.ts';
import { conditionPorts, denoiserDoors, denoiserOf } from '../denoiser.ts';
import { framesDial, keptTurns, ofTurn, pathOf } from '../sampling-turns.ts';
import { noiseShape, shape } from '../noise-ports.ts';
import { marginalsAt, type Schedule } from '../schedule.ts';
import { schedulePort } from '../schedule-ports.ts';
import { samplerSteps, timesOf, type SamplerStep } from '../sampler-steps.ts';

export default defineNode({
  kind: 'diffusion-sampler',
  family: 'sampling',
  places: ['board'],
  title: { en: 'Diffusion sampler', ko: '확산 샘플러' },
  sentence: {
    en: 'Makes samples from noise by asking a denoiser again and again, a little less noisy each time.',
    ko: '디노이저에 거듭 물으며 노이즈를 조금씩 줄여, 노이즈에서 샘플을 만듭니다.',
  },
  formula: 'x_s = w_x\\,x_t + w_0\\,\\hat{x}_0(x_t, t) + w_z\\,z,\\quad t = 1 \\to 0',
  aliases: [
    'DDPM',
    'DDIM',
    'Euler',
    'Heun',
    'image to image',
    'inpainting',
    'guidance',
    '인페인팅',
    '가이던스',
  ],
  source:
    'DDPM: Ho et al. 2020, algorithm 2; DDIM: Song, Meng & Ermon 2021, eq. 12; Euler, Euler-Maruyama: Song et al. 2021 (score SDE); Heun: Karras et al. 2022; guidance: Ho & Salimans 2022; strength: Meng et al. 2022 (SDEdit); mask: Lugmayr et al. 2022',
  inputs: {
    block: { symbol: '\\hat{\\epsilon}_\\theta', title: { en: 'Denoiser', ko: '디노이저' }, takes: 'block' },
    schedule: schedulePort,
    start: {
      symbol: '\\epsilon',
      title: { en: 'Noise to start from (unwired: drawn)', ko: '시작 노이즈 (연결하지 않으면 뽑음)' },
      optional: true,
    },
    image: {
      symbol: 'x_0',
      title: { en: 'Clean value to start from or to keep', ko: '시작하거나 남겨 둘 원본' },
      optional: true,
    },
    mask: {
      symbol: 'm',
      title: { en: 'Mask: 1 is made anew, 0 is kept', ko: '마스크: 1은 새로 만들고 0은 남김' },
      optional: true,
    },
  },
  outputs: {
    samples: { symbol: '\\tilde{x}', title: { en: 'Samples', ko: '샘플' } },
    path: { symbol: 'x_{t}', title: { en: 'Path: x_t step by step', ko: '경로: 스텝별 x_t' } },
    guesses: { symbol: '\\hat{x}_0', title: { en: 'Guesses: x̂₀ step by step', ko: '추측: 스텝별 x̂₀' } },
  },
  dials: {
    method: {
      type: 'choice',
      default: 'DDIM',
      title: { en: 'Method', ko: '방법' },
      options: {
        DDPM: { en: 'DDPM (ancestral)', ko: 'DDPM (조상 샘플링)' },
        DDIM: { en: 'DDIM', ko: 'DDIM' },
        Euler: { en: 'Euler on the ODE', ko: 'ODE 오일러' },
        Heun: { en: 'Heun on the ODE (two calls a step)', ko: 'ODE 호인 (스텝마다 두 번 호출)' },
        'Euler-Maruyama': { en: 'Euler-Maruyama on the SDE', ko: 'SDE 오일러-마루야마' },
      },
    },
    steps: {
      type: 'number',
      default: 50,
      min: 0,
      max: 10_000,
      integer: true,
      title: { en: 'Steps', ko: '스텝 수' },
      help: { en: '0: every step of the schedule.', ko: '0이면 스케줄의 모든 스텝입니다.' },
    },
    eta: {
      type: 'number',
      default: 0,
      min: 0,
      max: 1,
      title: { en: 'η of DDIM', ko: 'DDIM의 η' },
      help: {
        en: '0: no fresh noise; 1: as much as DDPM.',
        ko: '0이면 새 노이즈가 없고, 1이면 DDPM과 같습니다.',
      },
    },
    guidance: {
      type: 'number',
      default: 1,
      min: 0,
      max: 100,
      live: true,
      title: { en: 'Guidance w', ko: '가이던스 w' },
      help: {
        en: '1: none. Above, samples listen harder to their condition and become more alike.',
        ko: '1이면 없음. 클수록 조건을 더 따르지만 샘플이 서로 비슷해집니다.',
      },
    },
    strength: {
      type: 'number',
      default: 1,
      min: 0.01,
      max: 1,
      title: { en: 'Strength', ko: '강도' },
      help: {
        en: 'How far back to noise the wired image is taken; 1: all the way, so that nothing of it is left.',
        ko: '연결한 이미지를 얼마나 노이즈로 되돌릴지입니다. 1이면 완전히 되돌려 아무것도 남지 않습니다.',
      },
    },
    clip: {
      type: 'number',
      default: 0,
      min: 0,
      max: 1000,
      title: { en: 'Clip guesses', ko: '추측 자르기' },
      help: { en: 'The largest |x̂₀|; 0: as it is.', ko: 'x̂₀의 가장 큰 절댓값. 0이면 그대로 둡니다.' },
    },
    frames: framesDial,
    shape: {
      ...shape,
      help: { en: 'Where no noise and no image is wired.', ko: '노이즈와 이미지 연결이 없을 때 씁니다.' },
    },
  },
  grow: ({ guidance }, _blockOf, wiredInto) => ({
    inputs: conditionPorts(wiredInto('block'), guidance !== 1),
  }),
  build(ops, inputs, dials, context) {
    const { block, schedule, image } = inputs;
    const strength = image ? dials.strength : mustStartFromNoise(dials, inputs.mask);
    const times = timesOf(schedule, stepCount(schedule, dials, strength), strength);
    const steps = samplerSteps(schedule, dials.method, times, dials.eta);
    const like = inputs.start ?? image;
    const noise = inputs.start ?? context.normalNoise(noiseShape(context, like, dials.shape), 'start');
    mustFit('start', noise, image);
    const mask = inputs.mask && image ? fittingMask(ops, inputs.mask, image) : undefined;
    const guides = dials.guidance !== 1 && denoiserDoors(block).conditions.length > 0;
    const denoise = denoiserOf(ops, context, {
      block,
      schedule,
      given: inputs,
      guidance: guides ? context.dial('guidance') : null,
      clip: dials.clip,
    });
    const first = marginalsAt(schedule, strength);
    const begun = ops.multiply(noise, first.sigma);
    const begin = image && strength < 1 ? ops.add(begun, ops.multiply(image, first.alpha)) : begun;
    const keep = keptTurns(steps.length, dials.frames);
    const { carried, kept } = context.repeat(
      steps.length,
      [begin],
      (turn, [x]) => {
        // 1. the weights of this step, [] each
        const of = (value: (step: SamplerStep) => number) => ofTurn(ops, steps.map(value), turn);

        // 2. what the network makes of x_t
        const { clean } = denoise(
          x!,
          of(({ t }) => t),
        ); // x̂₀

        // 3. x_s as the method weighs x_t, x̂₀ and fresh noise
        const weighed = (a: Tensor, b: Tensor) => ops.add(ops.multiply(a, x!), ops.multiply(b, clean));
        let next = weighed(
          of((step) => step.x),
          of((step) => step.clean),
        );
        if (steps.some((step) => step.noise > 0))
          next = ops.add(
            next,
            ops.multiply(
              of((step) => step.noise),
              context.normalNoise(x!.shape, 'step'),
            ),
          );

        // 4. Heun asks again, where Euler would be
        if (dials.method === 'Heun') {
          const euler = weighed(
            of(({ second }) => second!.euler.x),
            of(({ second }) => second!.euler.clean),
          );
          const again = denoise(
            euler,
            of(({ s }) => s),
          ).clean;
          next = ops.add(
            next,
            ops.multiply(
              of(({ second }) => second!.x),
              euler,
            ),
          );
          next = ops.add(
            next,
            ops.multiply(
              of(({ second }) => second!.clean),
              again,
            ),
          );
        }

        // 5. what the mask keeps is the clean value, as noisy as x_s
        if (mask && image) next = keepWhere(ops, context, mask, next, image, of);
        return { next: [next], kept: [x!, clean] };
      },
      keep,
    );
    const samples = ops.stopGradient(carried[0]!);
    const meaning = meaningOfSamples(context, block.expects[denoiserDoors(block).noisy], image, dials.clip);
    return {
      samples: context.means(samples, meaning),
      path: context.means(pathOf(ops, kept[0]!, samples), meaning),
      guesses: context.means(pathOf(ops, kept[1]!, samples), meaning),
    };
  },
});

/** @throws Problem where there are fewer steps than asked for */
function stepCount(
  { steps: all }: Schedule,
  { steps }: { readonly steps: number },
  strength: number,
): number {
  const most = Math.round(all * strength);
  if (all === 0 && steps === 0)
    throw new Problem(
      "The schedule's time is continuous, so it has no steps of its own to take. Set 'steps' of the sampler to 20 or more.",
      "스케줄의 시간이 연속이라 정해진 스텝이 없습니다. 샘플러의 'steps'를 20 이상으로 정하세요.",
    );
  if (all > 0 && steps > most)
    throw new Problem(
      `The sampler is to take ${steps} steps and there are ${most}${strength < 1 ? ` at strength ${strength}` : ''}. Take at most ${most}, or give the schedule more.`,
      `샘플러의 스텝 수가 ${steps}인데 스케줄에는 ${most}스텝뿐입니다${strength < 1 ? ` (강도 ${strength})` : ''}. ${most} 이하로 줄이거나 스케줄의 단계를 늘리세요.`,
    );
  return steps === 0 ? Math.max(most, 1) : steps;
}

/** Strength and mask are about an image. @throws Problem where there is none */
function mustStartFromNoise({ strength }: { readonly strength: number }, mask: Tensor | undefined): 1 {
  if (strength < 1)
    throw new Problem(
      `A strength of ${strength} says how much of an image is kept, and no image is wired. Wire one into 'image', or set 'strength' to 1.`,
      `강도 ${strength}은(는) 이미지를 얼마나 남길지를 뜻하는데 연결된 이미지가 없습니다. 'image'에 연결하거나 'strength'를 1로 두세요.`,
    );
  if (mask)
    throw new Problem(
      "A mask says which part of an image is kept, and no image is wired. Wire one into 'image', or take the mask away.",
      "마스크는 이미지의 어느 부분을 남길지를 뜻하는데 연결된 이미지가 없습니다. 'image'에 연결하거나 마스크를 떼세요.",
    );
  return 1;
}

function mustFit(name: string, noise: Tensor, image: Tensor | undefined): void {
  if (image && !sameShape(noise.shape, image.shape))
    throw new Problem(
      `'${name}' and 'image' need the same shape; they are ${formatShape(noise.shape)} and ${formatShape(image.shape)}. Wire noise that is like the image.`,
      `'${name}'와(과) 'image'의 모양이 같아야 하는데 ${formatShape(noise.shape)}, ${formatShape(image.shape)}입니다. 이미지와 같은 모양의 노이즈를 연결하세요.`,
    );
}

/** The mask with as many axes as the image. @throws Problem where it has another size */
function fittingMask(ops: Operations, mask: Tensor, image: Tensor): Tensor {
  const float = mask.dtype === 'float32' ? mask : ops.cast(mask, { dtype: 'float32' });
  const opened =
    mask.shape.length === image.shape.length - 1 ? ops.reshape(float, { shape: [...mask.shape, 1] }) : float;
  const fits =
    opened.shape.length === image.shape.length &&
    opened.shape.every((size, axis) => size === 1 || sameShape([size], [image.shape[axis]!]));
  if (fits) return opened;
  throw new Problem(
    `The mask has another size than what it is laid on: ${formatShape(mask.shape)} on ${formatShape(image.shape)}. Resize the mask.`,
    `마스크의 크기가 원본과 다릅니다: ${formatShape(image.shape)} 위에 ${formatShape(mask.shape)}. 마스크의 크기를 바꾸세요.`,
  );
}

/** m · x_s + (1 − m) · (α_s x₀ + σ_s ε): Lugmayr et al. 2022, eq. 8. */
function keepWhere(
  ops: Operations,
  context: BuildContext,
  mask: Tensor,
  made: Tensor,
  image: Tensor,
  of: (value: (step: SamplerStep) => number) => Tensor,
): Tensor {
  const noise = ops.multiply(
    of(({ after }) => after.sigma),
    context.normalNoise(made.shape, 'kept'),
  );
  const known = ops.add(
    ops.multiply(
      of(({ after }) => after.alpha),
      image,
    ),
    noise,
  );
  return ops.add(ops.multiply(mask, made), ops.multiply(ops.subtract(1, mask), known));
}

/** What is known about samples: what the block takes, and the range that they are cut to. */
function meaningOfSamples(
  context: BuildContext,
  expected: ReturnType<BuildContext['meaningOf']>['kind'] | undefined,
  image: Tensor | undefined,
  clip: number,
): ReturnType<BuildContext['meaningOf']> {
  const { kind } = image ? context.meaningOf(image) : { kind: expected ?? ('any' as const) };
  return { kind, ...(clip > 0 ? { range: [-clip, clip] as const } : {}) };
}
