import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { formatShape, isKnown, type Dimension } from './alphabet/shape.ts';
import type { BuildContext } from './build-context.ts';
import type { Block, Meaning } from './port.ts';

/** Rows of tokens, and what a network says of them. */

/** The length of rows of tokens, int32 [B, L]. @throws Problem where these are none */
export function lengthOfTokens(name: string, tokens: Tensor): number {
  const length = tokens.shape[1];
  if (tokens.dtype === 'int32' && tokens.shape.length === 2 && length !== undefined && isKnown(length))
    return length;
  throw new Problem(
    `'${name}' needs rows of tokens, int32 [B, length]; it was given ${tokens.dtype} ${formatShape(tokens.shape)}. Wire the tokens of a text.`,
    `'${name}'에는 토큰의 행 int32 [B, 길이]가 필요한데 ${tokens.dtype} ${formatShape(tokens.shape)}이(가) 들어왔습니다. 텍스트의 토큰을 연결하세요.`,
  );
}

/** The start, and all tokens but the last: what a network is shown to tell each token. [B, L] → [B, L] */
export function shifted(ops: Operations, tokens: Tensor): Tensor {
  const [rows, length] = tokens.shape as readonly [Dimension, number];
  const start = ops.constant({ value: 0, shape: [rows, 1], dtype: 'int32' });
  if (length === 1) return start;
  return ops.concat([start, ops.slice(tokens, { begin: [0, 0], size: [rows, length - 1] })], { axis: 1 });
}

/**
 * What a network that knows rows of L tokens is shown to tell the token of a turn, and the place in it that tells: the start, and
 * what stands before, [B, L]. Where longer texts are written, it is the start and the last L − 1 tokens, as if a row began there.
 * @param tokens what is written so far, [B, at least L]
 */
export function shownBefore(
  ops: Operations,
  tokens: Tensor,
  row: number,
  turn: Tensor,
): { readonly input: Tensor; readonly here: Tensor } {
  const [rows, length] = tokens.shape as readonly [Dimension, number];
  if (row === length) return { input: shifted(ops, tokens), here: turn };
  const here = ops.minimum(turn, row - 1);
  const start = ops.constant({ value: 0, shape: [rows, 1], dtype: 'int32' });
  if (row === 1) return { input: start, here };
  const first = ops.subtract(turn, here);
  const value = Array.from({ length: row - 1 }, (_, place) => place);
  const places = ops.add(ops.constant({ value, shape: [row - 1], dtype: 'int32' }), first);
  return { input: ops.concat([start, ops.gather(tokens, places, { axis: 1 })], { axis: 1 }), here };
}

/**
 * What a block says of the next token at each place, as logits [B, L, V].
 * @param input tokens [B, L]
 * @throws Problem where it answers with something else
 */
export function askForTokens(
  context: Pick<BuildContext, 'call' | 'means' | 'meaningOf'>,
  ops: Operations,
  block: Block,
  input: Tensor,
  meaning: Meaning,
  beside: Readonly<Record<string, Tensor>>,
): Tensor {
  const [door] = block.inputs;
  const [output] = block.outputs;
  if (door === undefined || output === undefined)
    throw new Problem(
      `A block that tells the next token has an input for tokens and an output; '${block.name}' has ${block.inputs.length} and ${block.outputs.length}. Wire a transformer or a recurrent net.`,
      `다음 토큰을 내는 블록에는 토큰 입력과 출력이 있어야 하는데 '${block.name}'의 입력은 ${block.inputs.length}개, 출력은 ${block.outputs.length}개입니다. 트랜스포머나 순환 신경망을 연결하세요.`,
    );
  const told = context.call(
    block,
    { [door]: context.means(input, meaning), ...beside },
    { mode: 'inference' },
  )[output]!;
  const [, length] = input.shape;
  const choices = told.shape[2];
  if (told.shape.length !== 3 || told.shape[1] !== length || choices === undefined || !isKnown(choices))
    throw new Problem(
      `The next token needs a number for each token at each place, [B, ${formatShape([length!]).slice(1, -1)}, tokens]; '${block.name}' answers ${formatShape(told.shape)}. Wire a block that was trained on tokens.`,
      `다음 토큰에는 자리마다 토큰별 수가 있는 [B, ${formatShape([length!]).slice(1, -1)}, 토큰 수]가 필요한데 '${block.name}'은(는) ${formatShape(told.shape)}을(를) 냅니다. 토큰으로 학습한 블록을 연결하세요.`,
    );
  return context.meaningOf(told).form === 'probabilities' ? ops.log(ops.maximum(told, 1e-30)) : told;
}
