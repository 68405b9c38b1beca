import type { Operations, Tensor } from './alphabet/operation.ts';
import type { TrainingContext, Weight } from './build-context.ts';

export interface MethodSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly momentum: number;
  readonly weightDecay: number;
}

/** What a method may use beside a weight and its gradient. */
type Slots = Pick<TrainingContext, 'slot' | 'setSlot' | 'updates'>;

/** The weight after one update; a method keeps its slots itself. */
type Method = (
  ops: Operations,
  weight: Weight,
  gradient: Tensor,
  rate: Tensor,
  settings: MethodSettings,
  slots: Slots,
) => Tensor;

/** w ← w − η·g */
const descend: Method = (ops, { tensor }, gradient, rate) =>
  ops.subtract(tensor, ops.multiply(rate, gradient));

/** v ← μ·v − η·g, w ← w + v (Polyak 1964; Keras' SGD). */
const heavyBall: Method = (ops, weight, gradient, rate, { momentum }, slots) => {
  const before = ops.multiply(slots.slot(weight, 'velocity'), momentum);
  const velocity = ops.subtract(before, ops.multiply(rate, gradient));
  slots.setSlot(weight, 'velocity', velocity);
  return ops.add(weight.tensor, velocity);
};

/** v ← β₂·v + (1 − β₂)·g², w ← w − η·g/√(v + ε) (Tieleman & Hinton 2012; Keras' RMSProp). */
const rootMeanSquare: Method = (ops, weight, gradient, rate, { beta2, epsilon }, slots) => {
  const before = ops.multiply(slots.slot(weight, 'velocity'), beta2);
  const velocity = ops.add(before, ops.multiply(ops.square(gradient), 1 - beta2));
  slots.setSlot(weight, 'velocity', velocity);
  const step = ops.divide(ops.multiply(rate, gradient), ops.sqrt(ops.add(velocity, epsilon)));
  return ops.subtract(weight.tensor, step);
};

/** See the operation `adam`. */
const adam: Method = (ops, weight, gradient, rate, { beta1, beta2, epsilon }, slots) => {
  const [m, v] = [slots.slot(weight, 'm'), slots.slot(weight, 'v')];
  const settings = { beta1, beta2, epsilon };
  const after = ops.adam(weight.tensor, m, v, gradient, rate, slots.updates, settings);
  slots.setSlot(weight, 'm', after.m);
  slots.setSlot(weight, 'v', after.v);
  return after.weight;
};

/** w ← w − η·λ·w before the step of Adam (Loshchilov & Hutter 2019, algorithm 2; Keras' AdamW). */
const decayedAdam: Method = (ops, weight, gradient, rate, settings, slots) => {
  const kept = ops.subtract(1, ops.multiply(rate, settings.weightDecay));
  const decayed = { name: weight.name, tensor: ops.multiply(weight.tensor, kept) };
  return adam(ops, decayed, gradient, rate, settings, slots);
};

/** How each method moves a weight. */
export const METHODS = {
  SGD: descend,
  momentum: heavyBall,
  RMSProp: rootMeanSquare,
  Adam: adam,
  AdamW: decayedAdam,
} satisfies Readonly<Record<string, Method>>;

/** √Σg² over all gradients. */
export const globalNorm = (ops: Operations, gradients: readonly Tensor[]): Tensor =>
  ops.sqrt(
    gradients
      .map((gradient) => ops.reduceSum(ops.square(gradient)))
      .reduce((sum, part) => ops.add(sum, part)),
  );

/** The gradients, shortened together to that norm where they are longer (Pascanu et al. 2013). */
export function clipByNorm(
  ops: Operations,
  gradients: readonly Tensor[],
  norm: Tensor,
  largest: number,
): readonly Tensor[] {
  const share = ops.divide(largest, ops.maximum(norm, largest));
  return gradients.map((gradient) => ops.multiply(gradient, share));
}

/** The moving average after an update: its decay grows as min(d, (1 + n)/(10 + n)), so that it forgets the start. */
export function nextAverage(
  ops: Operations,
  average: Tensor,
  weight: Tensor,
  decay: number,
  updates: Tensor,
): Tensor {
  const kept = ops.minimum(ops.divide(ops.add(updates, 1), ops.add(updates, 10)), decay);
  return ops.add(weight, ops.multiply(kept, ops.subtract(average, weight)));
}
