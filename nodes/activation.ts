import type { Operations, Tensor } from './alphabet/operation.ts';
import type { Text } from './alphabet/problem.ts';
import type { BuildContext } from './build-context.ts';
import type { Dial } from './dial.ts';
import type { Meaning } from './port.ts';

/** A function that layers apply to what they computed. */
interface Activation {
  readonly title: Text;
  /** The function of x, in TeX. */
  readonly tex: (x: string) => string;
  readonly apply: (ops: Operations, x: Tensor, slope: number) => Tensor;
  /** What is known about its results. */
  readonly gives?: Pick<Meaning, 'range' | 'form'>;
}

/** The slope of the leaky ReLU below zero unless told, as in the leaky networks of DCGAN (Radford et al. 2015). */
export const LEAKY_SLOPE = 0.2;

const named = (name: string) => (x: string) => `\\operatorname{${name}}(${x})`;

const activations = {
  linear: { title: { en: 'linear', ko: '선형' }, tex: (x) => x, apply: (_, x) => x },
  ReLU: { title: { en: 'ReLU', ko: 'ReLU' }, tex: (x) => `\\max(0, ${x})`, apply: (ops, x) => ops.relu(x) },
  leaky: {
    title: { en: 'leaky ReLU', ko: '리키 ReLU' },
    tex: named('LeakyReLU'),
    apply: (ops, x, slope) => ops.select(ops.greater(x, 0), x, ops.multiply(x, slope)),
  },
  ELU: {
    title: { en: 'ELU', ko: 'ELU' },
    tex: named('ELU'),
    // eˣ − 1 of a large x is infinite, and infinity times the zero of an unchosen gradient is not a number.
    apply: (ops, x) => ops.add(ops.relu(x), ops.expm1(ops.minimum(x, 0))),
  },
  GELU: {
    title: { en: 'GELU', ko: 'GELU' },
    tex: named('GELU'),
    apply: (ops, x) => ops.multiply(ops.multiply(x, 0.5), ops.add(ops.erf(ops.multiply(x, Math.SQRT1_2)), 1)),
  },
  SiLU: {
    title: { en: 'SiLU (swish)', ko: 'SiLU (스위시)' },
    tex: named('SiLU'),
    apply: (ops, x) => ops.multiply(x, ops.sigmoid(x)),
  },
  tanh: {
    title: { en: 'tanh', ko: 'tanh' },
    tex: (x) => `\\tanh(${x})`,
    apply: (ops, x) => ops.tanh(x),
    gives: { range: [-1, 1] },
  },
  sigmoid: {
    title: { en: 'sigmoid', ko: '시그모이드' },
    tex: (x) => `\\sigma(${x})`,
    apply: (ops, x) => ops.sigmoid(x),
    gives: { range: [0, 1], form: 'probabilities' },
  },
  softplus: {
    title: { en: 'softplus', ko: '소프트플러스' },
    tex: named('softplus'),
    apply: (ops, x) => ops.softplus(x),
  },
  softmax: {
    title: { en: 'softmax', ko: '소프트맥스' },
    tex: named('softmax'),
    apply: (ops, x) => ops.softmax(x),
    gives: { range: [0, 1], form: 'probabilities' },
  },
} as const satisfies Readonly<Record<string, Activation>>;

export type ActivationName = keyof typeof activations;

export const activationDial = {
  type: 'choice',
  default: 'linear',
  title: { en: 'Activation', ko: '활성화 함수' },
  options: Object.fromEntries(
    Object.entries(activations).map(([name, { title }]) => [name, title]),
  ) as Readonly<Record<ActivationName, Text>>,
} as const satisfies Dial;

/** `y = φ(…)` in TeX, with the function of that name; without a bias `+ b` falls away. */
export const activatedTex = (
  x: string,
  { activation, bias = true }: { readonly activation: ActivationName; readonly bias?: boolean },
): string => `y = ${activations[activation].tex(bias ? x : x.replace(/ \+ b.*$/, ''))}`;

/** The function of that name of `x`; where its results have a range, that travels with them. */
export function activate(
  ops: Operations,
  context: Pick<BuildContext, 'means'>,
  name: ActivationName,
  x: Tensor,
  slope: number = LEAKY_SLOPE,
): Tensor {
  const { apply, gives }: Activation = activations[name];
  const result = apply(ops, x, slope);
  return gives ? context.means(result, { kind: 'features', ...gives }) : result;
}
