import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';

export default defineNode({
  kind: 'dequantize',
  family: 'maths',
  places: ['board'],
  title: { en: 'Levels as image', ko: '단계를 이미지로' },
  sentence: {
    en: 'The image that codes of levels stand for, from 0 (the lowest) to 1 (the highest), with an axis for its one channel.',
    ko: '단계 코드가 뜻하는 이미지를 냅니다. 가장 낮은 단계가 0, 가장 높은 단계가 1이며, 채널 축 하나를 둡니다.',
  },
  formula: 'x = k / (L - 1)',
  aliases: ['codes to pixels', 'undo quantization', '역양자화'],
  inputs: { codes: { symbol: 'k', title: { en: 'Codes', ko: '코드' } } },
  outputs: { image: { symbol: 'x', title: { en: 'Image', ko: '이미지' } } },
  dials: {
    levels: {
      type: 'number',
      default: 0,
      min: 0,
      max: 4096,
      integer: true,
      title: { en: 'Levels', ko: '단계 수' },
      help: { en: '0: as many as the codes have.', ko: '0이면 코드의 단계 수를 씁니다.' },
    },
  },
  build(ops, { codes }, { levels }, context) {
    const known = context.meaningOf(codes).classes;
    const count = levels || known;
    if (codes.dtype !== 'int32' || !count || count < 2 || (known ?? count) > count)
      throw new Problem(
        `Levels become an image where codes (int32) are from a known count of at least two; there are ${codes.dtype} ${formatShape(codes.shape)} of ${known ?? 'unknown'} levels${levels ? ` and the dial says ${levels}` : ''}. Wire codes, or set 'levels'.`,
        `코드(int32)의 단계 수가 둘 이상으로 정해져 있어야 이미지가 되는데 ${codes.dtype} ${formatShape(codes.shape)}, 단계 수 ${known ?? '모름'}${levels ? `, 다이얼 ${levels}` : ''}입니다. 코드를 연결하거나 'levels'를 정하세요.`,
      );
    const unit = ops.multiply(ops.cast(codes, { dtype: 'float32' }), 1 / (count - 1));
    const image = ops.reshape(unit, { shape: [...codes.shape, 1] });
    return { image: context.means(image, { kind: 'image', range: [0, 1] }) };
  },
});
