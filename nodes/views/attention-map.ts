import type { Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape, knownSize } from '../alphabet/shape.ts';
import { attentionOverPicture, gridOver } from '../attention-over-picture.ts';
import { defineLook } from '../contract.ts';
import type { Measured } from '../finding.ts';
import { mustBeImages, rangeTensor } from '../pictures.ts';
import type { Block } from '../port.ts';
import { sideInputs, sidePorts } from '../side-ports.ts';
import { lengthOfTokens } from '../token-rows.ts';
import { nameOfToken, type Vocabulary } from '../vocabulary.ts';
import { rowsOfTokens, vocabularyFrom, vocabularyTensor } from '../vocabulary-tensor.ts';

export default defineLook({
  kind: 'attention-map',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Attention', ko: '어텐션 지도' },
  sentence: {
    en: 'Where a network looks: how much each place takes from each other, head by head, for one held-out example; word by word over a picture, where there is one.',
    ko: '네트워크가 어디를 보는지 헤드마다 보여 줍니다. 검증 예제 하나에서 자리마다 다른 자리를 얼마나 보는지, 그림이 있으면 낱말마다 그림의 어디를 보는지 나타냅니다.',
  },
  formula: 'A_{ij} = \\mathrm{softmax}_j\\left(\\frac{q_i k_j^\\top}{\\sqrt{d}}\\right)',
  aliases: [
    'attention weights',
    'heads',
    'self-attention',
    'cross-attention',
    '어텐션 가중치',
    '헤드',
    '주의',
  ],
  source: 'Vaswani et al. 2017, figures 3 to 5',
  inputs: {
    block: {
      symbol: 'f_\\theta',
      title: { en: 'Network with attention', ko: '어텐션이 있는 네트워크' },
      takes: 'block',
    },
    input: { symbol: 'x', title: { en: 'What it is asked about', ko: '네트워크가 받는 입력' } },
    words: {
      symbol: 'w',
      title: {
        en: 'Words beside it (unwired: the input itself)',
        ko: '함께 받는 낱말 (연결하지 않으면 입력 자신)',
      },
      optional: true,
    },
    picture: {
      symbol: 'I',
      title: { en: 'Picture that the places belong to', ko: '자리가 놓인 그림' },
      optional: true,
    },
  },
  outputs: {},
  dials: {
    layer: {
      type: 'number',
      default: 1,
      min: 1,
      max: 1000,
      integer: true,
      title: { en: 'Attention layer', ko: '어텐션 층' },
      help: {
        en: 'Of all in the network, in the order in which they are computed.',
        ko: '네트워크 안의 어텐션 층을 계산 순서대로 셉니다.',
      },
    },
    head: {
      type: 'number',
      default: 0,
      min: 0,
      max: 64,
      integer: true,
      title: { en: 'Head', ko: '헤드' },
      help: { en: '0: all of them, side by side.', ko: '0이면 모두 나란히 보여 줍니다.' },
    },
    example: {
      type: 'number',
      default: 1,
      min: 1,
      max: 200,
      integer: true,
      title: { en: 'Held-out example', ko: '검증 예제' },
    },
  },
  grow: (_dials, _blockOf, wiredInto) => ({
    inputs: sidePorts(wiredInto('block'), ['block', 'input', 'words', 'picture']),
  }),
  examples: ({ example }) => example,
  build(ops, inputs, { layer, head }, context) {
    const { block, input, picture } = inputs;
    const words = inputs.words ?? (isTokens(input) ? input : undefined);
    const asked = context.inside(
      block,
      { [firstDoor(block)]: context.means(input, context.meaningOf(input)), ...sideInputs(block, inputs) },
      { kind: 'attention', port: 'attention' },
      { mode: 'inference' },
    );
    const attention = chosenLayer(block, asked, layer); // [B, heads, from, to]
    mustHaveHead(attention, head);
    if (inputs.words) lengthOfTokens('words', inputs.words);
    if (picture) mustLookOver(picture, words, attention);
    return {
      attention,
      ...(words ? { words } : {}),
      vocabulary: vocabularyTensor(ops, words && context.meaningOf(words).vocabulary),
      ...(picture ? { picture, range: rangeTensor(ops, context.meaningOf(picture)) } : {}),
    };
  },
  finish({ attention, words, vocabulary, picture, range }, { head }) {
    const all = lastOf(attention!);
    const names = words ? namesOf(rowsOfTokens(words).at(-1)!, vocabularyFrom(vocabulary!)) : null;
    const shown = head === 0 ? Array.from({ length: all.shape[0]! }, (_, i) => i + 1) : [head];
    const shares = ofHeads(all, shown);
    if (picture && names) {
      const [low, high] = range!.data as unknown as readonly [number, number];
      return {
        picture: attentionOverPicture(shares, names.all.length, names.told, lastOf(picture), [low, high]),
      };
    }
    const [, from, to] = shares.shape as readonly [number, number, number];
    const [fromNames, toNames] = [from, to].map((places) =>
      places === names?.all.length ? names.told : undefined,
    );
    return {
      picture: {
        form: 'attention',
        shares: cut(shares, fromNames?.length ?? from, toNames?.length ?? to),
        heads: shown,
        ...(fromNames ? { from: fromNames } : {}),
        ...(toNames ? { to: toNames } : {}),
      },
    };
  },
});

