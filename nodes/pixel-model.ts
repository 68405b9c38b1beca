import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { formatShape, multiplyDimensions, sameShape } from './alphabet/shape.ts';
import type { BuildContext } from './build-context.ts';
import type { Block, Meaning } from './port.ts';

/** An autoregressive block as a sampler asks it: pictures of 0 and 1 with a logit for each, or codes with a logit for each level. */
export interface PixelModel {
  readonly dtype: 'float32' | 'int32';
  /** How many axes a picture has, with the batch. */
  readonly rank: 3 | 4;
  /** The logits of every pixel: [B, height, width, channels], or [B, height, width, levels]. */
  ask(context: BuildContext, picture: Tensor, side: Readonly<Record<string, Tensor>>): Tensor;
  /**
   * The value of one pixel: [B, channels], or [B].
   * @param logits [B, channels], or [B, levels]
   * @param share from U[0, 1): [B, channels], or [B]
   * @param draw chooses among the logits of each row [N, K] by a number [N] of [0, 1)
   */
  choose(
    ops: Operations,
    logits: Tensor,
    share: Tensor,
    draw: (logits: Tensor, share: Tensor) => Tensor,
  ): Tensor;
  /** What values are, where these are the logits of one pixel. */
  gives(logits: Tensor): Meaning;
}

/** @throws Problem where the block has no input or no output */
export function pixelModelOf(block: Block): PixelModel {
  const [input] = block.inputs;
  const [output] = block.outputs;
  if (input === undefined || output === undefined)
    throw new Problem(
      `The sampler needs a block that takes a picture and answers logits; '${block.name}' has ${block.inputs.length} inputs and ${block.outputs.length} outputs. Wire a PixelCNN.`,
      `샘플러에는 그림을 받아 로짓을 내는 블록이 필요한데 '${block.name}'의 입력은 ${block.inputs.length}개, 출력은 ${block.outputs.length}개입니다. 픽셀CNN을 연결하세요.`,
    );
  const ofCodes = block.expects[input] === 'tokens';
  const ask: PixelModel['ask'] = (context, picture, side) => {
    const logits = context.call(block, { [input]: picture, ...side }, { mode: 'inference' })[output]!;
    mustAnswerFor(block, picture, logits, ofCodes);
    mustBeLogits(block, context.meaningOf(logits));
    return logits;
  };
  if (ofCodes)
    return {
      dtype: 'int32',
      rank: 3,
      ask,
      choose: (_ops, logits, share, draw) => draw(logits, share),
      gives: (logits) => ({ kind: 'tokens', classes: logits.shape.at(-1) as number }),
    };
  return {
    dtype: 'float32',
    rank: 4,
    ask,
    choose(ops, logits, share, draw) {
      const count = logits.shape.reduce(multiplyDimensions);
      const ones = ops.reshape(logits, { shape: [count, 1] });
      const both = ops.concat([ops.multiply(ones, 0), ones], { axis: 1 }); // of 0 and of 1
      const drawn = draw(both, ops.reshape(share, { shape: [count] }));
      return ops.cast(ops.reshape(drawn, { shape: logits.shape }), { dtype: 'float32' });
    },
    gives: () => ({ kind: 'image', range: [0, 1], data: 'binary' }),
  };
}

function mustAnswerFor(block: Block, picture: Tensor, logits: Tensor, ofCodes: boolean): void {
  const places = ofCodes ? logits.shape.slice(0, -1) : logits.shape;
  if (sameShape(places, picture.shape)) return;
  const example = formatShape(picture.shape.slice(1));
  const told = ofCodes ? example.replace(/]$/, ', levels]') : example;
  const came = formatShape(logits.shape.slice(1));
  throw new Problem(
    `An autoregressive model answers with logits for every pixel, ${told} for each example; '${block.name}' answers ${came}. Wire a PixelCNN: for images of 0 and 1, or for codes with more levels.`,
    `자기회귀 모델은 모든 픽셀의 로짓을 예제마다 ${told}(으)로 내야 하는데 '${block.name}'은(는) ${came}을(를) 냅니다. 픽셀CNN을 연결하세요. 0과 1인 이미지용이나 단계가 더 많은 코드용이 있습니다.`,
  );
}

function mustBeLogits(block: Block, { form }: Meaning): void {
  if (form === 'logits') return;
  throw new Problem(
    `The sampler chooses by logits, and '${block.name}' says ${form ? `that it answers ${form}` : 'nothing of the form of its answer'}. End it without sigmoid or softmax, and set "Form" at its output to logits.`,
    `샘플러는 로짓으로 고르는데 '${block.name}'의 출력 형식이 ${form ?? '정해져 있지 않은 것'}입니다. 시그모이드나 소프트맥스 없이 끝내고 출력의 "형식"을 로짓으로 정하세요.`,
  );
}
