import { defineLook } from '../contract.ts';
import { mustBeImages, rangeDial, rangeShown, rangeTensor } from '../pictures.ts';
import { valuesOf } from '../values.ts';

export default defineLook({
  kind: 'image-grid',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Image grid', ko: '이미지 격자' },
  sentence: {
    en: 'Pictures side by side, always from the same draw, so that what changes is the model. Logits go through the sigmoid.',
    ko: '늘 같은 뽑기에서 나온 이미지를 나란히 보여 주므로 바뀌는 것은 모델입니다. 로짓은 시그모이드를 거칩니다.',
  },
  aliases: ['samples', 'gallery', 'mosaic', '샘플', '모자이크'],
  inputs: { images: { symbol: 'x', title: { en: 'Images', ko: '이미지' } } },
  outputs: {},
  dials: {
    count: {
      type: 'number',
      default: 64,
      min: 1,
      max: 1024,
      integer: true,
      title: { en: 'Images', ko: '이미지 수' },
    },
    columns: {
      type: 'number',
      default: 8,
      min: 1,
      max: 64,
      integer: true,
      title: { en: 'Columns', ko: '열' },
    },
    range: rangeDial,
  },
  examples: ({ count }) => count,
  build(ops, inputs, _dials, context) {
    mustBeImages('images', inputs.images);
    const images = valuesOf(ops, context, inputs.images);
    return { images, range: rangeTensor(ops, context.meaningOf(images)) };
  },
  finish({ images, range }, dials) {
    return {
      picture: {
        form: 'images',
        images: images!,
        columns: dials.columns,
        range: rangeShown(dials.range, range!, images!),
      },
    };
  },
});
