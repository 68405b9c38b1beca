import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { rangeOf } from '../values.ts';

export default defineNode({
  kind: 'quantize',
  family: 'maths',
  places: ['board'],
  title: { en: 'Round to levels', ko: '단계로 반올림' },
  sentence: {
    en: 'Rounds pixels to a few equal levels: as codes from 0, and as the image that they stand for. One channel is left out of the codes.',
    ko: '픽셀을 몇 개의 고른 단계로 반올림합니다. 0부터의 코드와, 코드가 뜻하는 이미지를 냅니다. 채널이 하나면 코드에는 채널 축이 없습니다.',
  },
  formula: 'k = \\operatorname{round}\\bigl((L-1)\\,\\tfrac{x - l}{h - l}\\bigr)',
  aliases: ['quantization', 'discretize', 'bits', 'posterize', '양자화', '이산화'],
  inputs: { image: { symbol: 'x', title: { en: 'Image', ko: '이미지' } } },
  outputs: {
    codes: { symbol: 'k', title: { en: 'Codes', ko: '코드' } },
    image: { symbol: '\\bar{x}', title: { en: 'Image of so many levels', ko: '단계로 나눈 이미지' } },
  },
  dials: {
    levels: {
      type: 'number',
      default: 4,
      min: 2,
      max: 4096,
      integer: true,
      title: { en: 'Levels', ko: '단계 수' },
    },
  },
  build(ops, inputs, { levels }, context) {
    const meaning = context.meaningOf(inputs.image);
    const range = rangeOf(meaning);
    if (inputs.image.dtype !== 'float32' || meaning.form === 'logits' || !range)
      throw new Problem(
        'Levels are even steps between a darkest and a lightest value, and the wire does not say which those are. Wire the image of a data node.',
        '단계는 가장 어두운 값과 가장 밝은 값 사이를 고르게 나눈 것인데, 연결에 그 값이 나와 있지 않습니다. 데이터 노드의 이미지를 연결하세요.',
      );
    const [low, high] = range;
    const unit = ops.multiply(ops.subtract(inputs.image, low), (levels - 1) / (high - low));
    const level = ops.minimum(ops.maximum(ops.floor(ops.add(unit, 0.5)), 0), levels - 1);
    const { shape } = level;
    const whole = ops.cast(level, { dtype: 'int32' });
    const codes =
      shape.length === 4 && shape[3] === 1 ? ops.reshape(whole, { shape: shape.slice(0, 3) }) : whole;
    const image = ops.add(ops.multiply(level, (high - low) / (levels - 1)), low);
    return {
      codes: context.means(codes, { kind: 'tokens', classes: levels, data: 'levels' }),
      image: context.means(image, { ...meaning, data: levels === 2 ? 'binary' : 'levels', classes: levels }),
    };
  },
});
