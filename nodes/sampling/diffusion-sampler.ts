import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape, sameShape } from '../alphabet/shape.ts';
import type { BuildContext } from '../build-context.ts';
import { defineNode } from '../contract.ts';
import { conditionPorts, denoiserDoors, guidanceOf } from '../denoiser.ts';
import { sampled } from '../diffusion-sampling.ts';
import { noiseShape, shape } from '../noise-ports.ts';
import { schedulePort } from '../schedule-ports.ts';
import { clipDial, guidanceDial, methodDial, stepsDial } from '../sampling-dials.ts';
import { framesDial } from '../sampling-turns.ts';

/** x_s after x_t by DDIM: Song, Meng & Ermon 2021, eq. 12 and 16. With η = 1 it is the step of DDPM. */
function implicit(eta: number): string {
  if (eta === 0) return 'x_s = \\alpha_s \\hat{x}_0 + \\sigma_s \\hat{\\epsilon}';
  const share = eta === 1 ? '' : `${eta}\\,`;
  return `x_s = \\alpha_s \\hat{x}_0 + \\sqrt{\\sigma_s^2 - c^2}\\,\\hat{\\epsilon} + c\\,z,\\quad c = ${share}\\frac{\\sigma_s}{\\sigma_t}\\sqrt{\\sigma_t^2 - \\frac{\\alpha_t^2}{\\alpha_s^2}\\sigma_s^2}`;
}

/** x_s after x_t by the other methods; u is the velocity of the probability-flow ODE. */
const VELOCITY = 'u_t = \\dot{\\alpha}_t \\hat{x}_0 + \\dot{\\sigma}_t \\hat{\\epsilon}';
const STEPS = {
  DDPM: implicit(1),
  Euler: `x_s = x_t + (s - t)\\,u_t,\\quad ${VELOCITY}`,
  Heun: `x_s = x_t + \\frac{s - t}{2}\\bigl(u_t(x_t) + u_s(x_t + (s - t)\\,u_t)\\bigr),\\quad ${VELOCITY}`,
  'Euler-Maruyama': `x_s = x_t + (s - t)\\left(u_t + \\frac{g_t^2}{2 \\sigma_t}\\hat{\\epsilon}\\right) + g_t \\sqrt{t - s}\\,z,\\quad ${VELOCITY}`,
} as const;

export default defineNode({
  kind: 'diffusion-sampler',
  family: 'sampling',
  places: ['board'],
  title: { en: 'Diffusion sampler', ko: '확산 샘플러' },
  sentence: {
    en: 'Makes samples from noise by asking a denoiser again and again, a little less noisy each time.',
    ko: '디노이저에 거듭 물으며 노이즈를 조금씩 줄여, 노이즈에서 샘플을 만듭니다.',
  },
  formula: ({ method, eta, guidance }) =>
    [
      method === 'DDIM' ? implicit(eta) : STEPS[method],
      ...(guidance === 1
        ? []
        : [`\\hat{y} = \\hat{y}_{\\varnothing} + ${guidance}\\,(\\hat{y}_c - \\hat{y}_{\\varnothing})`]),
    ].join(',\\quad '),
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
    method: methodDial,
    steps: stepsDial,
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
    guidance: { ...guidanceDial, live: true },
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
    clip: clipDial,
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
    const like = inputs.start ?? image;
    const noise = inputs.start ?? context.normalNoise(noiseShape(context, like, dials.shape), 'start');
    mustFit('start', noise, image);
    const mask = inputs.mask && image ? fittingMask(ops, inputs.mask, image) : undefined;
    const made = sampled(ops, context, {
      block,
      schedule,
      given: inputs,
      guidance: guidanceOf(block, dials.guidance, context),
      clip: dials.clip,
      method: dials.method,
      steps: dials.steps,
      eta: dials.eta,
      frames: dials.frames,
      noise,
      image,
      strength,
      mask,
    });
    const meaning = meaningOfSamples(context, block.expects[denoiserDoors(block).noisy], image, dials.clip);
    return {
      samples: context.means(made.samples, meaning),
      path: context.means(made.path, meaning),
      guesses: context.means(made.guesses, meaning),
    };
  },
});

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
