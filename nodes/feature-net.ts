import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import type { Dimension } from './alphabet/shape.ts';
import type { BuildContext } from './build-context.ts';
import { exampleSize, mustHaveBatch } from './per-example.ts';
import type { Block, InputPort } from './port.ts';
import { valuesOf } from './values.ts';

/** The ports of metrics that compare what was generated with what is real. */
export const comparedPorts = {
  generated: { symbol: '\\tilde{x}', title: { en: 'Generated', ko: '생성한 것' } },
  real: { symbol: 'x', title: { en: 'Real', ko: '실제' } },
  features: {
    symbol: 'h',
    title: { en: 'Network whose features are compared', ko: '특징을 비교할 네트워크' },
    takes: 'block',
    optional: true,
  },
} as const satisfies Readonly<Record<string, InputPort>>;

/** The output of a block that holds its features: the one of that name, else its first. */
const FEATURES = 'features';
const LOGITS = 'logits';

/** What a block is asked with: pictures as they are seen (logits through the sigmoid), black 0 and white 1. */
function seen(ops: Operations, context: BuildContext, tensor: Tensor): Tensor {
  const values = valuesOf(ops, context, tensor);
  const meaning = context.meaningOf(values);
  const [low, high] = meaning.range ?? [0, 1];
  if (low === 0 && high === 1) return values;
  const unit = ops.multiply(ops.subtract(values, low), 1 / (high - low));
  return context.means(unit, { ...meaning, range: [0, 1] });
}

/**
 * What is compared of a batch: the features that a block finds, or without a block the numbers themselves: [B, d].
 * @throws Problem where the block takes more than the one thing
 */
export function featuresFound(
  ops: Operations,
  context: BuildContext,
  name: string,
  tensor: Tensor,
  block: Block | undefined,
): Tensor {
  mustHaveBatch(name, tensor);
  const found = block
    ? asked(context, block, seen(ops, context, tensor), FEATURES)
    : valuesOf(ops, context, tensor);
  mustHaveBatch(name, found);
  return ops.reshape(found, { shape: [found.shape[0]!, exampleSize(found)] });
}

/** Beyond it the root of a covariance takes too long. */
const MOST_FEATURES = 512;

/** @throws Problem where a Fréchet distance would compare too many features */
export function mustBeFewFeatures(d: Dimension): void {
  if (typeof d === 'number' && d > MOST_FEATURES)
    throw new Problem(
      `The Fréchet distance compares up to ${MOST_FEATURES} features; here are ${d}. Wire a network into 'features' that finds fewer.`,
      `프레셰 거리는 특징을 ${MOST_FEATURES}개까지 비교하는데 ${d}개입니다. 'features'에 특징을 더 적게 내는 네트워크를 연결하세요.`,
    );
}

/** How a classifier judges a batch: a number for each class, [B, classes]. */
export const judged = (ops: Operations, context: BuildContext, tensor: Tensor, block: Block): Tensor =>
  asked(context, block, seen(ops, context, tensor), LOGITS);

/** All that a block answers about a batch of pictures, by output. @throws Problem where it takes more than the one thing */
export function answersAbout(
  ops: Operations,
  context: BuildContext,
  tensor: Tensor,
  block: Block,
): Readonly<Record<string, Tensor>> {
  const [input] = mustTakeOne(block, LOGITS);
  return context.call(block, { [input]: seen(ops, context, tensor) });
}

/** One output of a block that is called with one thing: that of the name, else the first. */
function asked(context: BuildContext, block: Block, value: Tensor, output: string): Tensor {
  const { outputs } = block;
  const [input] = mustTakeOne(block, output);
  const answers = context.call(block, { [input]: value });
  return answers[outputs.includes(output) ? output : outputs[0]!]!;
}

/** The one input of a block. @throws Problem where it has none or more, or answers nothing */
function mustTakeOne({ name, inputs, outputs }: Block, output: string): readonly [string] {
  if (inputs.length !== 1 || outputs.length === 0)
    throw new Problem(
      `Pictures are looked at by a block with one input and an output '${output}'; '${name}' has the inputs ${inputs.join(', ') || 'none'} and the outputs ${outputs.join(', ') || 'none'}. Wire a classifier.`,
      `이미지를 보는 블록은 입력이 하나이고 '${output}' 출력이 있어야 합니다. '${name}'의 입력은 ${inputs.join(', ') || '없음'}, 출력은 ${outputs.join(', ') || '없음'}입니다. 분류기를 연결하세요.`,
    );
  return [inputs[0]!];
}
