import { resolveAxis } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { result, value } from '../operand-ports.ts';

export default defineNode({
  kind: 'slice',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Slice', ko: '잘라 내기' },
  sentence: {
    en: 'A part along one axis: so many from there on.',
    ko: '한 축에서 정한 위치부터 정한 개수만큼 잘라 냅니다.',
  },
  formula: 'y = x_{s:s+n}',
  aliases: ['part', 'narrow', 'range', '슬라이스'],
  inputs: { value },
  outputs: { result },
  dials: {
    axis: { type: 'number', default: -1, min: -8, max: 7, integer: true, title: { en: 'Axis', ko: '축' } },
    begin: {
      type: 'number',
      default: 0,
      min: 0,
      max: 1e6,
      integer: true,
      title: { en: 'From', ko: '시작 위치' },
    },
    size: {
      type: 'number',
      default: -1,
      min: -1,
      max: 1e6,
      integer: true,
      title: { en: 'How many', ko: '개수' },
      help: { en: '-1: to the end.', ko: '-1이면 끝까지입니다.' },
    },
  },
  build(ops, inputs, { axis, begin, size }, context) {
    const { shape } = inputs.value;
    const along = resolveAxis(axis, shape.length);
    const result = ops.slice(inputs.value, {
      begin: shape.map((_, i) => (i === along ? begin : 0)),
      size: shape.map((_, i) => (i === along ? size : -1)),
    });
    return { result: context.means(result, context.meaningOf(inputs.value)) };
  },
});
