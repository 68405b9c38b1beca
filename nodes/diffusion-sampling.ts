import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import type { BuildContext } from './build-context.ts';
import { denoiserOf, type DenoiserSettings } from './denoiser.ts';
import { keptTurns, ofTurn, pathOf } from './sampling-turns.ts';
import { samplerSteps, timesOf, type SamplerStep, type SamplingMethod } from './sampler-steps.ts';
import { marginalsAt, type Schedule } from './schedule.ts';

/** The way from noise to samples. */
export interface Sampling extends DenoiserSettings {
  readonly method: SamplingMethod;
  /** 0: every step of the schedule. */
  readonly steps: number;
  /** η of DDIM. */
  readonly eta: number;
  /** N(0, I), of the shape of what is made. */
  readonly noise: Tensor;
  /** How many frames of the path are kept. */
  readonly frames: number;
  /** A clean value that is taken back to noise as far as `strength` says, 1: all the way. */
  readonly image?: Tensor | undefined;
  readonly strength?: number;
  /** What of the image is made anew (1) and what is kept (0); broadcasts against it. */
  readonly mask?: Tensor | undefined;
}

/** Asks a denoiser step by step. Neither samples nor path carry a gradient. @throws Problem where there are fewer steps than asked for */
export function sampled(
  ops: Operations,
  context: BuildContext,
  sampling: Sampling,
): { readonly samples: Tensor; readonly path: Tensor; readonly guesses: Tensor } {
  const { schedule, method, noise, image, mask, strength = 1 } = sampling;
  const times = timesOf(schedule, stepCount(schedule, sampling, strength), strength);
  const steps = samplerSteps(schedule, method, times, sampling.eta);
  const denoise = denoiserOf(ops, context, sampling);
  const first = marginalsAt(schedule, strength);
  const begun = ops.multiply(noise, first.sigma);
  const begin = image && strength < 1 ? ops.add(begun, ops.multiply(image, first.alpha)) : begun;
  const keep = keptTurns(steps.length, sampling.frames);
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
      if (method === 'Heun') {
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
  return { samples, path: pathOf(ops, kept[0]!, samples), guesses: pathOf(ops, kept[1]!, samples) };
}

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
