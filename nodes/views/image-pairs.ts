import { defineLook } from '../contract.ts';
import { mustHaveSameShape } from '../per-example.ts';
import { mustBeImages, rangeDial, rangeShown, rangeTensor } from '../pictures.ts';
import { valuesOf } from '../values.ts';

export default defineLook({
  kind: 'image-pairs',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Image pairs', ko: '이미지 짝' },
  sentence: {
    en: 'Pictures in the first row, what became of them in the second, and how far apart they are in the third. Logits go through the sigmoid.',
    ko: '첫째 줄에 원래 이미지, 둘째 줄에 그 결과, 셋째 줄에 둘의 차이를 보여 줍니다. 로짓은 시그모이드를 거칩니다.',
  },
  formula: 'x,\\quad \\hat{x},\\quad |x - \\hat{x}|',
  aliases: ['reconstruction', 'before and after', 'difference', '재구성', '전후 비교'],
  inputs: {
    a: { symbol: 'x', title: { en: 'Images', ko: '이미지' } },
    b: { symbol: '\\hat{x}', title: { en: 'Their counterparts', ko: '짝이 되는 이미지' } },
  },
  outputs: {},
  dials: {
    count: {
      type: 'number',
      default: 10,
      min: 1,
      max: 64,
      integer: true,
      title: { en: 'Pairs', ko: '짝의 수' },
    },
    range: rangeDial,
  },
  examples: ({ count }) => count,
  build(ops, inputs, _dials, context) {
    mustBeImages('a', inputs.a);
    mustHaveSameShape('a', inputs.a, 'b', inputs.b);
    const a = valuesOf(ops, context, inputs.a);
    const b = valuesOf(ops, context, inputs.b);
    return { a, b, range: rangeTensor(ops, context.meaningOf(a), context.meaningOf(b)) };
  },
  finish({ a, b, range: told }, dials) {
    const range = rangeShown(dials.range, told!, a!, b!);
    const size = a!.data.length;
    const data = new Float32Array(3 * size);
    data.set(a!.data);
    data.set(b!.data, size);
    // Equal pixels are black, whatever black is.
    for (let i = 0; i < size; i++) data[2 * size + i] = range[0] + Math.abs(a!.data[i]! - b!.data[i]!);
    const columns = a!.shape[0]!;
    return {
      picture: {
        form: 'images',
        images: { shape: [3 * columns, ...a!.shape.slice(1)], data },
        columns,
        range,
        rows: ['x', 'x̂', '|x − x̂|'],
      },
    };
  },
});
