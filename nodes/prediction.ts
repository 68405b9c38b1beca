import type { Operations, Tensor } from './alphabet/operation.ts';
import { alongBatch } from './along-batch.ts';
import type { Marginals, Prediction } from './schedule.ts';

/**
 * What a network can tell about x_t = α x₀ + σ ε, and how one follows from the other:
 *
 * | prediction | what it is | source |
 * | --- | --- | --- |
 * | noise | ε | Ho et al. 2020 |
 * | clean | x₀ | Ho et al. 2020, section 3.2 |
 * | v | α ε − σ x₀ | Salimans & Ho 2022, section 4 |
 * | velocity | ε − x₀, of a straight flow | Lipman et al. 2023; Liu et al. 2023 |
 * | score | ∇ log q(x_t given x₀) = −ε/σ | Song & Ermon 2019 |
 */

/** x₀ and ε: whoever knows both knows everything. */
export interface Parts {
  readonly clean: Tensor;
  readonly noise: Tensor;
}

/** Divisors are never let below this: α is 0 where a straight flow begins. */
const LEAST = 1e-5;

/** α and σ of each example, or of all, with axes that broadcast against `like`. */
const broadcast = (
  ops: Operations,
  { alpha, sigma }: Marginals<Tensor>,
  like: Tensor,
): Marginals<Tensor> => ({
  alpha: alongBatch(ops, alpha, like),
  sigma: alongBatch(ops, sigma, like),
});

/** x_t = α x₀ + σ ε. */
export function noised(ops: Operations, at: Marginals<Tensor>, { clean, noise }: Parts): Tensor {
  const { alpha, sigma } = broadcast(ops, at, clean);
  return ops.add(ops.multiply(alpha, clean), ops.multiply(sigma, noise));
}

/** What the network should say. */
export function targetOf(
  ops: Operations,
  prediction: Prediction,
  at: Marginals<Tensor>,
  { clean, noise }: Parts,
): Tensor {
  const { alpha, sigma } = broadcast(ops, at, clean);
  switch (prediction) {
    case 'noise':
      return noise;
    case 'clean':
      return clean;
    case 'v':
      return ops.subtract(ops.multiply(alpha, noise), ops.multiply(sigma, clean));
    case 'velocity':
      return ops.subtract(noise, clean);
    case 'score':
      return ops.negative(ops.divide(noise, ops.maximum(sigma, LEAST)));
  }
}

/** x₀ and ε as they follow from x_t and what the network said. */
export function partsOf(
  ops: Operations,
  prediction: Prediction,
  at: Marginals<Tensor>,
  noisy: Tensor,
  said: Tensor,
): Parts {
  const { alpha, sigma } = broadcast(ops, at, noisy);
  const cleanFrom = (noise: Tensor) =>
    ops.divide(ops.subtract(noisy, ops.multiply(sigma, noise)), ops.maximum(alpha, LEAST));
  switch (prediction) {
    case 'noise':
      return { clean: cleanFrom(said), noise: said };
    case 'clean':
      return { clean: said, noise: noiseFrom(ops, at, noisy, said) };
    case 'v': {
      const squared = ops.add(ops.square(alpha), ops.square(sigma));
      const part = (a: Tensor, b: Tensor) => ops.divide(ops.add(a, b), squared);
      return {
        clean: part(ops.multiply(alpha, noisy), ops.negative(ops.multiply(sigma, said))),
        noise: part(ops.multiply(sigma, noisy), ops.multiply(alpha, said)),
      };
    }
    case 'velocity':
      // u = ε − x₀ and x_t = (1 − t) x₀ + t ε, so x₀ = x_t − t u and ε = x_t + (1 − t) u.
      return {
        clean: ops.subtract(noisy, ops.multiply(sigma, said)),
        noise: ops.add(noisy, ops.multiply(alpha, said)),
      };
    case 'score': {
      const noise = ops.negative(ops.multiply(sigma, said));
      return { clean: cleanFrom(noise), noise };
    }
  }
}

/** ε = (x_t − α x₀)/σ. */
export function noiseFrom(ops: Operations, at: Marginals<Tensor>, noisy: Tensor, clean: Tensor): Tensor {
  const { alpha, sigma } = broadcast(ops, at, noisy);
  return ops.divide(ops.subtract(noisy, ops.multiply(alpha, clean)), ops.maximum(sigma, LEAST));
}

/**
 * How far x₀ moves where what the network said moves by one: the error in x₀ is this times its error.
 * Weightings are told in x₀ and so hold for every prediction (Hang et al. 2023, section 3.3).
 */
export function cleanPerPrediction(ops: Operations, prediction: Prediction, at: Marginals<Tensor>): Tensor {
  const { alpha, sigma } = at;
  const over = (a: Tensor) => ops.divide(a, ops.maximum(alpha, LEAST));
  switch (prediction) {
    case 'noise':
      return over(sigma);
    case 'clean':
      return ops.add(ops.multiply(alpha, 0), 1);
    case 'v':
      return ops.divide(sigma, ops.add(ops.square(alpha), ops.square(sigma)));
    case 'velocity':
      return sigma;
    case 'score':
      return over(ops.square(sigma));
  }
}