const isTokens = ({ dtype, shape }: Tensor): boolean => dtype === 'int32' && shape.length === 2;

/** @throws Problem where the block takes nothing */
function firstDoor({ inputs, name }: Block): string {
  const [door] = inputs;
  if (door !== undefined) return door;
  throw new Problem(
    `The block '${name}' has no input, so there is nothing that it could look at. Wire one that takes something.`,
    `블록 '${name}'에는 입력이 없어 살펴볼 것이 없습니다. 입력이 있는 블록을 연결하세요.`,
  );
}

/** @throws Problem where the block has no such layer */
function chosenLayer({ name }: Block, layers: readonly Tensor[], layer: number): Tensor {
  const chosen = layers[layer - 1];
  if (chosen) return chosen;
  throw layers.length === 0
    ? new Problem(
        `There is no attention in '${name}', so nothing can be shown of it. Wire a transformer, or another block with a multi-head attention.`,
        `'${name}'에는 어텐션이 없어 보여 줄 것이 없습니다. 트랜스포머처럼 멀티헤드 어텐션이 있는 블록을 연결하세요.`,
      )
    : new Problem(
        `'${name}' has ${layers.length} attention layers and 'layer' asks for number ${layer}. Set it to at most ${layers.length}.`,
        `'${name}'의 어텐션 층은 ${layers.length}개인데 'layer'가 ${layer}번째를 찾습니다. ${layers.length} 이하로 정하세요.`,
      );
}

/** @throws Problem where there are fewer heads */
function mustHaveHead({ shape }: Tensor, head: number): void {
  const heads = knownSize([shape[1]!]);
  if (head <= heads) return;
  throw new Problem(
    `This attention layer has ${heads} heads and 'head' asks for number ${head}. Set it to at most ${heads}, or to 0 for all.`,
    `이 어텐션 층의 헤드는 ${heads}개인데 'head'가 ${head}번째를 찾습니다. ${heads} 이하로 정하거나, 모두 보려면 0으로 두세요.`,
  );
}

/** @throws Problem where the attention is not between words and places of the picture */
function mustLookOver(picture: Tensor, words: Tensor | undefined, attention: Tensor): void {
  mustBeImages('picture', picture);
  if (!words)
    throw new Problem(
      "A picture is shown word by word, and no words are wired. Wire the tokens into 'words', or take the picture away.",
      "그림 위의 어텐션은 낱말마다 보여 주는데 낱말이 연결되지 않았습니다. 'words'에 토큰을 연결하거나 그림 연결을 지우세요.",
    );
  const length = lengthOfTokens('words', words);
  const [from, to] = [2, 3].map((axis) => knownSize([attention.shape[axis]!])) as [number, number];
  const [, height, width] = picture.shape.map((size) => (typeof size === 'number' ? size : 0));
  const places = from === to ? null : from === length ? to : to === length ? from : null;
  if (places !== null && gridOver(places, height!, width!)) return;
  throw new Problem(
    `This layer looks from ${from} places at ${to}; with ${length} words and a picture ${formatShape(picture.shape)} one of them must be the words and the other a map of the picture. Choose another 'layer', or take the picture away.`,
    `이 층은 ${from}개의 자리에서 ${to}개의 자리를 봅니다. 낱말이 ${length}개이고 그림이 ${formatShape(picture.shape)}이므로 한쪽은 낱말, 다른 쪽은 그림의 지도여야 합니다. 다른 'layer'를 고르거나 그림 연결을 지우세요.`,
  );
}

/** The last example of [n, ...]. */
function lastOf({ shape, data }: Measured): Measured {
  const one = shape.slice(1).reduce((product, size) => product * size, 1);
  return { shape: shape.slice(1), data: data.subarray(data.length - one) as Float32Array };
}

/** Of [heads, from, to] those heads. */
function ofHeads({ shape, data }: Measured, heads: readonly number[]): Measured {
  const one = shape[1]! * shape[2]!;
  const chosen = new Float32Array(heads.length * one);
  for (const [i, head] of heads.entries()) chosen.set(data.subarray((head - 1) * one, head * one), i * one);
  return { shape: [heads.length, shape[1]!, shape[2]!], data: chosen };
}

/** The first places of [heads, from, to]. */
function cut({ shape, data }: Measured, from: number, to: number): Measured {
  const [heads, rows, columns] = shape as readonly [number, number, number];
  const kept = new Float32Array(heads * from * to);
  for (let head = 0; head < heads; head++)
    for (let row = 0; row < from; row++) {
      const at = (head * rows + row) * columns;
      kept.set(data.subarray(at, at + to), (head * from + row) * to);
    }
  return { shape: [heads, from, to], data: kept };
}

/** What the tokens of a row are called: all of them, and those up to the last that is no filling. */
function namesOf(row: Int32Array, vocabulary: Vocabulary | null) {
  const all = Array.from(row, (token) => (vocabulary ? nameOfToken(vocabulary, token) : String(token)));
  const last = row.findLastIndex((token) => token !== 0);
  return { all, told: all.slice(0, Math.max(1, last + 1)) };
}
