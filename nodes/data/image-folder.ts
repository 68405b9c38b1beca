import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { classesDial, fileDial, heldOutShareDial } from '../file-dials.ts';

export default defineNode({
  kind: 'image-folder',
  family: 'data',
  places: ['board'],
  role: 'data',
  title: { en: 'Image folder', ko: '이미지 폴더' },
  sentence: {
    en: 'The pictures of a folder, of any size and form; folders inside it are their classes.',
    ko: '폴더 안의 이미지들입니다. 크기와 형식은 무엇이든 되고, 안의 폴더가 클래스가 됩니다.',
  },
  formula: 'x \\sim p_{\\text{data}}',
  aliases: ['pictures', 'photos', 'directory', 'PNG', 'JPEG', '사진', '그림'],
  inputs: {},
  outputs: { image: { symbol: 'x', title: { en: 'Image', ko: '이미지' } } },
  dials: {
    folder: fileDial('Folder', '폴더'),
    size: {
      type: 'numbers',
      default: [64, 64],
      min: 1,
      max: 4096,
      integer: true,
      length: 2,
      title: { en: 'Height and width', ko: '세로와 가로' },
    },
    colours: {
      type: 'choice',
      default: 'colour',
      title: { en: 'Colours', ko: '색' },
      options: { colour: { en: 'colour', ko: '컬러' }, grey: { en: 'grey', ko: '회색조' } },
    },
    fit: {
      type: 'choice',
      default: 'cover',
      title: { en: 'Fit', ko: '맞추기' },
      options: {
        cover: { en: 'cover: cut what is left over', ko: '채우기: 남는 부분을 자름' },
        contain: { en: 'contain: black margins', ko: '담기: 검은 여백' },
        stretch: { en: 'stretch', ko: '늘이기' },
        exact: { en: 'exact: refuse other sizes', ko: '정확히: 다른 크기는 거절' },
      },
    },
    flip: {
      type: 'flag',
      default: false,
      title: { en: 'Mirrored too', ko: '좌우 반전도' },
      help: {
        en: 'Each training picture stands there mirrored too.',
        ko: '학습 이미지마다 좌우로 뒤집은 것도 씁니다.',
      },
    },
    range: {
      type: 'choice',
      default: '0..1',
      title: { en: 'Range', ko: '범위' },
      options: { '0..1': { en: '0 to 1', ko: '0~1' }, '-1..1': { en: '-1 to 1', ko: '-1~1' } },
    },
    classes: classesDial,
    heldOut: heldOutShareDial,
  },
  check({ folder }) {
    if (folder === '')
      throw new Problem(
        'No folder is chosen. Choose one with pictures in it.',
        '폴더를 고르지 않았습니다. 이미지가 든 폴더를 고르세요.',
      );
  },
  grow: ({ classes }) => ({
    outputs: classes > 0 ? { label: { symbol: 'y', title: { en: 'Class', ko: '클래스' } } } : {},
  }),
  dataset: ({ folder, size, colours, fit, flip, range, classes, heldOut }) => ({
    kind: 'image-folder',
    dials: { file: { folder }, height: size[0], width: size[1], colours, fit, flip, range, classes, heldOut },
  }),
  build(_ops, _inputs, { size, colours, range, classes }, context) {
    const channels = colours === 'grey' ? 1 : 3;
    const image = context.data('image', [size[0]!, size[1]!, channels], 'float32');
    context.means(image, { kind: 'image', range: range === '0..1' ? [0, 1] : [-1, 1], data: 'grey' });
    if (classes === 0) return { image };
    return { image, label: context.means(context.data('label', [], 'int32'), { kind: 'label', classes }) };
  },
});
