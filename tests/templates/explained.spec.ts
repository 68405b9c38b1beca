// What a template explains of itself reads like the paper that it comes from: the equations, in the order of the paper.
import { expect, test } from 'vitest';
import { readTemplate } from '../../main/projects/templates.ts';
import { compile } from '../../nodes/graph/compile.ts';
import { explain, explainOutputs } from '../../nodes/graph/explain.ts';
import { plainFormula } from '../../nodes/plain-formula.ts';

/** Each line as a reader sees it: what is computed from what, and how. */
async function readAloud(name: string) {
  const compiled = compile((await readTemplate(name)).document);
  const spoken = (lines: ReturnType<typeof explain>[number]['lines']) =>
    lines.map(({ assignment, formula = '' }) =>
      `${plainFormula(assignment.en)}    ${plainFormula(formula)}`.normalize(),
    );
  return [
    ...explain(compiled).flatMap(({ lines }) => spoken(lines)),
    ...explainOutputs(compiled).flatMap(({ lines }) => spoken(lines)),
  ];
}

test.each<[paper: string, template: string, equations: readonly string[]]>([
  [
    'Ho, Jain & Abbeel 2020',
    'ddpm-moons',
    [
      'q(xₜ | x₀): xₜ = αₜ x₀ + σₜ ε, ε ~ N(0, I), t ~ U(0, 1]',
      'L = 1/B Σᵢ w_((α, σ))(t) 1/D ‖ ŷ - yₜ ‖², w = 1',
      'x_s = α_s x̂₀ + √(σ_s² - c²) ε̂ + c z',
    ],
  ],
  [
    'Nichol & Dhariwal 2021',
    'ddpm-moons',
    ['yₜ = ε, αₜ² = 1 - σₜ² ∝ cos²((t + s)/(1 + s) π/2)', '← Adam(∇_θ L)'],
  ],
  [
    'Song, Meng & Ermon 2021 (DDIM)',
    'ddpm-digits',
    ["c' = { ∅, u < p; c, else }", 'x_s = α_s x̂₀ + σ_s ε̂, ŷ = ŷ_∅ + 2 (ŷ_c - ŷ_∅)'],
  ],
  [
    'Song et al. 2021 (score SDE)',
    'score-sde-2d',
    [
      'αₜ² = 1 - σₜ² = e^(-∫₀^t β_s ds), β_s = β₀ + s (β₁ - β₀)',
      'x_s = xₜ + (s - t)(uₜ + gₜ²/(2 σₜ) ε̂) + gₜ √(t - s) z',
      'x_s = xₜ + (s - t)/2 (uₜ(xₜ) + u_s(xₜ + (s - t) uₜ)), uₜ = α̇ₜ x̂₀ + σ̇ₜ ε̂',
    ],
  ],
  [
    'Rombach et al. 2022',
    'latent-diffusion-digits',
    [
      'μ, log σ² = Encoder(x)',
      '½ Σⱼ [μ² + σ² - 1 - log σ²]ᵢⱼ',
      'θ_(Encoder), θ_(Decoder) ← Adam(',
      'μ = Encoder(x)',
      'xₜ, t, ε, yₜ = Forward process(μ, (α, σ))',
      'ŷ = Denoiser(xₜ, t, c',
      'θ_(Denoiser) ← Adam(∇_θ L)',
      'x̃ = Diffusion sampler(f_θ, (α, σ), x)',
      'x̂ = Decoder(x̃)',
    ],
  ],
  [
    'van den Oord et al. 2016',
    'pixelcnn-digits-14',
    [
      'y = x * (M ⊙ W) + b',
      'y = tanh(u) ⊙ σ(v), [u; v] = x * (M ⊙ W) + b',
      'L = 1/B Σᵢ Σⱼ -log p(xᵢⱼ | θᵢⱼ), p = Cat(softmax(θ))',
      'xᵢ ~ p_θ(xᵢ | x_(<i)), i = 1, …, HW',
    ],
  ],
  [
    'Lipman et al. 2023',
    'flow-matching-2d',
    [
      'xₜ = (1 - t) x₀ + t ε, yₜ = ε - x₀',
      'q(xₜ | x₀)',
      '‖ ŷ - yₜ ‖²',
      'x_s = xₜ + (s - t)/2 (uₜ(xₜ) + u_s(xₜ + (s - t) uₜ))',
    ],
  ],
])('%s: %s', async (_paper, template, equations) => {
  const lines = await readAloud(template);
  let at = -1;
  const found = equations.filter((equation) => {
    const next = lines.findIndex((line, i) => i >= Math.max(at, 0) && line.includes(equation.normalize()));
    if (next >= 0) at = next;
    return next >= 0;
  });
  expect(found).toEqual(equations);
});
