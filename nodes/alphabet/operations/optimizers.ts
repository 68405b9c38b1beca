import { operation, type Tensor } from '../operation.ts';
import { mustBe, mustHaveShape } from '../rules.ts';

declare module '../operation.ts' {
  interface Operations {
    /**
     * One update of Adam (Kingma & Ba 2015) in TensorFlow's form, where ε stands beside √v before the correction of bias:
     * t = step + 1, α = rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ), m += (g − m)(1 − β₁), v += (g² − v)(1 − β₂), w −= α·m/(√v + ε).
     * @param step how many updates were made before this one: a float32 scalar
     * @param learningRate a float32 scalar
     */
    adam: (
      weight: Tensor,
      m: Tensor,
      v: Tensor,
      gradient: Tensor,
      learningRate: Tensor,
      step: Tensor,
      attributes: AdamAttributes,
    ) => { readonly weight: Tensor; readonly m: Tensor; readonly v: Tensor };
  }
}

export type AdamAttributes = {
  /** The share of the former mean of gradients, in [0, 1). */
  readonly beta1: number;
  /** The share of the former mean of squared gradients, in (0, 1). */
  readonly beta2: number;
  readonly epsilon: number;
};

export const adam = operation<AdamAttributes>({
  kind: 'adam',
  inputs: ['weight', 'm', 'v', 'gradient', 'learningRate', 'step'],
  outputs: ['weight', 'm', 'v'],
  constant: true,
  infer: ([weight, m, v, gradient, learningRate, step]) => {
    const like = { m: m!, v: v!, gradient: gradient! };
    const scalars = { learningRate: learningRate!, step: step! };
    mustBe('adam', weight!, 'float32');
    for (const [name, type] of Object.entries({ ...like, ...scalars })) {
      mustBe('adam', type, 'float32');
      mustHaveShape('adam', name, type, name in like ? weight!.shape : []);
    }
    return [weight!, weight!, weight!];
  },
  define: (ops, [weight, m, v, gradient, learningRate, step], { beta1, beta2, epsilon }) => {
    const t = ops.add(step!, 1);
    // 1 − βᵗ without the loss of digits of a float32 β near 1.
    const missing = (beta: number) =>
      beta === 0 ? 1 : ops.negative(ops.expm1(ops.multiply(t, Math.log(beta))));
    const rate = ops.divide(ops.multiply(learningRate!, ops.sqrt(missing(beta2))), missing(beta1));
    const mean = ops.add(m!, ops.multiply(ops.subtract(gradient!, m!), 1 - beta1));
    const square = ops.add(v!, ops.multiply(ops.subtract(ops.square(gradient!), v!), 1 - beta2));
    const change = ops.divide(ops.multiply(mean, rate), ops.add(ops.sqrt(square), epsilon));
    return [ops.subtract(weight!, change), mean, square];
  },
  formula: ([weight, m, v, , rate]) => `${weight} − ${rate}·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · ${m}/(√${v} + ε)`,
});
