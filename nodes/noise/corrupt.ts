import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import type { BuildContext } from '../build-context.ts';
import { defineNode } from '../contract.ts';
import { mustHaveBatch } from '../per-example.ts';
import { asFloat } from '../promotion.ts';

export default defineNode({
  kind: 'corrupt',
  family: 'noise',
  places: ['board'],
  title: { en: 'Corrupt', ko: '손상' },
  sentence: {
    en: 'Damages examples in a way that a network may learn to mend: noise on all numbers, single ones lost, or a patch erased.',
    ko: '네트워크가 고치는 법을 배울 수 있게 예제를 손상합니다. 전체에 노이즈를 더하거나, 점을 잃게 하거나, 한 조각을 지웁니다.',
  },
  formula: '\\tilde{x} \\sim C(\\tilde{x} \\mid x)',
  aliases: ['denoising', 'salt and pepper', 'inpainting', 'masking', '노이즈 제거', '인페인팅'],
  source: 'Vincent et al. 2008, Extracting and composing robust features with denoising autoencoders',
  inputs: { clean: { symbol: 'x', title: { en: 'Clean', ko: '원본' } } },
  outputs: {
    corrupted: { symbol: '\\tilde{x}', title: { en: 'Corrupted', ko: '손상된 것' } },
    mask: {
      symbol: 'm',
      title: { en: 'Mask: 1 where it was damaged', ko: '마스크: 손상된 곳은 1' },
      meaning: { kind: 'mask' },
    },
  },
  dials: {
    kind: {
      type: 'choice',
      default: 'Gaussian',
      title: { en: 'Kind', ko: '종류' },
      options: {
        Gaussian: { en: 'Gaussian noise', ko: '가우시안 노이즈' },
        saltAndPepper: { en: 'salt and pepper', ko: '소금과 후추' },
        erasePatch: { en: 'erase a patch', ko: '조각 지우기' },
      },
    },
    amount: {
      type: 'number',
      default: 0.5,
      min: 0,
      max: 100,
      live: true,
      title: { en: 'Amount', ko: '양' },
      help: {
        en: 'The deviation of the noise; the share of numbers that are lost; the share of the area that is erased.',
        ko: '노이즈의 표준편차, 잃는 점의 비율, 또는 지우는 넓이의 비율입니다.',
      },
    },
  },
  check({ kind, amount }) {
    if (kind !== 'Gaussian' && amount > 1)
      throw new Problem(
        `The amount is a share here, from 0 to 1; it is ${amount}. Choose a smaller one, or Gaussian noise.`,
        `여기서 양은 0부터 1까지의 비율인데 ${amount}입니다. 줄이거나 가우시안 노이즈를 고르세요.`,
      );
  },
  build(ops, { clean }, { kind }, context) {
    mustHaveBatch('clean', clean);
    const x = asFloat(ops, clean);
    const meaning = context.meaningOf(clean);
    const { corrupted, mask } = WAYS[kind](ops, x, context, meaning.range ?? [0, 1]);
    // Noise leaves the range, and what was black and white is no longer.
    const { range: _, data, ...other } = meaning;
    return {
      corrupted: context.means(corrupted, {
        ...(kind === 'Gaussian' ? other : meaning),
        ...(kind === 'Gaussian' && data ? { data: 'continuous' } : {}),
      }),
      mask,
    };
  },
});

type Way = (
  ops: Operations,
  x: Tensor,
  context: BuildContext,
  range: readonly [number, number],
) => { readonly corrupted: Tensor; readonly mask: Tensor };

const WAYS: Readonly<Record<'Gaussian' | 'saltAndPepper' | 'erasePatch', Way>> = {
  Gaussian: (ops, x, context) => {
    const noise = ops.multiply(context.dial('amount'), context.normalNoise(x.shape));
    return {
      corrupted: ops.add(x, noise),
      mask: ops.constant({ value: 1, shape: x.shape, dtype: 'float32' }),
    };
  },
  saltAndPepper: (ops, x, context, [low, high]) => {
    const u = context.uniformNoise(x.shape);
    const amount = context.dial('amount');
    const lost = ops.less(u, amount);
    // Of those that are lost, half become black and half white.
    const salt = ops.select(ops.less(u, ops.multiply(amount, 0.5)), high, low);
    return { corrupted: ops.select(lost, salt, x), mask: asFloat(ops, lost) };
  },
  erasePatch: (ops, x, context, [low]) => {
    const [batch, height, width] = x.shape;
    if (x.shape.length !== 4 || typeof height !== 'number' || typeof width !== 'number')
      throw new Problem(
        `A patch is erased from pictures, [B, height, width, channels]; it was given ${formatShape(x.shape)}. Choose another kind, or put a reshape before it.`,
        `조각을 지우려면 이미지 [B, 높이, 너비, 채널]이 필요한데 ${formatShape(x.shape)}이(가) 들어왔습니다. 다른 종류를 고르거나 앞에 모양 바꾸기를 두세요.`,
      );
    const side = ops.sqrt(context.dial('amount'));
    /** Whether each place along an axis lies in a piece of length √amount, begun anywhere it fits. */
    const within = (size: number, axis: 1 | 2, name: string) => {
      const length = ops.multiply(side, size);
      const begin = ops.multiply(context.uniformNoise([batch!, 1, 1, 1], name), ops.subtract(size, length));
      const shape = axis === 1 ? [1, size, 1, 1] : [1, 1, size, 1];
      const centres = ops.constant({
        value: Array.from({ length: size }, (_, i) => i + 0.5),
        shape,
        dtype: 'float32',
      });
      return ops.logicalAnd(ops.greaterEqual(centres, begin), ops.less(centres, ops.add(begin, length)));
    };
    const erased = ops.broadcastTo(ops.logicalAnd(within(height, 1, 'down'), within(width, 2, 'across')), {
      shape: x.shape,
    });
    return { corrupted: ops.select(erased, low, x), mask: asFloat(ops, erased) };
  },
};
