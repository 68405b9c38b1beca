import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
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

/** How a classifier judges a batch: a number for each class, [B, classes]. */
export const judged = (ops: Operations, context: BuildContext, tensor: Tensor, block: Block): Tensor =>
  asked(context, block, seen(ops, context, tensor), LOGITS);

/** One output of a block that is called with one thing: that of the name, else the first. */
function asked(context: BuildContext, block: Block, value: Tensor, output: string): Tensor {
  const { name, inputs, outputs } = block;
  if (inputs.length !== 1 || outputs.length === 0)
    throw new Problem(
      `Pictures are looked at by a block with one input and an output '${output}'; '${name}' has the inputs ${inputs.join(', ') || 'none'} and the outputs ${outputs.join(', ') || 'none'}. Wire a classifier.`,
      `이미지를 보는 블록은 입력이 하나이고 '${output}' 출력이 있어야 합니다. '${name}'의 입력은 ${inputs.join(', ') || '없음'}, 출력은 ${outputs.join(', ') || '없음'}입니다. 분류기를 연결하세요.`,
    );
  const answers = context.call(block, { [inputs[0]!]: value });
  return answers[outputs.includes(output) ? output : outputs[0]!]!;
}
