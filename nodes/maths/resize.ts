import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';

const image = { symbol: 'x', title: { en: 'Image', ko: '이미지' } } as const;

export default defineNode({
  kind: 'resize',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Resize', ko: '크기 조절' },
  sentence: {
    en: 'Another height and width: interpolated, or each pixel repeated.',
    ko: '이미지의 높이와 너비를 바꿉니다. 보간하거나 픽셀을 반복합니다.',
  },
  formula: 'y = \\operatorname{resize}(x)',
  aliases: ['scale image', 'interpolate', 'zoom', '보간', '확대', '축소'],
  inputs: { image },
  outputs: { image: { ...image, symbol: 'y' } },
  dials: {
    size: {
      type: 'numbers',
      default: [28, 28],
      min: 1,
      max: 4096,
      integer: true,
      length: 2,
      title: { en: 'Height and width', ko: '높이와 너비' },
    },
    method: {
      type: 'choice',
      default: 'bilinear',
      title: { en: 'Method', ko: '방법' },
      options: {
        bilinear: { en: 'bilinear', ko: '쌍선형 보간' },
        nearest: { en: 'nearest (whole multiples)', ko: '최근접(정수배)' },
      },
    },
  },
  build(ops, inputs, { size, method }, context) {
    const resized =
      method === 'nearest'
        ? repeatPixels(ops, inputs.image, size)
        : ops.resizeBilinear(inputs.image, { size: [size[0]!, size[1]!] });
    return { image: context.means(resized, context.meaningOf(inputs.image)) };
  },
});

function repeatPixels(ops: Operations, from: Tensor, size: readonly number[]): Tensor {
  const [, height, width] = from.shape;
  const factor = typeof height === 'number' ? size[0]! / height : Number.NaN;
  if (from.shape.length !== 4 || !Number.isInteger(factor) || factor * (width as number) !== size[1])
    throw new Problem(
      `Repeating pixels needs an image [B, height, width, channels] and the same whole multiple of its height and width; ${formatShape(from.shape)} cannot become ${size.join(' x ')} so. Choose such a size, or the bilinear method.`,
      `픽셀을 반복하려면 이미지 [B, 높이, 너비, 채널]과 높이·너비의 같은 정수배가 필요한데, ${formatShape(from.shape)}을(를) ${size.join(' x ')}(으)로 바꿀 수 없습니다. 그런 크기를 고르거나 쌍선형 보간을 쓰세요.`,
    );
  return ops.upsampleNearest(from, { factor });
}
