import { defineNode } from '../contract.ts';
import { result } from '../operand-ports.ts';
import { promote } from '../promotion.ts';

/** "b10" stands behind "b2". */
const byName = new Intl.Collator('en', { numeric: true });

export default defineNode({
  kind: 'concat',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Concatenate', ko: '이어 붙이기' },
  sentence: {
    en: 'Lays values one after another along an axis, in the order of the names of their wires.',
    ko: '값들을 연결 이름의 순서대로 한 축을 따라 이어 붙입니다.',
  },
  formula: 'y = [x_1, x_2, \\dots]',
  aliases: ['join', 'stack', 'skip connection', '연결', '결합'],
  inputs: { values: { symbol: 'x_i', title: { en: 'Values', ko: '값들' }, several: true } },
  outputs: { result },
  dials: {
    axis: {
      type: 'number',
      default: -1,
      min: -8,
      max: 7,
      integer: true,
      title: { en: 'Axis', ko: '축' },
      help: { en: '0 is the batch, -1 the last axis (channels).', ko: '0은 배치, -1은 마지막 축(채널)입니다.' },
    },
  },
  build(ops, { values }, { axis }) {
    const ordered = values.toSorted((x, y) => byName.compare(x.name, y.name));
    return { result: ops.concat(promote(ops, ...ordered.map((wire) => wire.value)), { axis }) };
  },
});
