import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { choiceDials, chosen, mustLeaveSomething } from '../next-choice.ts';
import type { Meaning } from '../port.ts';
import { framesDial, keptTurns, pathOf } from '../sampling-turns.ts';
import { sideInputs, sidePorts } from '../side-ports.ts';
import { promptDial } from '../prompt.ts';
import { askForTokens, lengthOfTokens, shownBefore } from '../token-rows.ts';
import { END } from '../vocabulary.ts';

export default defineNode({
  kind: 'next-token-sampler',
  family: 'sampling',
  places: ['board'],
  title: { en: 'Next token', ko: '다음 토큰 샘플러' },
  sentence: {
    en: 'Writes text token by token: asks the network how likely each next token is, draws one, and asks again with it.',
    ko: '토큰을 하나씩 씁니다. 다음 토큰의 확률을 네트워크에 묻고, 하나를 뽑아 덧붙인 뒤 다시 묻습니다.',
  },
  formula: 'x_i \\sim p_\\theta(x_i \\mid x_{<i})',
  aliases: [
    'autoregressive',
    'generate',
    'complete',
    'temperature',
    'top-k',
    'top-p',
    '자기회귀',
    '이어 쓰기',
    '온도',
  ],
  source: 'top-k: Fan, Lewis & Dauphin 2018; top-p: Holtzman et al. 2020',
  inputs: {
    block: {
      symbol: 'p_\\theta',
      title: { en: 'Network that tells the next token', ko: '다음 토큰을 내는 네트워크' },
      takes: 'block',
    },
    start: {
      symbol: 'x_{\\text{start}}',
      title: { en: 'What is written already (0: to be written)', ko: '이미 쓰인 것 (0은 쓸 자리)' },
      optional: true,
    },
    like: {
      symbol: 'x',
      title: { en: 'Tokens like these', ko: '같은 종류의 토큰' },
      optional: true,
    },
  },
  outputs: {
    samples: { symbol: '\\tilde{x}', title: { en: 'Samples', ko: '샘플' } },
    path: { symbol: '\\tilde{x}_{\\le i}', title: { en: 'Path: token by token', ko: '경로: 토큰별' } },
  },
  dials: {
    prompt: promptDial,
    length: {
      type: 'number',
      default: 0,
      min: 0,
      max: 4096,
      integer: true,
      title: { en: 'Length', ko: '길이' },
      help: {
        en: 'In tokens; 0: as many as are wired. A longer text goes on beyond them: the network is then shown as many of its last tokens as it is used to.',
        ko: '토큰 수이며, 0이면 연결된 토큰만큼입니다. 그보다 길면 이어서 씁니다. 이때 네트워크에는 마지막 토큰들을 익숙한 개수만큼만 보여 줍니다.',
      },
    },
    ...choiceDials,
    frames: framesDial,
  },
  check: mustLeaveSomething,
  grow: (_dials, _blockOf, wiredInto) => ({
    inputs: sidePorts(wiredInto('block'), ['block', 'start', 'like']),
  }),
  build(ops, inputs, dials, context) {
    const { block, start, like } = inputs;
    const known = start ?? like;
    const meaning: Meaning = known ? context.meaningOf(known) : { kind: 'tokens' };
    const length = lengthOf(start, like, dials.length);
    // What the network is used to; what is longer is shown to it piece by piece.
    const row = Math.min(length, known ? (known.shape[1] as number) : length);
    if (dials.prompt !== '' && !known)
      throw new Problem(
        "A prompt is text, and nothing says what its characters are as tokens. Wire the tokens of a text into 'like'.",
        "프롬프트의 글자가 어떤 토큰인지 알 수 없습니다. 텍스트의 토큰을 'like'에 연결하세요.",
      );
    const begin = start
      ? filled(ops, start, length)
      : firstRow(ops, context.words('prompt', meaning.vocabulary, length), length, context.batch);
    if (start && dials.prompt !== '')
      throw new Problem(
        "There is a prompt and a wire into 'start', and both say how the text begins. Empty 'prompt', or take the wire away.",
        "'prompt'와 'start' 연결이 모두 글의 시작을 정하고 있습니다. 'prompt'를 비우거나 연결을 지우세요.",
      );
    const side = sideInputs(block, inputs);
    const temperature = context.dial('temperature');
    const { carried, kept } = context.repeat(
      length,
      [begin],
      (turn, [tokens]) => {
        // 1. how likely each token is at this place: all that was written, one place late
        const { input, here: place } = shownBefore(ops, tokens!, row, turn); // [B, row]
        const logits = askForTokens(context, ops, block, input, meaning, side); // [B, row, V]
        const here = (rows: Tensor) => ops.gather(rows, place, { axis: 1 });

        // 2. one of them
        const uniform = context.uniformNoise([begin.shape[0]!], 'token');
        const drawn = chosen(ops, here(logits), temperature, dials, uniform); // [B]

        // 3. unless it is given, or the text has ended
        const ended = ops.logicalAnd(ops.greater(turn, 0), ops.equal(here(input), END));
        const given = ops.gather(begin, turn, { axis: 1 });
        const written = ops.select(ops.notEqual(given, 0), given, ops.select(ended, END, drawn));
        const [rows] = begin.shape;
        const next = ops.select(
          ops.equal(placesOf(ops, length), turn),
          ops.reshape(written, { shape: [rows!, 1] }),
          tokens!,
        );
        return { next: [next], kept: [tokens!] };
      },
      keptTurns(length, dials.frames),
    );
    const samples = ops.stopGradient(carried[0]!);
    return {
      samples: context.means(samples, meaning),
      path: context.means(pathOf(ops, kept[0]!, samples), meaning),
    };
  },
});

/** 0 to length − 1, int32 [1, length]. */
const placesOf = (ops: Operations, length: number): Tensor =>
  ops.constant({ value: Array.from({ length }, (_, i) => i), shape: [1, length], dtype: 'int32' });

/** How many tokens are written. @throws Problem where nothing says so */
function lengthOf(start: Tensor | undefined, like: Tensor | undefined, length: number): number {
  // Nothing that is written already is cut.
  if (start) return Math.max(lengthOfTokens('start', start), length);
  if (length > 0) return length;
  if (like) return lengthOfTokens('like', like);
  throw new Problem(
    "Nothing says how long the text shall be. Wire tokens into 'like' or 'start', or set 'length'.",
    "글의 길이를 알 수 없습니다. 'like'나 'start'에 토큰을 연결하거나 'length'를 정하세요.",
  );
}

/** Rows of tokens with zeros behind them, int32 [B, length]. */
function filled(ops: Operations, tokens: Tensor, length: number): Tensor {
  const [rows, given] = tokens.shape as readonly [Tensor['shape'][number], number];
  if (given === length) return tokens;
  const rest = ops.constant({ value: 0, shape: [rows, length - given], dtype: 'int32' });
  return ops.concat([tokens, rest], { axis: 1 });
}

/** The same beginning for every example, or nothing but zeros: int32 [B, length]. */
function firstRow(
  ops: Operations,
  words: Tensor | null,
  length: number,
  batch: Parameters<Operations['broadcastTo']>[1]['shape'][number],
): Tensor {
  const row = words ?? ops.constant({ value: 0, shape: [1, length], dtype: 'int32' });
  return ops.broadcastTo(row, { shape: [batch, length] });
}
